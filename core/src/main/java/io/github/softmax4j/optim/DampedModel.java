package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.StoredVectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The damped quadratic model of an objective at a point, to be minimised by a {@link ModelSolver}.
 *
 * <pre>
 *   m(d) = g'd + d'H d / 2 + terms(x + d) - terms(x)                {@link ProximalTerms}
 *   d    = argmin m(d) + damping d'diag(H) d / 2
 * </pre>
 *
 * <p>Damping in the scale of the diagonal is Marquardt's, by which units do not matter: Nocedal and Wright, Numerical
 * Optimization (2006), 10.3. A damping stands for a radius of trust, and is easier to solve for.
 */
public final class DampedModel implements Subproblem {
    private final INDArray point;
    private final INDArray gradient;
    private final double damping;
    private final ProximalTerms terms;
    private double[] end;
    private Prediction prediction = new Prediction(Double.NaN, false);

    DampedModel(INDArray point, INDArray gradient, double damping, ProximalTerms terms) {
        this.point = point;
        this.gradient = gradient;
        this.damping = damping;
        this.terms = terms;
    }

    /**
     * Where the model is.
     *
     * @return x, not to be changed; the same array where only the damping is another one than before
     */
    public INDArray point() {
        return point;
    }

    /**
     * The gradient of the smooth part.
     *
     * @return g, not to be changed
     */
    public INDArray gradient() {
        return gradient;
    }

    /**
     * How much the model is damped.
     *
     * @return 0 or more, relative to the diagonal of H
     */
    public double damping() {
        return damping;
    }

    /**
     * The terms that are not smooth.
     *
     * @return none where the model is smooth
     */
    public ProximalTerms terms() {
        return terms;
    }

    /**
     * Takes the solution.
     *
     * @param minimum x + d, one value per coordinate: exactly at 0 or at a bound where it is there
     * @param predicted -m(d), without the damping
     */
    public void solved(double[] minimum, Prediction predicted) {
        end = minimum;
        prediction = predicted;
    }

    @Override
    public void writeSolution(DataOutput out) throws IOException {
        StoredVectors.write(out, end);
        out.writeDouble(prediction.decrease());
        out.writeBoolean(prediction.isExact());
    }

    @Override
    public void readSolution(DataInput in) throws IOException {
        solved(
                StoredVectors.read(in, Math.toIntExact(point.length())),
                new Prediction(in.readDouble(), in.readBoolean()));
    }

    double[] end() {
        return end;
    }

    Prediction prediction() {
        return prediction;
    }

    double predictedDecrease() {
        return prediction.decrease();
    }
}
