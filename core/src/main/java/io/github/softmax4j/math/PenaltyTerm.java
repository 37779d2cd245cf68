package io.github.softmax4j.math;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The smooth part of the penalty, in the optimiser's coordinates.
 *
 * <pre>
 *   sum_j (s_j / 2) |V_j|^2          V_j the weights of feature j; the intercept is never penalised
 * </pre>
 */
public final class PenaltyTerm {
    private final double[] strengths;
    private final boolean none;
    private final Operation multiply = Operation.multiply();
    private final Operation add = Operation.add();
    private INDArray strengthMatrix;
    private INDArray derivative;

    /**
     * A term.
     *
     * @param strengths s, one per feature, 0 or more
     */
    public PenaltyTerm(double... strengths) {
        this.strengths = strengths.clone();
        this.none = Arrays.stream(strengths).allMatch(strength -> strength == 0);
    }

    /**
     * The strengths.
     *
     * @return a copy of s
     */
    public double[] strengths() {
        return strengths.clone();
    }

    /**
     * Whether nothing is penalised.
     *
     * @return true if all strengths are 0
     */
    public boolean isNone() {
        return none;
    }

    /**
     * Whether it is about as strong as another.
     *
     * @param most how many times as strong one may be as the other, in each feature; 1 or more
     * @param other of as many features
     * @return true if no feature is penalised more unlike
     */
    public boolean isWithin(double most, PenaltyTerm other) {
        return IntStream.range(0, strengths.length)
                .allMatch(j -> strengths[j] <= most * other.strengths[j] && other.strengths[j] <= most * strengths[j]);
    }

    /**
     * The value alone.
     *
     * @param at the point, (features + 1) x classes, DOUBLE
     * @return the penalty
     */
    public double value(INDArray at) {
        if (none) {
            return 0;
        }
        double[] values = Vectors.toArray(at);
        int classes = at.columns();
        double twice = 0;
        for (int i = 0; i < strengths.length * classes; i++) {
            twice += strengths[i / classes] * values[i] * values[i];
        }
        return twice / 2;
    }

    /** The value; its derivative is added to the gradient. */
    double addGradient(INDArray at, INDArray gradient) {
        if (none) {
            return 0;
        }
        INDArray weights = Parameters.of(at).weights();
        prepare(weights);
        multiply.run(weights, strengthMatrix, derivative);
        INDArray sums = Parameters.of(gradient).weights();
        add.run(sums, derivative, sums);
        return Vectors.dot(Vectors.flat(derivative), Vectors.flat(weights)) / 2;
    }

    /**
     * A matrix of strengths, because to repeat a column in every operation is slow (docs/experiments/0010); every step
     * comes here where no other {@link ParameterStack} adds the derivative.
     */
    private void prepare(INDArray weights) {
        if (strengthMatrix == null
                || strengthMatrix.dataType() != weights.dataType()
                || strengthMatrix.columns() != weights.columns()) {
            Operation.close(strengthMatrix, derivative);
            derivative = Nd4j.create(weights.dataType(), weights.shape(), 'c');
            strengthMatrix = Vectors.repeated(strengths, weights.columns()).castTo(weights.dataType());
        }
    }
}
