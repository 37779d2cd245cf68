package io.github.softmax4j.model;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.ModelWeights;
import io.github.softmax4j.math.PassKernels;
import io.github.softmax4j.math.RowTile;
import io.github.softmax4j.math.Workers;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a model says about many rows of Java's arrays, on all threads: in float a tile of them at a time, of which those
 * that float is not enough for are answered alone; in double one by one, or by ND4J's product where there is much to
 * multiply (docs/decisions/0017).
 */
final class BatchAnswers {
    /** Multiplications of a part, 18 microseconds at best: waking another thread takes longer, but for lucky calls. */
    private static final long LEAST_WORK = 500_000;

    /** A tile of fewer rows would compute too many that nobody asked for. */
    private static final int FEWEST_OF_TILE = 12;

    /** From so many classes and multiplications on, ND4J's product in double is faster, copies for it included. */
    private static final int CLASSES_FOR_ARRAYS = 128;

    private static final long WORK_FOR_ARRAYS = 20_000_000;

    /** Rows and logits that are copied at a time, in values: some megabytes. */
    private static final int VALUES_AT_A_TIME = 1 << 21;

    private final RowAnswers one;
    private final ModelWeights weights;
    private final DataType type;
    private final int features;
    private final int classes;

    BatchAnswers(RowAnswers one, ModelWeights weights, DataType type, int features, int classes) {
        this.one = one;
        this.weights = weights;
        this.type = type;
        this.features = features;
        this.classes = classes;
    }

    /** Takes the logits of a row, which it may overwrite; on whatever thread, and in whatever order. */
    @FunctionalInterface
    interface Taker {
        void take(int row, double[] logits);
    }

    /** A range of rows. */
    @FunctionalInterface
    private interface Range {
        void answer(int worker, int from, int to);
    }

    /** Makes an array of DOUBLE of the rows of a range. */
    @FunctionalInterface
    private interface Copy {
        INDArray of(int from, int to);
    }

    /** Takes the answers of a tile of rows, the first of which has a number; of some of them others are taken later. */
    @FunctionalInterface
    private interface TileTaker {
        void take(RowTile tile, int first, int count);
    }

    /** One array per row. */
    float[][] probabilities(float[][] rows) {
        var result = new float[rows.length][];
        each(
                rows,
                i -> result[i] = one.probabilities(rows[i], i),
                (i, logits) -> result[i] = one.probabilities(logits),
                (tile, first, count) -> tile.probabilities(result, first));
        return result;
    }

    /** The winner of each row. */
    Prediction[] predictions(float[][] rows) {
        var result = new Prediction[rows.length];
        each(
                rows,
                i -> result[i] = one.predict(rows[i], i),
                (i, logits) -> result[i] = one.predict(logits),
                (tile, first, count) -> {
                    var best = new int[tile.capacity()];
                    var probabilities = new double[tile.capacity()];
                    tile.winners(best, probabilities);
                    for (int i = 0; i < count; i++) {
                        result[first + i] = one.prediction(best[i], probabilities[i]);
                    }
                });
        return result;
    }

    private void each(float[][] rows, IntConsumer alone, Taker ofArray, TileTaker ofTile) {
        for (int i = 0; i < rows.length; i++) {
            one.requireFit(rows[i], rows[i] == null ? 0 : rows[i].length, i);
        }
        if (type == DataType.DOUBLE) {
            Copy copy = (from, to) ->
                    Nd4j.createFromArray(Arrays.copyOfRange(rows, from, to)).castTo(DataType.DOUBLE);
            inDouble(rows.length, copy, alone, ofArray);
        } else if (rows.length >= FEWEST_OF_TILE) {
            inTiles(rows, alone, ofTile);
        } else {
            inParts(rows.length, 1, oneByOne(alone));
        }
    }

    void each(double[][] rows, Taker taker) {
        for (int i = 0; i < rows.length; i++) {
            one.requireFit(rows[i], rows[i] == null ? 0 : rows[i].length, i);
        }
        IntConsumer alone = i -> taker.take(i, one.logits(rows[i], i).logits);
        Copy copy = (from, to) -> Nd4j.createFromArray(Arrays.copyOfRange(rows, from, to));
        inDouble(rows.length, copy, alone, taker);
    }

    private void inDouble(int rows, Copy copy, IntConsumer alone, Taker taker) {
        boolean isMuch = classes >= CLASSES_FOR_ARRAYS && (long) rows * features * classes >= WORK_FOR_ARRAYS;
        if (isMuch) {
            inArrays(rows, copy, alone, taker);
        } else {
            inParts(rows, 1, oneByOne(alone));
        }
    }

    private static Range oneByOne(IntConsumer alone) {
        return (worker, from, to) -> {
            for (int i = from; i < to; i++) {
                alone.accept(i);
            }
        };
    }

    private void inTiles(float[][] rows, IntConsumer alone, TileTaker ofTile) {
        var tiles = new RowTile[Backend.start().threads()]; // each worker has one
        tiles[0] = newTile();
        inParts(rows.length, tiles[0].capacity(), (worker, from, to) -> {
            tiles[worker] = tiles[worker] == null ? newTile() : tiles[worker];
            inTile(tiles[worker], rows, from, to, alone, ofTile);
        });
    }

    private RowTile newTile() {
        return PassKernels.first(kernel -> kernel.rowTile(weights.onHeapInFloat()));
    }

    private static void inTile(RowTile tile, float[][] rows, int from, int to, IntConsumer alone, TileTaker ofTile) {
        for (int first = from; first < to; first += tile.capacity()) {
            int count = Math.min(tile.capacity(), to - first);
            tile.compute(rows, first, count);
            ofTile.take(tile, first, count);
            for (int i = 0; i < count; i++) {
                if (!tile.suffices(i)) {
                    alone.accept(first + i);
                }
            }
        }
    }

    /** On all threads, some together; the first row that is refused is the one that is named. */
    private void inParts(int rows, int together, Range range) {
        long groups = (rows + together - 1L) / together;
        double work = (double) rows * classes * (features + HeapRows.WORK_PER_CLASS);
        int parts = Workers.parts(groups, (long) work, LEAST_WORK);
        if (parts == 1) {
            range.answer(0, 0, rows);
            return;
        }
        var refusals = new IllegalArgumentException[parts];
        Workers.run(parts, Backend.start().threads(), (worker, part) -> {
            long from = together * Workers.firstItem(part, parts, groups);
            long to = together * Workers.firstItem(part + 1, parts, groups);
            try {
                range.answer(worker, (int) from, (int) Math.min(rows, to));
            } catch (IllegalArgumentException e) {
                refusals[part] = e;
            }
        });
        for (IllegalArgumentException refusal : refusals) {
            if (refusal != null) {
                throw refusal;
            }
        }
    }

    /** What ND4J refuses is refused once more alone, where messages have the numbers of rows that the caller knows. */
    private void inArrays(int rows, Copy copy, IntConsumer alone, Taker taker) {
        int atATime = Math.max(1, VALUES_AT_A_TIME / Math.max(features, classes));
        for (int from = 0; from < rows; from += atATime) {
            int start = from;
            int end = Math.min(rows, from + atATime);
            double[] logits = logits(copy, start, end);
            if (logits == null) {
                oneByOne(alone).answer(0, start, end);
            } else {
                inParts(end - start, 1, (worker, first, to) -> take(start, logits, first, to, taker));
            }
        }
    }

    /** Null where a row cannot be computed. */
    private double[] logits(Copy copy, int from, int to) {
        try (INDArray array = copy.of(from, to);
                INDArray logits = Inference.compute(weights, FeatureMatrix.of(array), Inference.Output.LOGITS)) {
            return logits.data().asDouble();
        } catch (IllegalArgumentException e) { // said better of the row alone
            return null;
        }
    }

    private void take(int firstRow, double[] logits, int first, int end, Taker taker) {
        RowWork work = one.work();
        for (int i = first; i < end; i++) {
            System.arraycopy(logits, i * classes, work.logits, 0, classes);
            taker.take(firstRow + i, work.logits);
        }
    }
}
