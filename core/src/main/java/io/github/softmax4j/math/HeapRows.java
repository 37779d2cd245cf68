package io.github.softmax4j.math;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a small problem on the heap, in double and in the optimiser's coordinates: for them ND4J's calls would
 * take far longer than their work.
 *
 * <p>A loss near 0 and the residual of a row's own class are exact relative to themselves, where lse - z and p - 1
 * would cancel. Thread-safe.
 */
public final class HeapRows {
    /** Of a pass, in multiply-adds: some milliseconds, a few of which ND4J's calls take in any case. */
    private static final double MOST_WORK = 1e7;

    /** Of a Hessian, which takes ND4J's products some tens of milliseconds too. */
    private static final double MOST_WORK_OF_HESSIAN = 1e8;

    /** Systems of more elements are faster in ND4J. */
    public static final int MOST_SIZE = 150;

    /** The exponential, and what else a pass does once per row and class, in multiply-adds. */
    public static final double WORK_PER_CLASS = 30;

    private final int rows;
    private final int width;
    private final int classes;
    /** Column by column; the last is 1, or 0 without an intercept. */
    private final double[][] columns;
    /** Class by class; null where there are labels without smoothing. */
    private final double[][] targets;

    private final int[] labels;
    private final double[] weights;

    /**
     * Copies the rows.
     *
     * @param dataset in memory
     * @param smoothing the share of every label that is spread over all classes, 0 to 1
     * @param coordinates the optimiser's
     */
    public HeapRows(Dataset dataset, double smoothing, Coordinates coordinates) {
        rows = Math.toIntExact(dataset.rows());
        int features = dataset.featureMatrix().columns();
        width = features + 1;
        classes = dataset.classes().size();
        double[] values = dataset.featureMatrix().values().dup('c').data().asDouble();
        double[] rate = coordinates.rate();
        double[] shift = coordinates.shift();
        columns = new double[width][rows];
        for (int j = 0; j < features; j++) {
            for (int i = 0; i < rows; i++) {
                columns[j][i] = (values[i * features + j] - shift[j]) * rate[j];
            }
        }
        Arrays.fill(columns[features], coordinates.hasIntercept() ? 1 : 0);
        labels = dataset.labels();
        weights = dataset.weights();
        targets = targets(dataset.targets(), smoothing);
    }

    private double[][] targets(Targets given, double smoothing) {
        boolean isSoft = given instanceof Targets.Probabilities;
        if (!isSoft && smoothing == 0) {
            return null;
        }
        var result = new double[classes][rows];
        double[] soft = given instanceof Targets.Probabilities probabilities // smoothed before
                ? probabilities.rows().dup('c').data().asDouble()
                : null;
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < rows; i++) {
                result[k][i] = soft != null
                        ? soft[i * classes + k]
                        : smoothing / classes + (labels[i] == k ? 1 - smoothing : 0);
            }
        }
        return result;
    }

    /**
     * Whether rows are few enough.
     *
     * @param rows their number
     * @param features their number
     * @param classes their number
     * @return true if a pass in plain Java takes no longer than ND4J's calls
     */
    public static boolean areFew(long rows, long features, long classes) {
        return rows * workOfRow(features, classes) <= MOST_WORK;
    }

    /**
     * Whether the Hessian and its systems take no longer than ND4J's calls either.
     *
     * @return true if it is better computed here
     */
    public boolean hasCheapHessian() {
        double size = (double) width * classes;
        return size <= MOST_SIZE && size * size / 2 * rows <= MOST_WORK_OF_HESSIAN;
    }

    /**
     * What a pass does in a row.
     *
     * @param features their number
     * @param classes their number
     * @return multiply-adds
     */
    public static double workOfRow(long features, long classes) {
        return classes * (2 * (features + 1.0) + WORK_PER_CLASS);
    }

    /**
     * The mean loss and a penalty.
     *
     * @param point (features + 1) x classes
     * @param rowWeights what each row counts; null for the weights of the data set
     * @param penalty of the objective
     * @param gradient overwritten, as large as the point
     * @return the objective
     */
    public double evaluate(INDArray point, double[] rowWeights, PenaltyTerm penalty, INDArray gradient) {
        double[] at = Vectors.toArray(point);
        var slope = new double[at.length];
        double value = evaluate(at, rowWeights, slope);
        double[] strengths = penalty.strengths();
        for (int i = 0; i < strengths.length * classes; i++) {
            double strength = strengths[i / classes];
            value += strength / 2 * at[i] * at[i];
            slope[i] += strength * at[i];
        }
        Vectors.assign(gradient, slope);
        return value;
    }

    /**
     * The mean loss.
     *
     * @param point (features + 1) x classes, row by row
     * @param rowWeights what each row counts; null for the weights of the data set
     * @param gradient of the loss, overwritten, as long as the point
     * @return the mean over the rows that count
     */
    public double evaluate(double[] point, double[] rowWeights, double[] gradient) {
        double[] counts = rowWeights == null ? weights : rowWeights;
        double[][] z = logits(point);
        var ofRow = new double[classes];
        double sum = 0;
        double weightSum = 0;
        for (int i = 0; i < rows; i++) {
            double count = counts[i];
            weightSum += count;
            for (int k = 0; k < classes; k++) {
                ofRow[k] = z[k][i];
            }
            if (count > 0) {
                sum += count * (targets == null ? residualOfLabel(labels[i], ofRow) : residual(i, ofRow));
            }
            for (int k = 0; k < classes; k++) {
                z[k][i] = count > 0 ? count * ofRow[k] : 0;
            }
        }
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < classes; k++) {
                gradient[j * classes + k] = HeapProducts.dot(columns[j], z[k], rows) / weightSum;
            }
        }
        return sum / weightSum;
    }

    /** Class by class. */
    private double[][] logits(double[] point) {
        var z = new double[classes][rows];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < width; j++) {
                HeapProducts.addScaled(z[k], point[j * classes + k], columns[j], rows);
            }
        }
        return z;
    }

    /** Logits become probabilities less the target; returns the loss. */
    private static double residualOfLabel(int label, double[] z) {
        double largest = z[HeapSoftmax.mostProbable(z, z.length)];
        double loss = largest - z[label];
        double others = 0;
        double own = Math.exp(z[label] - largest);
        for (int k = 0; k < z.length; k++) {
            z[k] = k == label ? 0 : Math.exp(z[k] - largest);
            others += z[k];
        }
        double total = others + own;
        for (int k = 0; k < z.length; k++) {
            z[k] = k == label ? -others / total : z[k] / total;
        }
        return loss + (own == 1 ? Math.log1p(others) : Math.log(total));
    }

    private double residual(int row, double[] z) {
        double largest = z[HeapSoftmax.mostProbable(z, z.length)];
        double total = 0;
        double sum = 0;
        double loss = 0;
        for (int k = 0; k < classes; k++) {
            double target = targets[k][row];
            sum += target;
            loss += target * (largest - z[k]);
            z[k] = Math.exp(z[k] - largest);
            total += z[k];
        }
        for (int k = 0; k < classes; k++) {
            z[k] = z[k] / total * sum - targets[k][row];
        }
        return loss + sum * Math.log(total);
    }

    /**
     * The Hessian of the mean loss.
     *
     * <pre>
     *   H_(jk)(lm) = sum_i w_i x_ij x_il P_ik ((k = m) - P_im) / sum w
     * </pre>
     *
     * @param point (features + 1) x classes, row by row
     * @param rowWeights what each row counts; null for the weights of the data set
     * @return row by row, as many rows and columns as the point has elements
     */
    public double[] hessian(double[] point, double[] rowWeights) {
        double[] counts = rowWeights == null ? weights : rowWeights;
        double[][] p = logits(point);
        toProbabilities(p);
        double weightSum = 0;
        var others = new double[classes][rows];
        for (int i = 0; i < rows; i++) {
            weightSum += counts[i];
            double root = Math.sqrt(counts[i]);
            for (int k = 0; k < classes; k++) {
                double sum = 0; // 1 - p would cancel
                for (int m = 0; m < classes; m++) {
                    sum += m == k ? 0 : p[m][i];
                }
                others[k][i] = root * Math.sqrt(p[k][i] * sum);
            }
            for (int k = 0; k < classes; k++) {
                p[k][i] *= root;
            }
        }
        int size = width * classes;
        var hessian = new double[size * size];
        var weighted = new double[classes][][];
        for (int k = 0; k < classes; k++) {
            double[][] ofClass = weightedColumns(others[k]);
            put(HeapProducts.gram(ofClass, ofClass, rows), 1 / weightSum, k, k, hessian);
            weighted[k] = weightedColumns(p[k]);
            for (int m = 0; m < k; m++) {
                put(HeapProducts.gram(weighted[k], weighted[m], rows), -1 / weightSum, k, m, hessian);
            }
        }
        return hessian;
    }

    private double[][] weightedColumns(double[] roots) {
        var weighted = new double[width][rows];
        for (int j = 0; j < width; j++) {
            HeapProducts.multiply(columns[j], roots, weighted[j], rows);
        }
        return weighted;
    }

    private void toProbabilities(double[][] z) {
        for (int i = 0; i < rows; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, z[k][i]);
            }
            double total = 0;
            for (int k = 0; k < classes; k++) {
                z[k][i] = Math.exp(z[k][i] - largest);
                total += z[k][i];
            }
            for (int k = 0; k < classes; k++) {
                z[k][i] /= total;
            }
        }
    }

    /** The block of two classes, and its transpose. */
    private void put(double[][] products, double factor, int k, int m, double[] hessian) {
        int size = width * classes;
        for (int j = 0; j < width; j++) {
            for (int l = 0; l < width; l++) {
                double value = factor * products[j][l];
                hessian[(j * classes + k) * size + l * classes + m] = value;
                hessian[(l * classes + m) * size + j * classes + k] = value;
            }
        }
    }
}
