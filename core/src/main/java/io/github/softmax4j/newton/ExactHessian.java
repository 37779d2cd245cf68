package io.github.softmax4j.newton;

import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.linalg.Cholesky;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.ModelWeights;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The Hessian of the summed loss by the weights of all classes but one, and its inverse: the covariance of the
 * estimate.
 *
 * <pre>
 *   A_(jk)(lm) = sum_i w_i x_ij x_il P_ik ((k = m) - P_im)       x_i0 = 1 for the intercept
 *   covariance = A^-1
 * </pre>
 *
 * <p>Computed in double on standardised columns, whose spreads do no harm to the factor. McCullagh and Nelder,
 * Generalized linear models (1989), 2.5 and 5.2.
 */
public final class ExactHessian {
    private static final int BLOCK_ROWS = 4096;

    /** A pivot of the correlations below this means that a column is a sum of others, as far as double can tell. */
    private static final double SMALLEST_PIVOT = 1e-11;

    private final FeatureMatrix features;
    private final double[] rowWeights;
    private final double[] mean;
    private final double[] deviation;
    private final INDArray modelMatrix;
    private final int base;

    /**
     * Gathers what the Hessian is made of.
     *
     * @param features rows x features
     * @param rowWeights what each row counts
     * @param modelMatrix (features + 1) x classes, the last row the intercept, DOUBLE
     * @param base the class that the others are compared with
     */
    public ExactHessian(FeatureMatrix features, double[] rowWeights, INDArray modelMatrix, int base) {
        this.features = features.withType(DataType.DOUBLE);
        this.rowWeights = rowWeights.clone();
        this.modelMatrix = modelMatrix;
        this.base = base;
        ColumnStatistics statistics = ColumnStatistics.of(this.features);
        this.mean = statistics.mean();
        this.deviation = statistics.deviation();
    }

    /**
     * The deviations of the columns.
     *
     * @return a copy, one per feature
     */
    public double[] deviation() {
        return deviation.clone();
    }

    /**
     * The first column that does not vary: its weight and the intercept cannot be separated.
     *
     * @return a feature, or empty
     */
    public OptionalInt constantFeature() {
        for (int j = 0; j < deviation.length; j++) {
            if (!(deviation[j] > 1e-14 * Math.abs(mean[j]))) {
                return OptionalInt.of(j);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The variances of the estimates.
     *
     * @return (features + 1) x (classes - 1), the last row the intercept, classes in their order without the base; null
     *     where the Hessian is singular
     */
    public double[][] variances() {
        int size = deviation.length + 1;
        int classes = modelMatrix.columns();
        INDArray hessian = standardisedHessian();
        Optional<Cholesky> cholesky = Cholesky.of(hessian).filter(factor -> factor.smallestPivot() > SMALLEST_PIVOT);
        if (cholesky.isEmpty()) {
            return null;
        }
        INDArray covariance = cholesky.get().inverse();
        var variances = new double[size][classes - 1];
        for (int k = 0; k < classes - 1; k++) {
            var range = NDArrayIndex.interval((long) k * size, (long) (k + 1) * size);
            double[][] block = covariance.get(range, range).dup('c').toDoubleMatrix();
            for (int j = 0; j < size; j++) {
                variances[j][k] = j < size - 1 ? block[j][j] / (deviation[j] * deviation[j]) : interceptVariance(block);
            }
        }
        Operation.close(hessian, covariance);
        return variances;
    }

    /** Var(v - sum_j m_j V_j / s_j), since b = v - sum_j (m_j / s_j) V_j. */
    private double interceptVariance(double[][] block) {
        var combination = new double[block.length];
        for (int j = 0; j < mean.length; j++) {
            combination[j] = -mean[j] / deviation[j];
        }
        combination[mean.length] = 1;
        double variance = 0;
        for (int i = 0; i < block.length; i++) {
            for (int j = 0; j < block.length; j++) {
                variance += combination[i] * block[i][j] * combination[j];
            }
        }
        return variance;
    }

    /** A by the weights of standardised columns, class by class, divided by the size of its diagonal. */
    private INDArray standardisedHessian() {
        int size = deviation.length + 1;
        int others = modelMatrix.columns() - 1;
        INDArray hessian = Nd4j.create(DataType.DOUBLE, new long[] {(long) size * others, (long) size * others}, 'c');
        INDArray probabilities =
                Inference.compute(new ModelWeights(modelMatrix), features, Inference.Output.PROBABILITIES);
        try (Blocks<FeatureBlock> blocks = features.blocks(BLOCK_ROWS)) {
            long first = 0;
            for (FeatureBlock block : blocks) {
                var range = NDArrayIndex.interval(first, first + block.rows());
                addBlock(hessian, first, block.features(), probabilities.get(range, NDArrayIndex.all()));
                first += block.rows();
            }
        }
        probabilities.close();
        return hessian;
    }

    private void addBlock(INDArray hessian, long first, INDArray rows, INDArray probabilities) {
        INDArray x = standardised(rows);
        int size = deviation.length + 1;
        int others = modelMatrix.columns() - 1;
        for (int k = 0; k < others; k++) {
            for (int m = 0; m <= k; m++) {
                INDArray weights = crossWeights(first, probabilities, classOf(k), classOf(m));
                INDArray part = x.mulColumnVector(weights).transpose().mmul(x);
                add(hessian, (long) k * size, (long) m * size, part);
                if (m < k) {
                    add(hessian, (long) m * size, (long) k * size, part);
                }
            }
        }
    }

    private static void add(INDArray hessian, long row, long column, INDArray part) {
        hessian.get(
                        NDArrayIndex.interval(row, row + part.rows()),
                        NDArrayIndex.interval(column, column + part.columns()))
                .addi(part);
    }

    private int classOf(int other) {
        return other < base ? other : other + 1;
    }

    /** w_i P_ik ((k = m) - P_im) */
    private INDArray crossWeights(long first, INDArray probabilities, int k, int m) {
        double[] ofK = probabilities.getColumn(k).toDoubleVector();
        double[] ofM = probabilities.getColumn(m).toDoubleVector();
        var weights = new double[ofK.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = rowWeights[(int) first + i] * ofK[i] * ((k == m ? 1 : 0) - ofM[i]);
        }
        return Nd4j.createFromArray(weights).reshape(weights.length, 1);
    }

    private INDArray standardised(INDArray rows) {
        INDArray ones = Nd4j.ones(DataType.DOUBLE, rows.rows(), 1);
        return Nd4j.hstack(
                rows.subRowVector(Nd4j.createFromArray(mean)).diviRowVector(Nd4j.createFromArray(deviation)), ones);
    }
}
