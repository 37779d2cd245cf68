package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A descent under way: keeps its history, and knows when it has ended. */
final class Run implements Remembered, AutoCloseable {
    private final Task task;
    private final Journal journal;
    private final Descent descent;
    private final INDArray gradient;
    private final List<Step> history = new ArrayList<>();
    private double start;
    private long evaluations;
    private int iteration;
    private double passesOfSolvers;
    private INDArray bestMeasured;
    private double lowestMeasure = Double.POSITIVE_INFINITY;

    Run(Task task, Journal journal) {
        this.task = task;
        this.journal = journal;
        this.start = journal.seconds();
        this.descent = task.optimizer().start(task.start());
        this.gradient = task.start().dup('c'); // in the order that optimisers see a point in, whatever the start has
    }

    /** A reason and its words. */
    private record End(StopReason reason, String cause) {}

    Task task() {
        return task;
    }

    Optional<LinearSystem> nextSystem() {
        return descent.nextSystem();
    }

    Optional<DampedModel> nextModel() {
        return descent.nextModel();
    }

    /** The subproblem of the next step is solved; returns the result if the step is not worth it. */
    Optional<Minimum> endBeforeStep() {
        return descent.prediction()
                .flatMap(prediction -> task.rule().beforeStep(prediction))
                .map(reason -> minimum(new End(reason, reason.words())));
    }

    INDArray point() {
        return descent.ask();
    }

    INDArray gradient() {
        return gradient;
    }

    /** Hands on the value at the point; returns the result if that was the end. */
    Optional<Minimum> tell(double value) {
        evaluations++;
        return ended(descent.tell(value, gradient)).map(this::minimum);
    }

    private Optional<End> ended(Descent.Outcome outcome) {
        if (outcome instanceof Descent.Outcome.Stuck stuck) {
            return Optional.of(new End(stuck.reason(), stuck.cause()));
        }
        Optional<StopReason> reason = Optional.empty();
        if (outcome instanceof Descent.Outcome.Started started) {
            reason = task.rule().afterStep(record(started.value(), started.gradientNorm(), 0, Double.NaN));
        } else if (outcome instanceof Descent.Outcome.Accepted accepted) {
            iteration++;
            reason = task.rule()
                    .afterStep(record(
                            accepted.value(),
                            accepted.gradientNorm(),
                            accepted.stepLength(),
                            accepted.predictedDecrease()));
        }
        return reason.filter(this::isProved)
                .or(() -> task.rule().afterEvaluation(journal.seconds()))
                .map(r -> new End(r, r.words()));
    }

    private boolean isProved(StopReason reason) {
        boolean isAtOptimum = reason == StopReason.GRADIENT || reason == StopReason.LOSS_CHANGE;
        return !isAtOptimum || !descent.goesOnToProve();
    }

    private Step record(double value, double gradientNorm, double stepLength, double predictedDecrease) {
        var atStep = new Answers.AtStep(task, descent.best());
        journal.take(Journal.Kind.STEP, atStep);
        passesOfSolvers = atStep.passes();
        OptionalDouble measure = atStep.measure();
        measure.ifPresent(this::keepIfLowest);
        var step = new Step(
                iteration,
                evaluations,
                seconds(),
                value,
                gradientNorm,
                stepLength,
                passes(),
                predictedDecrease,
                measure);
        history.add(step);
        task.listener().accept(step);
        return step;
    }

    private void keepIfLowest(double measure) {
        if (bestMeasured == null) {
            bestMeasured = descent.best().dup();
            lowestMeasure = measure;
        } else if (measure < lowestMeasure) {
            bestMeasured.assign(descent.best());
            lowestMeasure = measure;
        }
    }

    private double passes() {
        return evaluations + passesOfSolvers;
    }

    private double seconds() {
        return journal.seconds() - start;
    }

    private Minimum minimum(End end) {
        Step last = history.isEmpty()
                ? new Step(
                        0,
                        evaluations,
                        seconds(),
                        Double.NaN,
                        Double.NaN,
                        0,
                        passes(),
                        Double.NaN,
                        OptionalDouble.empty())
                : history.get(history.size() - 1);
        var convergence = new Convergence(
                end.reason(), last.objective(), last.gradientNorm(), last.iteration(), evaluations, seconds());
        return new Minimum(
                bestMeasured != null ? bestMeasured : descent.best().dup(),
                convergence,
                end.cause(),
                List.copyOf(history));
    }

    /** What the descent knows, and the steps so far, which the rule and the listener are told again. */
    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(start);
        out.writeLong(evaluations);
        out.writeInt(history.size());
        for (Step step : history) {
            StoredSteps.write(out, step);
        }
        out.writeBoolean(bestMeasured != null);
        if (bestMeasured != null) {
            StoredVectors.write(out, bestMeasured);
        }
        descent.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        start = in.readDouble();
        evaluations = in.readLong();
        int steps = in.readInt();
        for (int i = 0; i < steps; i++) {
            Step step = StoredSteps.read(in);
            iteration = step.iteration();
            step.validation().ifPresent(measure -> lowestMeasure = Math.min(lowestMeasure, measure));
            history.add(step);
            task.rule().afterStep(step);
            task.listener().accept(step);
        }
        if (in.readBoolean()) {
            bestMeasured = descent.best().dup();
            StoredVectors.readInto(in, bestMeasured);
        }
        descent.readFrom(in);
    }

    @Override
    public void close() {
        descent.close();
        gradient.close();
    }
}
