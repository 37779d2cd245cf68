package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.SecantPairs;
import io.github.softmax4j.linalg.Vectors;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * @param preconditioner H, which may change from step to step: the secant pairs stay valid over it
 */
public record Lbfgs(int memory, double noise, Preconditioner preconditioner) implements Optimizer {
    /** Ten pairs: twice the memory brings a few per cent, as Breeze and scikit-learn found too. */
    public static final int DEFAULT_MEMORY = 10;

    /** The rounding error of a mean of losses in double: some roots of the number of rows. */
    public static final double DOUBLE_NOISE = 1e-14;

    /**
     * The rounding error of a mean of losses in float: logits of about 10 are wrong by 1e-6, of few rows so is their mean.
     */
    public static final double FLOAT_NOISE = 1e-6;

    /**
     * Checks the settings.
     *
     * @param memory as above
     * @param noise as above
     * @param preconditioner as above
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
     * @param memory see above
     * @param noise see above
     */
    public Lbfgs(int memory, double noise) {
        this(memory, noise, Preconditioner.none());
    }

    @Override
    public Descent start(INDArray point) {
        return new LbfgsDescent(this, point);
    }

    private static final class LbfgsDescent implements Descent {
        private static final double SHORTEST_FIRST_STEP = 0.1;

        private final Lbfgs settings;
        private final INDArray bestMatrix;
        private final INDArray trialMatrix;
        private final INDArray best;
        private final INDArray trial;
        private final INDArray bestGradient;
        private final INDArray direction;
        private final SecantPairs pairs;
        private SecantPairs.Recursion recursion;
        private StrongWolfe search;
        private boolean isTurnDue;
        private double slope;
        private double predictedDecrease;
        private boolean isFallKnown;
        private final HessianTrust trust;
        private double nextLength = 1;
        private int steps;
        private double bestValue;

        LbfgsDescent(Lbfgs settings, INDArray start) {
            this.settings = settings;
            trust = new HessianTrust(settings.preconditioner.isHessian());
            bestMatrix = start.dup();
            trialMatrix = start.dup();
            best = Vectors.flat(bestMatrix);
            trial = Vectors.flat(trialMatrix);
            bestGradient = best.ulike();
            direction = best.ulike();
            pairs = new SecantPairs(settings.memory);
        }

        @Override
        public Optional<LinearSystem> turn() {
            if (!isTurnDue) {
                return Optional.empty();
            }
            isTurnDue = false;
            direction.assign(bestGradient).negi();
            recursion = pairs.begin(direction, null, !trust.isTrusted());
            return Optional.of(
                    new LinearSystem(bestMatrix, steps, recursion.vectors(), Optional.empty(), trust.isTrusted()));
        }

        @Override
        public OptionalDouble expectedFall() {
            searchIfDirectionIsDue();
            return isFallKnown ? OptionalDouble.of(-slope * nextLength / 2) : OptionalDouble.empty();
        }

        @Override
        public INDArray ask() {
            searchIfDirectionIsDue();
            return trialMatrix;
        }

        private void searchIfDirectionIsDue() {
            if (recursion != null) {
                recursion.end();
                recursion = null;
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
            isTurnDue = true;
            return new Outcome.Started(value, norm);
        }

        private Outcome accept(double value, INDArray gradient) {
            double stepLength = search.ask();
            nextLength = lengthToMinimum(stepLength, Vectors.dot(gradient, direction));
            trust.stepped(nextLength);
            pairs.remember(best.rsubi(trial), bestGradient.rsubi(gradient));
            best.assign(trial);
            bestGradient.assign(gradient);
            bestValue = value;
            double norm = Vectors.maxNorm(gradient);
            steps++;
            isTurnDue = true;
            return new Outcome.Accepted(value, norm, stepLength, predictedDecrease);
        }

        private void searchAlongDirection() {
            slope = Vectors.dot(direction, bestGradient);
            isFallKnown = trust.hasNeverMisled() && slope < 0;
            if (!(slope < 0)) { // only rounding can do this; steepest descent always goes down
                pairs.forget();
                direction.assign(bestGradient).negi();
                slope = Vectors.dot(direction, bestGradient);
            }
            predictedDecrease = isLengthKnown() ? -slope / 2 : Double.NaN;
            double noise = settings.noise * Math.max(1, Math.abs(bestValue));
            search = new StrongWolfe(bestValue, slope, firstLength(slope), noise);
            moveTrial();
        }

        /** Where the last direction had its minimum, if the slope along it was a straight line. */
        private double lengthToMinimum(double stepLength, double slopeAtEnd) {
            double curvature = (1 - slopeAtEnd / slope) / stepLength;
            return Math.min(1, Math.max(SHORTEST_FIRST_STEP, 1 / curvature));
        }

        /**
         * A quasi-Newton step has length 1; steepest descent knows no length, so it moves by 1 at most. The Hessian of a
         * sample is too small in directions that the sample has not seen, and its step too long, as the last one has shown.
         */
        private double firstLength(double slope) {
            if (trust.isTrusted()) {
                return nextLength;
            }
            return !isLengthKnown() && slope < 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
        }

        private boolean isLengthKnown() {
            return !pairs.isEmpty() || settings.preconditioner.hasScale();
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
            if (pairs.isEmpty()) {
                return Outcome.Stuck.noLowerPoint();
            }
            pairs.forget();
            isTurnDue = true;
            return new Outcome.Searching();
        }

        @Override
        public void close() {
            pairs.close();
            bestMatrix.close();
            trialMatrix.close();
            bestGradient.close();
            direction.close();
        }
    }
}
