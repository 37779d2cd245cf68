package io.github.softmax4j.optim;

import io.github.softmax4j.progress.StopReason;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A quasi-Newton method first, and Newton's method where that has not ended by the time that it has cost about as much
 * as a few Hessians: whichever is the better one, both together cost at most a small multiple of it (the argument of
 * the ski rental: Karlin, Manasse, Rudolph and Sleator, Competitive snoopy caching, 1988).
 *
 * <p>Newton's method begins at the start again. Where a quasi-Newton method gets stuck, rows are often so sure of their
 * classes that Hessians tell little, and the way out is longer than the way from the start (docs/experiments/0014).
 *
 * <p>Where the quasi-Newton method seems to have ended at the optimum, Newton's method goes on there: its first model
 * shows whether anything is left to gain.
 *
 * @param first a quasi-Newton method
 * @param evaluations what it may take, 1 or more
 * @param second Newton's method
 */
public record StagedNewton(Optimizer first, int evaluations, TrustRegionNewton second) implements Optimizer {
    @Override
    public Descent start(INDArray point) {
        return new StagedDescent(this, point);
    }

    @Override
    public LinearSolver solver() {
        return first.solver();
    }

    @Override
    public ModelSolver modelSolver() {
        return second.modelSolver();
    }

    private static final class StagedDescent implements Descent {
        private final StagedNewton settings;
        private final INDArray start;
        private Descent current;
        private int evaluations;
        /** The point of the first method, until the second one has a lower one; null before and after. */
        private INDArray incumbent;

        private double incumbentValue = Double.POSITIVE_INFINITY;
        private boolean isSecond;

        StagedDescent(StagedNewton settings, INDArray start) {
            this.settings = settings;
            this.start = start.dup();
            current = settings.first.start(start);
        }

        @Override
        public Optional<LinearSystem> nextSystem() {
            return current.nextSystem();
        }

        @Override
        public Optional<DampedModel> nextModel() {
            return current.nextModel();
        }

        @Override
        public Optional<Prediction> prediction() {
            return current.prediction();
        }

        @Override
        public INDArray ask() {
            return current.ask();
        }

        @Override
        public INDArray best() {
            return incumbent == null ? current.best() : incumbent;
        }

        @Override
        public Outcome tell(double value, INDArray gradient) {
            Outcome outcome = current.tell(value, gradient);
            evaluations++;
            return isSecond ? ofSecond(outcome) : ofFirst(outcome);
        }

        private Outcome ofFirst(Outcome outcome) {
            if (outcome instanceof Outcome.Accepted accepted) {
                incumbentValue = accepted.value();
                if (evaluations >= settings.evaluations) {
                    changeOver(start, false);
                }
            }
            if (outcome instanceof Outcome.Stuck stuck && stuck.reason() == StopReason.NO_PROGRESS) {
                changeOver(start, false);
                return new Outcome.Searching();
            }
            return outcome;
        }

        private void changeOver(INDArray to, boolean isNear) {
            incumbent = current.best().dup();
            current.close();
            current = settings.second.near(isNear).start(to);
            isSecond = true;
        }

        @Override
        public boolean goesOnToProve() {
            if (isSecond) {
                return false;
            }
            try (INDArray end = current.best().dup()) {
                changeOver(end, true);
            }
            return true;
        }

        /** What does not get below the first method's point is no step. */
        private Outcome ofSecond(Outcome outcome) {
            if (incumbent == null || outcome instanceof Outcome.Stuck) {
                return outcome;
            }
            if (outcome instanceof Outcome.Accepted accepted && accepted.value() < incumbentValue) {
                incumbent.close();
                incumbent = null;
                return outcome;
            }
            return new Outcome.Searching();
        }

        @Override
        public void close() {
            current.close();
            start.close();
            if (incumbent != null) {
                incumbent.close();
            }
        }
    }
}
