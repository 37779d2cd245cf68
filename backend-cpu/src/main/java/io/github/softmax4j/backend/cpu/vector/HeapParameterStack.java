package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.ParameterStack;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.Workers;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way to the pass and back in plain loops, over some rows of the weights at a time, all steps of {@link
 * Coordinates} and {@link PenaltyTerm} at once: ND4J has an operation for each, whose call takes longer than its work
 * with few weights, and which goes through memory again with many (docs/experiments/0010). Nothing here needs the
 * Vector API.
 */
final class HeapParameterStack extends ParameterStack {
    /** Of a tile: in double it stays in the second-level cache, with a second one beside it. */
    private static final int NUMBERS_OF_TILE = 16_384;

    /** Values of a part; to wake another thread for fewer costs more than it saves. */
    private static final long LEAST_NUMBERS = 60_000;

    private final int features;
    private final int classes;
    private final int columns;
    private final double[] rate;
    private final double[] shift;
    private final boolean hasIntercept;
    private final int parts;
    private final int threads = Backend.start().threads();
    private final Workspace[] workspaces;
    private final double[][] shifted;
    private final double[] penalties;

    /** What a thread works in. */
    private static final class Workspace {
        private final int rows;
        private final double[] tile;
        private final double[] pointTile;
        private final double[] column;
        private final float[] floats;

        Workspace(int features, int classes) {
            rows = Math.min(features, Math.max(1, NUMBERS_OF_TILE / classes));
            tile = new double[rows * classes];
            pointTile = new double[tile.length];
            column = new double[rows];
            floats = new float[tile.length];
        }
    }

    HeapParameterStack(PassShape shape, Coordinates coordinates) {
        super(shape);
        features = Math.toIntExact(shape.features());
        classes = Math.toIntExact(shape.classes());
        columns = Math.toIntExact(shape.columns());
        rate = coordinates.rate();
        shift = coordinates.shift();
        hasIntercept = coordinates.hasIntercept();
        parts = Workers.parts(features, (long) features * classes, LEAST_NUMBERS);
        workspaces = new Workspace[Math.min(parts, threads)];
        Arrays.setAll(workspaces, i -> new Workspace(features, classes));
        shifted = new double[parts][classes];
        penalties = new double[parts];
    }

    /** Whether Java's buffers can look at arrays of this size. */
    static boolean suits(PassShape shape) {
        return (shape.features() + 1) * shape.columns() <= Integer.MAX_VALUE / Double.BYTES;
    }

    @Override
    public void put(int model, INDArray point) {
        Elements from = Elements.of(RowBlock.dense(point));
        Elements to = Elements.of(matrix);
        Workers.run(parts, threads, (worker, part) -> {
            Arrays.fill(shifted[part], 0);
            forEachTile(worker, part, (workspace, first, rows) -> {
                from.read(first * classes, workspace.tile, rows * classes, workspace.floats);
                toWeights(workspace.tile, first, rows, shifted[part]);
                write(workspace.tile, to, model, first, rows, workspace.floats);
            });
        });
        double[] intercept = new double[classes];
        if (hasIntercept) {
            from.read(features * classes, intercept, classes, workspaces[0].floats);
        }
        for (double[] ofPart : shifted) {
            for (int k = 0; k < classes; k++) {
                intercept[k] -= ofPart[k];
            }
        }
        to.write(intercept, 0, features * columns + model * classes, classes, workspaces[0].floats);
    }

    /** W_jk = r_j V_jk; t_j W_jk is added to the sums. */
    private void toWeights(double[] tile, int first, int rows, double[] ofShifts) {
        for (int i = 0; i < rows; i++) {
            double r = rate[first + i];
            double t = shift[first + i];
            int at = i * classes;
            for (int k = 0; k < classes; k++) {
                double weight = r * tile[at + k];
                tile[at + k] = weight;
                ofShifts[k] += t * weight;
            }
        }
    }

    private void write(double[] tile, Elements to, int model, int first, int rows, float[] floats) {
        if (columns == classes) {
            to.write(tile, 0, first * classes, rows * classes, floats);
            return;
        }
        for (int i = 0; i < rows; i++) {
            to.write(tile, i * classes, (first + i) * columns + model * classes, classes, floats);
        }
    }

    @Override
    public double readGradient(int model, double weightSum, PenaltyTerm penalty, INDArray point, INDArray gradient) {
        double[] intercept = new double[classes];
        Elements.of(sums().intercept()).read(model * classes, intercept, classes, workspaces[0].floats);
        for (int k = 0; k < classes; k++) {
            intercept[k] /= weightSum;
        }
        double[] strengths = penalty.strengths();
        INDArray target = RowBlock.dense(gradient);
        Elements weights = Elements.of(RowBlock.dense(point));
        Elements from = Elements.of(sums().weights());
        Elements to = Elements.of(target);
        Workers.run(parts, threads, (worker, part) -> {
            penalties[part] = 0;
            forEachTile(worker, part, (workspace, first, rows) -> {
                readTransposed(from, model, first, rows, workspace);
                pullBack(workspace.tile, first, rows, weightSum, intercept);
                if (!penalty.isNone()) {
                    weights.read(first * classes, workspace.pointTile, rows * classes, workspace.floats);
                    penalties[part] += addPenalty(strengths, workspace.pointTile, first, rows, workspace.tile);
                }
                to.write(workspace.tile, 0, first * classes, rows * classes, workspace.floats);
            });
        });
        if (!hasIntercept) {
            Arrays.fill(intercept, 0);
        }
        to.write(intercept, 0, features * classes, classes, workspaces[0].floats);
        if (target != gradient) {
            gradient.assign(target);
        }
        return Arrays.stream(penalties).sum();
    }

    /** Sums stand column by column. */
    private void readTransposed(Elements from, int model, int first, int rows, Workspace workspace) {
        for (int k = 0; k < classes; k++) {
            from.read((model * classes + k) * features + first, workspace.column, rows, workspace.floats);
            for (int i = 0; i < rows; i++) {
                workspace.tile[i * classes + k] = workspace.column[i];
            }
        }
    }

    /** dV_jk = r_j (dW_jk - t_j db_k), sums becoming means. */
    private void pullBack(double[] tile, int first, int rows, double weightSum, double[] intercept) {
        for (int i = 0; i < rows; i++) {
            double r = rate[first + i];
            double t = shift[first + i];
            int at = i * classes;
            for (int k = 0; k < classes; k++) {
                tile[at + k] = r * (tile[at + k] / weightSum - t * intercept[k]);
            }
        }
    }

    /** Adds s_j V_jk; returns the sum of s_j V_jk^2 / 2. */
    private double addPenalty(double[] strengths, double[] weights, int first, int rows, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            double s = strengths[first + i];
            int from = i * classes;
            for (int at = from; at < from + classes; at++) {
                gradient[at] += s * weights[at];
            }
            sum += s * sumOfSquares(weights, from, from + classes);
        }
        return sum / 2;
    }

    /** One sum alone would wait for itself at every value. */
    private static double sumOfSquares(double[] values, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            first += values[i] * values[i];
            second += values[i + 1] * values[i + 1];
            third += values[i + 2] * values[i + 2];
            fourth += values[i + 3] * values[i + 3];
        }
        for (; i < to; i++) {
            first += values[i] * values[i];
        }
        return first + second + (third + fourth);
    }

    /** Some rows of the weights, from the first on. */
    private interface TileWork {
        void run(Workspace workspace, int first, int rows);
    }

    private void forEachTile(int worker, int part, TileWork work) {
        Workspace workspace = workspaces[worker];
        int end = (int) Workers.firstItem(part + 1, parts, features);
        for (int first = (int) Workers.firstItem(part, parts, features); first < end; first += workspace.rows) {
            work.run(workspace, first, Math.min(workspace.rows, end - first));
        }
    }
}
