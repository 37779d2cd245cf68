package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.Vectors;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * L-BFGS for a smooth function with L1 and box terms beside it.
 *
 * <pre>
 *   F(x) = f(x) + sum_j s_j |x_j|,   lower_j &lt;= x_j &lt;= upper_j
 * </pre>
 *
 * <p>In each step the coordinates that stay at 0 or at a bound are held fixed, the others go along a quasi-Newton
 * direction of the free rows and columns of the Hessian, and the trial point is moved back to the orthant and the box
 * that the step began in, so that zeros are exact. The step length is halved or so until F has fallen enough.
 *
 * <p>Andrew and Gao, Scalable training of L1-regularized log-linear models (2007); the free coordinates as in
 * Bertsekas, Projected Newton methods for optimization problems with simple constraints (1982). A step that is judged
 * by noise alone is not taken. The function evaluated is f, the values told are those of F.
 *
 * @param memory how many secant pairs are kept, at least 1
 * @param noise as in {@link Lbfgs}
 * @param solver as in {@link Lbfgs}
 * @param terms s and the bounds
 */
public record ProjectedLbfgs(int memory, double noise, LinearSolver solver, L1BoxTerms terms) implements Optimizer {
    @Override
    public Descent start(INDArray point) {
        return new ProjectedDescent(this, point);
    }

    private static final class ProjectedDescent implements Descent {
        private static final double SUFFICIENT_DECREASE = 1e-4; // Nocedal and Wright (2006), section 3.1
        private static final double LEAST_SHORTENING = 0.5;
        private static final double MOST_SHORTENING = 0.1;
        private static final int MOST_EVALUATIONS = 30;

        private final ProjectedLbfgs settings;
        private final L1BoxTerms terms;
        private final QuasiNewtonModel model;
        private final INDArray bestMatrix;
        private final INDArray trialMatrix;
        private INDArray directionUnderWay;
        private double[] x;
        private double[] trial;
        private double[] gradient;
        private double[] pseudoGradient;
        private double[] direction;
        private double value = Double.NaN;
        private double length;
        private double predictedDecrease;
        private int evaluations;

        ProjectedDescent(ProjectedLbfgs settings, INDArray start) {
            this.settings = settings;
            terms = settings.terms;
            model = new QuasiNewtonModel(settings.memory, settings.solver);
            bestMatrix = start.dup();
            trialMatrix = start.dup();
            trial = Vectors.toArray(start);
            terms.clamp(trial);
            Vectors.assign(trialMatrix, trial);
            Vectors.assign(bestMatrix, trial);
        }

        @Override
        public Optional<LinearSystem> nextSystem() {
            if (!model.isDirectionDue()) {
                return Optional.empty();
            }
            INDArray free = Nd4j.createFromArray(terms.free(x, pseudoGradient));
            directionUnderWay = Nd4j.createFromArray(pseudoGradient).negi();
            return Optional.of(model.beginDirection(bestMatrix, directionUnderWay, free));
        }

        @Override
        public INDArray ask() {
            if (model.endDirection()) {
                searchAlongDirection();
            }
            return trialMatrix;
        }

        @Override
        public INDArray best() {
            return bestMatrix;
        }

        @Override
        public Outcome tell(double smoothValue, INDArray smoothGradient) {
            double trialValue = smoothValue + terms.value(trial);
            double[] trialGradient = Vectors.toArray(smoothGradient);
            if (x == null) {
                return begin(trialValue, trialGradient);
            }
            evaluations++;
            double predicted = predictedChange();
            if (predicted < 0 && isLowEnough(trialValue, trialGradient, predicted)) {
                return accept(trialValue, trialGradient);
            }
            return shorten(trialValue, predicted);
        }

        /**
         * Where noise hides a fall, slopes decide, which are still exact: Hager and Zhang (2005), section 4, as in
         * {@link StrongWolfe}.
         */
        private boolean isLowEnough(double trialValue, double[] trialGradient, double predicted) {
            return trialValue <= value + SUFFICIENT_DECREASE * predicted
                    || (trialValue <= value + noise()
                            && terms.slopeAtEnd(x, trial, trialGradient) <= (2 * SUFFICIENT_DECREASE - 1) * predicted);
        }

        private double noise() {
            return settings.noise * Math.max(1, Math.abs(value));
        }

        private Outcome begin(double startValue, double[] startGradient) {
            move(startValue, startGradient);
            double norm = Vectors.maxNorm(pseudoGradient);
            if (!Double.isFinite(startValue) || !Double.isFinite(norm)) {
                return Outcome.Stuck.startIsNotFinite(startValue, norm);
            }
            model.requireDirection();
            return new Outcome.Started(value, norm);
        }

        private Outcome accept(double trialValue, double[] trialGradient) {
            double accepted = length;
            try (INDArray step = difference(trial, x);
                    INDArray change = difference(trialGradient, gradient)) {
                model.update(step, change, accepted);
            }
            move(trialValue, trialGradient);
            return new Outcome.Accepted(value, Vectors.maxNorm(pseudoGradient), accepted, predictedDecrease);
        }

        private void move(double newValue, double[] newGradient) {
            x = trial.clone();
            Vectors.assign(bestMatrix, x);
            value = newValue;
            gradient = newGradient;
            pseudoGradient = terms.pseudoGradient(x, gradient);
        }

        private static INDArray difference(double[] left, double[] right) {
            var difference = new double[left.length];
            for (int j = 0; j < left.length; j++) {
                difference[j] = left[j] - right[j];
            }
            return Nd4j.createFromArray(difference);
        }

        private void searchAlongDirection() {
            direction = directionUnderWay.toDoubleVector();
            boolean isLengthKnown = model.knowledge() != Knowledge.IDENTITY;
            length = isLengthKnown ? 1 : Math.min(1, 1 / Math.sqrt(squaredNorm()));
            predictedDecrease = model.predictedDecrease(slope());
            evaluations = 0;
            moveTrial();
        }

        /** Of F along the direction. */
        private double slope() {
            double slope = 0;
            for (int j = 0; j < x.length; j++) {
                slope += pseudoGradient[j] * direction[j];
            }
            return slope;
        }

        private double squaredNorm() {
            double sum = Double.MIN_NORMAL;
            for (double component : direction) {
                sum += component * component;
            }
            return sum;
        }

        private void moveTrial() {
            trial = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                trial[j] = x[j] + length * direction[j];
            }
            terms.project(trial, x, pseudoGradient);
            Vectors.assign(trialMatrix, trial);
        }

        /** The change of F to first order, from x to the trial point. */
        private double predictedChange() {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += pseudoGradient[j] * (trial[j] - x[j]);
            }
            return sum;
        }

        /** To the minimum of the parabola through value, slope and trial value, within limits. */
        private Outcome shorten(double trialValue, double predicted) {
            if (evaluations >= MOST_EVALUATIONS) {
                return restartOrGiveUp();
            }
            double factor = predicted / (2 * (predicted - (trialValue - value)));
            boolean sensible = factor > MOST_SHORTENING && factor < LEAST_SHORTENING;
            length *= sensible
                    ? factor
                    : predicted < 0 && Double.isFinite(trialValue) ? LEAST_SHORTENING : MOST_SHORTENING;
            moveTrial();
            return new Outcome.Searching();
        }

        private Outcome restartOrGiveUp() {
            return model.restart() ? new Outcome.Searching() : Outcome.Stuck.noLowerPoint();
        }

        @Override
        public void close() {
            model.close();
            bestMatrix.close();
            trialMatrix.close();
        }
    }
}
