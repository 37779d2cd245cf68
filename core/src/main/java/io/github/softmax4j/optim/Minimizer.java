package io.github.softmax4j.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The one loop: evaluates where a descent asks, tells it, and asks the rule whether to go on. */
public final class Minimizer {
    private final Objective objective;
    private final StopRule rule;
    private final Consumer<Step> listener;
    private final List<Step> history = new ArrayList<>();
    private final long start = System.nanoTime();
    private long evaluations;
    private int iteration;

    private Minimizer(Objective objective, StopRule rule, Consumer<Step> listener) {
        this.objective = objective;
        this.rule = rule;
        this.listener = listener;
    }

    /**
     * Minimises a function.
     *
     * @param objective the function
     * @param optimizer the method
     * @param start where to begin; not changed
     * @param rule when to stop
     * @param listener told of every accepted step, as it happens
     * @return where it ended, and why
     */
    public static Minimum minimize(
            Objective objective, Optimizer optimizer, INDArray start, StopRule rule, Consumer<Step> listener) {
        return new Minimizer(objective, rule, listener).run(optimizer, start);
    }

    private Minimum run(Optimizer optimizer, INDArray startPoint) {
        INDArray gradient = startPoint.ulike();
        try (Descent descent = optimizer.start(startPoint)) {
            while (true) {
                double value = objective.evaluate(descent.ask(), gradient);
                evaluations++;
                Optional<End> end = ended(descent.tell(value, gradient));
                if (end.isPresent()) {
                    return minimum(descent.best().dup(), end.get());
                }
            }
        } finally {
            gradient.close();
        }
    }

    /** A reason and its words. */
    private record End(StopReason reason, String cause) {}

    private Optional<End> ended(Descent.Outcome outcome) {
        if (outcome instanceof Descent.Outcome.Stuck stuck) {
            return Optional.of(new End(stuck.reason(), stuck.cause()));
        }
        Optional<StopReason> reason = Optional.empty();
        if (outcome instanceof Descent.Outcome.Started started) {
            reason = rule.afterStep(record(started.value(), started.gradientNorm(), 0));
        } else if (outcome instanceof Descent.Outcome.Accepted accepted) {
            iteration++;
            reason = rule.afterStep(record(accepted.value(), accepted.gradientNorm(), accepted.stepLength()));
        }
        return reason.or(() -> rule.afterEvaluation(seconds())).map(r -> new End(r, r.words()));
    }

    private Step record(double value, double gradientNorm, double stepLength) {
        var step = new Step(iteration, evaluations, seconds(), value, gradientNorm, stepLength);
        history.add(step);
        listener.accept(step);
        return step;
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private Minimum minimum(INDArray point, End end) {
        Step last = history.isEmpty()
                ? new Step(0, evaluations, seconds(), Double.NaN, Double.NaN, 0)
                : history.get(history.size() - 1);
        return new Minimum(
                point,
                last.objective(),
                last.gradientNorm(),
                end.reason(),
                end.cause(),
                evaluations,
                seconds(),
                List.copyOf(history));
    }
}
