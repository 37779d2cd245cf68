package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.Vectors;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Newton's method with a trust region, for a smooth function with terms beside it that are not.
 *
 * <pre>
 *   d = argmin m(d) + damping d'diag(H) d / 2            {@link DampedModel}
 *   rho = (F(x) - F(x + d)) / -m(d)                        actual over predicted reduction
 *   x &lt;- x + d if rho &gt; 1e-4; damping grows where rho is small, and shrinks where it is near 1
 * </pre>
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithms 4.1 and 10.3 (Levenberg-Marquardt); with such terms
 * each step is a proximal Newton step: Lee, Sun and Saunders, Proximal Newton-type methods (2014). Where noise hides
 * the reduction, it is taken from the slopes at both ends, which are still exact: Hager and Zhang (2005), section 4.
 *
 * @param noise differences of the objective up to this mean nothing, as in {@link Lbfgs}
 * @param modelSolver has the Hessians
 * @param terms that are not smooth
 * @param isNear whether descents begin near their optimum, where the model is trusted from the start
 */
public record TrustRegionNewton(double noise, ModelSolver modelSolver, ProximalTerms terms, boolean isNear)
        implements Optimizer {
    /**
     * The same method from other points.
     *
     * @param beginsNear whether descents begin near their optimum
     * @return new settings
     */
    TrustRegionNewton near(boolean beginsNear) {
        return new TrustRegionNewton(noise, modelSolver, terms, beginsNear);
    }

    @Override
    public Descent start(INDArray point) {
        return new NewtonDescent(this, point);
    }

    private static final class NewtonDescent implements Descent {
        private static final double LEAST_RATIO = 1e-4; // Nocedal and Wright (2006), algorithm 4.1: eta
        private static final double SMALL_RATIO = 0.25; // the same place
        private static final double LARGE_RATIO = 0.75; // the same place
        private static final double FIRST_DAMPING = 1;
        private static final double SHRINKAGE = 8;
        private static final double GROWTH = 4;
        private static final double GROWTH_AFTER_REJECTION = 8;

        /** Less than this damps nothing; growth begins again with as much more. */
        private static final double LEAST_DAMPING = 1e-6;

        private static final double LARGEST_DAMPING = 1e12;

        /** Far more than any convex problem takes. */
        private static final int MOST_TRIALS = 500;

        /** A model that is damped more predicts less than there is to gain. */
        private static final double HARDLY_DAMPED = 1e-3;

        private final TrustRegionNewton settings;
        private final INDArray best;
        private final INDArray bestGradient;
        private final INDArray trial;
        private double[] x;
        private double[] gradient;
        private double value = Double.NaN;
        private double damping;
        private DampedModel model;
        private double[] trialPoint;
        private boolean isModelDue;
        private boolean wasHidden;
        private int trials;

        NewtonDescent(TrustRegionNewton settings, INDArray start) {
            this.settings = settings;
            damping = settings.isNear ? 0 : FIRST_DAMPING;
            best = start.dup();
            trial = start.dup();
            bestGradient = best.ulike();
            trialPoint = Vectors.toArray(start);
            settings.terms.clamp(trialPoint);
            Vectors.assign(best, trialPoint);
            Vectors.assign(trial, trialPoint);
        }

        @Override
        public Optional<DampedModel> nextModel() {
            if (!isModelDue) {
                return Optional.empty();
            }
            isModelDue = false;
            model = new DampedModel(best, bestGradient, damping, settings.terms);
            return Optional.of(model);
        }

        @Override
        public Optional<Prediction> prediction() {
            return damping <= HARDLY_DAMPED ? Optional.of(model.prediction()) : Optional.empty();
        }

        @Override
        public INDArray ask() {
            if (trialPoint == null) {
                trialPoint = model.end().clone();
                settings.terms.clamp(trialPoint);
                Vectors.assign(trial, trialPoint);
            }
            return trial;
        }

        @Override
        public INDArray best() {
            return best;
        }

        @Override
        public Outcome tell(double smoothValue, INDArray smoothGradient) {
            double trialValue = smoothValue + settings.terms.value(trialPoint);
            double[] trialGradient = Vectors.toArray(smoothGradient);
            if (x == null) {
                return begin(trialValue, trialGradient);
            }
            trials++;
            double ratio = ratio(trialValue, trialGradient);
            double used = damping;
            double predicted = prediction().map(Prediction::decrease).orElse(Double.POSITIVE_INFINITY);
            adapt(ratio, isHidden(trialValue));
            if (ratio > LEAST_RATIO) {
                move(trialValue, trialGradient);
                return new Outcome.Accepted(value, norm(), 1 / (1 + used), predicted);
            }
            trialPoint = null;
            isModelDue = true;
            boolean isStuck = used >= LARGEST_DAMPING || trials >= MOST_TRIALS;
            return isStuck ? Outcome.Stuck.noLowerPoint() : new Outcome.Searching();
        }

        private Outcome begin(double startValue, double[] startGradient) {
            move(startValue, startGradient);
            double norm = norm();
            return Double.isFinite(startValue) && Double.isFinite(norm)
                    ? new Outcome.Started(value, norm)
                    : Outcome.Stuck.startIsNotFinite(startValue, norm);
        }

        private void move(double newValue, double[] newGradient) {
            x = trialPoint;
            trialPoint = null;
            value = newValue;
            gradient = newGradient;
            Vectors.assign(best, x);
            Vectors.assign(bestGradient, gradient);
            isModelDue = true;
        }

        private double norm() {
            return Vectors.maxNorm(settings.terms.pseudoGradient(x, gradient));
        }

        /** A point without a value is a point too far. */
        private double ratio(double trialValue, double[] trialGradient) {
            double predicted = model.predictedDecrease();
            if (!Double.isFinite(trialValue) || !(predicted > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            double actual = value - trialValue;
            return (isHidden(trialValue) ? reductionBySlopes(trialGradient) : actual) / predicted;
        }

        /** Whether noise is larger than what was predicted, and than what has come of it. */
        private boolean isHidden(double trialValue) {
            double scale = settings.noise * Math.max(1, Math.abs(value));
            return model.predictedDecrease() <= scale && Math.abs(value - trialValue) <= scale;
        }

        /** -(slope at start + slope at end) / 2, and what the terms lose. */
        private double reductionBySlopes(double[] trialGradient) {
            double reduction = -settings.terms.change(x, trialPoint);
            for (int j = 0; j < x.length; j++) {
                reduction -= (gradient[j] + trialGradient[j]) / 2 * (trialPoint[j] - x[j]);
            }
            return reduction;
        }

        /** A ratio of noise tells nothing: once, the model itself says whether anything is left. */
        private void adapt(double ratio, boolean isHidden) {
            if (isHidden && !wasHidden) {
                damping = 0;
            } else if (ratio > LARGE_RATIO) {
                damping = damping / SHRINKAGE > LEAST_DAMPING ? damping / SHRINKAGE : 0;
            } else if (!(ratio > LEAST_RATIO)) {
                damping = Math.max(GROWTH_AFTER_REJECTION * damping, 1e-3);
            } else if (ratio < SMALL_RATIO) {
                damping = Math.max(GROWTH * damping, 1e-4);
            }
            wasHidden = isHidden;
        }

        @Override
        public void close() {
            best.close();
            bestGradient.close();
            trial.close();
        }
    }
}
