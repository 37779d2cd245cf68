package io.github.softmax4j.math;

import org.nd4j.linalg.api.buffer.DataType;
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
    private final INDArray strengths;
    private final boolean none;
    private INDArray converted;

    /**
     * A term.
     *
     * @param strengths s, one a feature, 0 or more
     */
    public PenaltyTerm(double... strengths) {
        this.strengths = Nd4j.createFromArray(strengths).reshape(strengths.length, 1);
        this.none = this.strengths.maxNumber().doubleValue() == 0;
    }

    /**
     * The strengths.
     *
     * @return a copy of s
     */
    public double[] strengths() {
        return strengths.toDoubleVector();
    }

    /**
     * The value alone.
     *
     * @param at the point, (features + 1) x classes, DOUBLE
     * @return the penalty
     */
    public double value(INDArray at) {
        return evaluate(at, null);
    }

    private INDArray inType(DataType type) {
        if (converted == null || converted.dataType() != type) {
            converted = strengths.castTo(type);
        }
        return converted;
    }

    /** The value; its derivative is added to the gradient. */
    double addGradient(INDArray at, INDArray gradient) {
        return evaluate(at, gradient);
    }

    private double evaluate(INDArray at, INDArray gradient) {
        if (none) {
            return 0;
        }
        INDArray weights = Parameters.of(at).weights();
        try (INDArray derivative = weights.mulColumnVector(inType(at.dataType()))) {
            if (gradient != null) {
                Parameters.of(gradient).weights().addi(derivative);
            }
            return derivative.muli(weights).sumNumber().doubleValue() / 2;
        }
    }
}
