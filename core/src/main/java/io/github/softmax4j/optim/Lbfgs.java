package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.Vectors;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Limited-memory BFGS with a strong Wolfe line search.
 *
 * <pre>
 *   s_k = x_{k+1} - x_k,   y_k = g_{k+1} - g_k                  secant pairs, the last few
 *   d = -B g by the two-loop recursion, B_0 = (s'y / y'H^-1 y) H^-1   direction
 *   x &lt;- x + a d                                             a from the line search, 1 as a rule
 * </pre>
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5.
 *
 * @param memory how many secant pairs are kept, at least 1; each costs two vectors
 * @param noise differences of the objective up to this mean nothing, 0 or more: about the rounding error of what it is
 *     computed in; taken relative to the objective where that is above 1
 * @param solver of H, which may change from step to step: the secant pairs stay valid over it
 */
public record Lbfgs(int memory, double noise, LinearSolver solver) implements Optimizer {
    /**
     * Vectors that a descent keeps beside its pairs: points, gradients, direction, what the two-loop recursion needs,
     * two of its penalty, and two of its coordinates.
     */
    private static final int VECTORS_BESIDE_PAIRS = 12;

    /** The rounding error of a mean of losses in double: some roots of the number of rows. */
    public static final double DOUBLE_NOISE = 1e-14;

    /**
     * The rounding error of a mean of losses in float: logits of about 10 are wrong by 1e-6, of few rows so is their
     * mean.
     */
    public static final double FLOAT_NOISE = 1e-6;

    /**
     * Checks the settings.
     *
     * @param memory how many secant pairs are kept, at least 1
     * @param noise differences of the objective up to this mean nothing, 0 or more
     * @param solver of H
     * @throws IllegalArgumentException if memory is below 1 or the noise below 0
     */
    public Lbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be at least 1, but is " + memory);
        }
        if (!(noise >= 0)) {
            throw new IllegalArgumentException("noise must be 0 or more, but is " + noise);
        }
    }

    /**
     * L-BFGS from the identity.
     *
     * @param memory how many secant pairs are kept, at least 1
     * @param noise differences of the objective up to this mean nothing, 0 or more
     */
    public Lbfgs(int memory, double noise) {
        this(memory, noise, LinearSolver.none());
    }

    /**
     * The memory that descents take.
     *
     * @param memory how many secant pairs are kept
     * @param length of the points of all descents together
     * @return bytes, of vectors in double
     */
    public static long bytes(int memory, long length) {
        return (2L * memory + VECTORS_BESIDE_PAIRS) * length * Double.BYTES;
    }

    @Override
    public Descent start(INDArray point) {
        return new LbfgsDescent(this, point);
    }

    private static final class LbfgsDescent implements Descent {
        private static final double LEAST_RATIO = 0.1;

        private final Lbfgs settings;
        private final QuasiNewtonModel model;
        private final INDArray bestMatrix;
        private final INDArray trialMatrix;
        private final INDArray best;
        private final INDArray trial;
        private final INDArray bestGradient;
        private final INDArray direction;
        private StrongWolfe search;
        private double slope;
        private double predictedDecrease;
        private boolean isByModel;
        private double ratio = 1;
        private double bestValue;

        LbfgsDescent(Lbfgs settings, INDArray start) {
            this.settings = settings;
            model = new QuasiNewtonModel(settings.memory, settings.solver);
            bestMatrix = start.dup();
            trialMatrix = start.dup();
            best = Vectors.flat(bestMatrix);
            trial = Vectors.flat(trialMatrix);
            bestGradient = best.ulike();
            direction = best.ulike();
        }

        @Override
        public Optional<LinearSystem> nextSystem() {
            if (!model.isDirectionDue()) {
                return Optional.empty();
            }
            direction.assign(bestGradient).negi();
            return Optional.of(model.beginDirection(bestMatrix, direction));
        }

        @Override
        public Optional<Prediction> prediction() {
            searchIfDirectionIsNew();
            return isByModel && model.isSureOfDecrease()
                    ? Optional.of(new Prediction(predictedDecrease * ratio, false))
                    : Optional.empty();
        }

        @Override
        public INDArray ask() {
            searchIfDirectionIsNew();
            return trialMatrix;
        }

        private void searchIfDirectionIsNew() {
            if (model.endDirection()) {
                searchAlongDirection();
            }
        }

        @Override
        public INDArray best() {
            return bestMatrix;
        }

        @Override
        public Outcome tell(double value, INDArray gradient) {
            INDArray g = Vectors.flat(gradient);
            if (search == null) {
                return begin(value, g);
            }
            double trialSlope = Vectors.dot(g, direction);
            return switch (search.tell(finite(value, trialSlope), trialSlope)) {
                case ACCEPTED -> accept(value, g);
                case SEARCHING -> searching();
                case FAILED -> restartOrGiveUp();
            };
        }

        /** A point without a value is a point too far. */
        private static double finite(double value, double slope) {
            return Double.isNaN(value) || Double.isNaN(slope) ? Double.POSITIVE_INFINITY : value;
        }

        private Outcome begin(double value, INDArray gradient) {
            double norm = Vectors.maxNorm(gradient);
            if (!Double.isFinite(value) || !Double.isFinite(norm)) {
                return Outcome.Stuck.startIsNotFinite(value, norm);
            }
            bestValue = value;
            bestGradient.assign(gradient);
            model.requireDirection();
            return new Outcome.Started(value, norm);
        }

        private Outcome accept(double value, INDArray gradient) {
            double stepLength = search.ask();
            ratio = ratioOfReductions(stepLength, Vectors.dot(gradient, direction));
            model.update(best.rsubi(trial), bestGradient.rsubi(gradient), ratio);
            best.assign(trial);
            bestGradient.assign(gradient);
            bestValue = value;
            return new Outcome.Accepted(
                    value, Vectors.maxNorm(gradient), stepLength, isByModel ? predictedDecrease : Double.NaN);
        }

        private void searchAlongDirection() {
            slope = Vectors.dot(direction, bestGradient);
            isByModel = slope < 0;
            if (!isByModel) { // only rounding can do this; steepest descent always goes down
                model.forget();
                direction.assign(bestGradient).negi();
                slope = Vectors.dot(direction, bestGradient);
            }
            predictedDecrease = model.predictedDecrease(slope);
            double noise = settings.noise * Math.max(1, Math.abs(bestValue));
            search = new StrongWolfe(bestValue, slope, firstLength(), noise);
            moveTrial();
        }

        /**
         * Of the reduction along the last direction to the predicted one, if the slope along it was a straight line.
         */
        private double ratioOfReductions(double stepLength, double slopeAtEnd) {
            double curvature = (1 - slopeAtEnd / slope) / stepLength;
            return Math.min(1, Math.max(LEAST_RATIO, 1 / curvature));
        }

        /**
         * A quasi-Newton step has length 1; steepest descent knows no length, so it moves by 1 at most. The Hessian of
         * a sample is too small in directions that the sample has not seen, and its step too long, as the last one has
         * shown.
         */
        private double firstLength() {
            return switch (model.knowledge()) {
                case NEWTON -> ratio;
                case SHAPE -> 1;
                case IDENTITY -> slope < 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            };
        }

        private Outcome searching() {
            moveTrial();
            return new Outcome.Searching();
        }

        private void moveTrial() {
            trial.assign(best);
            Vectors.addScaled(trial, search.ask(), direction);
        }

        private Outcome restartOrGiveUp() {
            return model.restart() ? new Outcome.Searching() : Outcome.Stuck.noLowerPoint();
        }

        @Override
        public void close() {
            model.close();
            bestMatrix.close();
            trialMatrix.close();
            bestGradient.close();
            direction.close();
        }
    }
}
