package io.github.softmax4j.math;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * What a model says about rows: logits, probabilities, log-probabilities.
 *
 * <p>Log-probabilities come from logits (Z - lse), never from log(probability): a class of probability 1e-60 has a
 * finite log-probability, also where the probability itself is 0 in float.
 *
 * <p>Rows of finite numbers may have logits beyond the largest float. A block with such a row is computed once more, in
 * double; one beyond that is refused, because anything that could be said about it would be a guess.
 */
public final class Inference {
    /** Multiplications in X W that take one thread no longer than it takes to wake another. */
    private static final double LITTLE_WORK = 1e6;

    private final ModelWeights weights;
    private final FeatureMatrix rows;
    private final Parameters parameters;
    private final Output output;
    private INDArray result;

    private Inference(ModelWeights weights, FeatureMatrix rows, Output output) {
        this.weights = weights;
        this.rows = rows;
        this.parameters = parameters(rows.type());
        this.output = output;
    }

    /** What is wanted of each row. */
    public enum Output {
        /** Z = X W + b. */
        LOGITS,
        /** softmax(Z), row by row; rows sum to 1. */
        PROBABILITIES,
        /** Z - lse, row by row; at most 0. */
        LOG_PROBABILITIES
    }

    /**
     * Computes block by block.
     *
     * @param weights of the model
     * @param rows the features, whose type the products run in
     * @param output what is wanted
     * @return rows x classes, all finite, in the type of the features; in double if a number is beyond that
     * @throws IllegalArgumentException if a number is beyond double; the message names the row
     * @throws MemoryException if the machine has not the memory
     */
    public static INDArray compute(ModelWeights weights, FeatureMatrix rows, Output output) {
        double work = (double) rows.rows() * weights.matrix().length();
        return work < LITTLE_WORK
                ? Backend.onOneThread(() -> new Inference(weights, rows, output).compute())
                : Backend.onAllThreads(() -> new Inference(weights, rows, output).compute());
    }

    /** X W + b = (X - center) W + (b + center W), and the last sum is made in double. */
    private Parameters parameters(DataType type) {
        Parameters plain = weights.parameters(type);
        if (!rows.isCentered()) {
            return plain;
        }
        Parameters inDouble = weights.parameters(DataType.DOUBLE);
        INDArray center = Nd4j.createFromArray(rows.center()).reshape(1, rows.columns());
        INDArray moved = center.mmul(inDouble.weights()).addi(inDouble.intercept());
        return new Parameters(plain.weights(), moved.castTo(type));
    }

    private INDArray compute() {
        long classes = parameters.classes();
        requireRoom(rows.rows(), classes, rows.type(), Backend.freeMemoryInBytes());
        result = Nd4j.create(rows.type(), new long[] {rows.rows(), classes}, 'c');
        int blockRows = (int) Math.min(rows.rows(), BlockSize.rows(parameters.features(), classes, rows.type()));
        long rest = rows.rows() % blockRows;
        try (Blocks<FeatureBlock> blocks = rows.blocks(blockRows);
                var forward = new ForwardPass(blockRows, classes, 1, rows.type());
                var forwardOfRest = rest == 0 ? null : new ForwardPass(rest, classes, 1, rows.type())) {
            long first = 0;
            for (FeatureBlock block : blocks) {
                compute(block, block.rows() == blockRows ? forward : forwardOfRest, first);
                first += block.rows();
            }
        }
        return result;
    }

    /** What is too large for the system ends the process at once, without a word. */
    static void requireRoom(long rows, long classes, DataType type, long freeBytes) {
        double bytes = (double) rows * classes * type.width();
        if (bytes > freeBytes) {
            throw new MemoryException(String.format(
                    Locale.ROOT,
                    "the results of %d rows x %d classes take %.1f MiB, but only %.1f MiB are free off the heap;"
                            + " fewer rows at a time take less",
                    rows,
                    classes,
                    bytes / (1 << 20),
                    freeBytes / (double) (1 << 20)));
        }
    }

    private void compute(FeatureBlock block, ForwardPass pass, long first) {
        pass.run(parameters, block.features());
        if (isFinite(pass.logits())) {
            INDArray values = read(pass);
            if (areFiniteWithLogits() || isFinite(values)) {
                put(values, first);
                return;
            }
        }
        computeInDouble(block, first);
    }

    /** The difference of two logits may be beyond the type; nothing else that is made of finite ones. */
    private boolean areFiniteWithLogits() {
        return output != Output.LOG_PROBABILITIES;
    }

    private void computeInDouble(FeatureBlock block, long first) {
        try (var pass = new ForwardPass(block.rows(), parameters.classes(), 1, DataType.DOUBLE);
                INDArray features = block.features().castTo(DataType.DOUBLE).dup('c')) {
            pass.run(parameters(DataType.DOUBLE), features);
            requireFinite(pass.logits(), first);
            INDArray values = read(pass);
            requireFinite(values, first);
            if (rows.type() != DataType.DOUBLE && !isFinite(values.castTo(rows.type()))) {
                result = result.castTo(DataType.DOUBLE);
            }
            put(values, first);
        }
    }

    private void put(INDArray values, long first) {
        var range = NDArrayIndex.interval(first, first + values.rows());
        result.get(range, NDArrayIndex.all()).assign(values);
    }

    private static boolean isFinite(INDArray values) {
        return !BooleanIndexing.or(values, Conditions.notFinite());
    }

    private static void requireFinite(INDArray values, long first) {
        if (isFinite(values)) {
            return;
        }
        double[] all = values.reshape(values.length()).toDoubleVector();
        int place = 0;
        while (Double.isFinite(all[place])) {
            place++;
        }
        throw new IllegalArgumentException("row " + (first + place / values.columns())
                + ", counted from 0, is too large for this model: its logits are beyond the largest double");
    }

    private INDArray read(ForwardPass forward) {
        INDArray logits = forward.logits();
        return switch (output) {
            case LOGITS -> logits;
            case PROBABILITIES -> forward.probabilities();
            case LOG_PROBABILITIES ->
                logits.subiColumnVector(column(forward.rowMaximum()))
                        .addiColumnVector(column(forward.logLargestProbability()));
        };
    }

    private static INDArray column(INDArray vector) {
        return vector.reshape(vector.length(), 1);
    }
}
