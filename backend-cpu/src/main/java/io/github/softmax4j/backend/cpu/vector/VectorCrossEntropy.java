package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Losses and gradients by hand. */
final class VectorCrossEntropy implements CrossEntropy {
    private final int classes;
    private final int models;
    private final double smoothing;
    private final FusedPass pass;
    private final Coefficients heapPoint;
    private final Rows[] workers;
    private final FusedPass.Middle residuals = new Residuals();
    private double[][] losses = {};

    VectorCrossEntropy(PassShape shape, double smoothing) {
        this.classes = Math.toIntExact(shape.classes());
        this.models = shape.models();
        this.smoothing = smoothing;
        this.pass = new FusedPass(shape);
        this.heapPoint = pass.newPoint();
        this.workers = Stream.generate(Rows::new).limit(pass.threads()).toArray(Rows[]::new);
    }

    @Override
    public double[] sum(Parameters point, List<Batch> batches, Parameters gradient) {
        List<RowBlock> blocks = batches.stream().map(RowBlock::of).toList();
        losses = new double[pass.partCount(blocks)][models];
        heapPoint.read(point);
        pass.bothWays(blocks, heapPoint, residuals).write(gradient);
        var sums = new double[models];
        for (double[] ofPart : losses) {
            for (int m = 0; m < models; m++) {
                sums[m] += ofPart[m];
            }
        }
        return sums;
    }

    /** Logits of all models become residuals; those of rows that count nothing for a model are not even computed. */
    private final class Residuals implements FusedPass.Middle {
        @Override
        public void begin(Tile tile, FusedPass.Place place) {
            for (int model = 0; model < models; model++) {
                tile.want(model * classes, classes, counts(tile, place, model));
            }
        }

        @Override
        public void run(Tile tile, FusedPass.Place place) {
            Rows rows = workers[place.worker()];
            for (int model = 0; model < models; model++) {
                if (tile.isAnyWanted(model * classes, classes)) {
                    losses[place.part()][model] += rows.lossAndResiduals(tile, place.block(), place.firstRow(), model);
                } else {
                    int from = model * classes * Tile.ROWS;
                    Arrays.fill(tile.columns, from, from + classes * Tile.ROWS, 0);
                }
            }
        }

        private boolean counts(Tile tile, FusedPass.Place place, int model) {
            FloatBuffer weights = place.block().weights();
            if (weights == null) {
                return true;
            }
            for (int i = 0; i < tile.rows(); i++) {
                if (weights.get((place.firstRow() + i) * models + model) != 0) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        // everything is on the heap
    }

    /** What one thread needs for the rows of a tile. */
    private final class Rows {
        private final Softmax softmax = new Softmax();
        private final int[] labels = new int[Tile.ROWS];
        private final float[] targetLogits = new float[Tile.ROWS];
        private final float[] targets = new float[classes * Tile.ROWS];
        private final float[] weights = new float[Tile.ROWS];

        /** Logits of a model become residuals. */
        double lossAndResiduals(Tile tile, RowBlock block, int firstRow, int model) {
            float[] columns = tile.columns;
            int from = model * classes * Tile.ROWS;
            int rows = tile.rows();
            boolean oneHot = block.labels() != null && smoothing == 0;
            if (oneHot) {
                for (int i = 0; i < rows; i++) {
                    labels[i] = from + block.labels().get(firstRow + i) * Tile.ROWS + i;
                    targetLogits[i] = columns[labels[i]];
                }
            } else {
                readTargets(block, firstRow, rows);
                sumTargetLogits(columns, from);
            }
            softmax.run(columns, from, classes);
            if (oneHot) {
                for (int i = 0; i < rows; i++) {
                    columns[labels[i]] -= 1;
                }
            } else {
                for (int j = 0; j < targets.length; j++) {
                    columns[from + j] -= targets[j];
                }
            }
            return block.weights() == null ? loss(rows) : weigh(tile, block, firstRow, model);
        }

        /** Y, columns x rows as the logits are. */
        private void readTargets(RowBlock block, int firstRow, int rows) {
            float spread = (float) (smoothing / classes);
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < classes; k++) {
                    targets[k * Tile.ROWS + i] =
                            block.targets() == null ? spread : block.targets().get((firstRow + i) * classes + k);
                }
                if (block.targets() == null) {
                    targets[block.labels().get(firstRow + i) * Tile.ROWS + i] += (float) (1 - smoothing);
                }
            }
        }

        private void sumTargetLogits(float[] columns, int from) {
            Arrays.fill(targetLogits, 0);
            for (int k = 0; k < classes; k++) {
                for (int i = 0; i < Tile.ROWS; i++) {
                    targetLogits[i] += targets[k * Tile.ROWS + i] * columns[from + k * Tile.ROWS + i];
                }
            }
        }

        /** Of the sum (max - Y Z) + log sum exp(Z - max) neither part cancels. */
        private double loss(int row, double weight) {
            return weight * ((softmax.maximum[row] - targetLogits[row]) + Math.log(softmax.sum[row]));
        }

        private double loss(int rows) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += loss(i, 1);
            }
            return sum;
        }

        private double weigh(Tile tile, RowBlock block, int firstRow, int model) {
            double sum = 0;
            for (int i = 0; i < tile.rows(); i++) {
                weights[i] = block.weights().get((firstRow + i) * models + model);
                sum += loss(i, weights[i]);
            }
            tile.scaleRows(weights, model * classes, classes);
            return sum;
        }
    }
}
