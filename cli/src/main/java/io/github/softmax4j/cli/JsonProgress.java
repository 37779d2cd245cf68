package io.github.softmax4j.cli;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** An object of JSON on each line, for schedulers (docs/jobs.md lists their fields): at most one step in a second. */
final class JsonProgress extends Progress {
    private static final double SECONDS_BETWEEN = 1;

    private final Pause pause;

    JsonProgress(LongSupplier nanoseconds) {
        pause = new Pause(SECONDS_BETWEEN, nanoseconds);
    }

    @Override
    void reading(long rows) {
        if (pause.isOver()) {
            Map<String, Object> object = event("reading");
            object.put("rows", rows);
            Messages.event(object);
        }
    }

    @Override
    void endReading() {
        // what was read is told with its size
    }

    @Override
    void begin(FitRun run) {
        Map<String, Object> object = event("start");
        object.put("rows", run.rows());
        object.put("features", run.features());
        object.put("classes", run.classes());
        object.put("solver", run.solver());
        object.put("models", run.models());
        object.put("mostIterations", run.mostIterations());
        Messages.event(object);
    }

    @Override
    void show(FitRun run, ModelOfFit model, Step step, OptionalDouble secondsLeft) {
        if (pause.isOver()) {
            Map<String, Object> object = event("step", run, model, done());
            object.put("iteration", step.iteration());
            object.put("evaluations", step.evaluations());
            object.put("seconds", step.seconds());
            object.put("objective", step.objective());
            object.put("gradientNorm", step.gradientNorm());
            object.put("validation", number(step.validation()));
            object.put("secondsLeft", number(secondsLeft));
            Messages.event(object);
        }
    }

    @Override
    void end(FitRun run, ModelOfFit model, Convergence convergence, int ended) {
        Map<String, Object> object = event("end", run, model, ended);
        object.put("iteration", convergence.iterations());
        object.put("evaluations", convergence.evaluations());
        object.put("seconds", convergence.seconds());
        object.put("objective", convergence.objective());
        object.put("gradientNorm", convergence.gradientNorm());
        object.put("stopReason", convergence.stopReason().name());
        object.put("converged", convergence.stopReason().converged());
        Messages.event(object);
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static Map<String, Object> event(String name) {
        var object = new LinkedHashMap<String, Object>();
        object.put("event", name);
        return object;
    }

    private static Map<String, Object> event(String name, FitRun run, ModelOfFit model, int done) {
        Map<String, Object> object = event(name);
        object.put("model", model.number());
        object.put("lambda", model.lambda());
        object.put("l1Ratio", model.l1Ratio());
        object.put("fold", model.fold().isPresent() ? (Integer) model.fold().getAsInt() : null);
        object.put("done", done);
        object.put("models", run.models());
        return object;
    }
}
