package io.github.softmax4j.training;

import io.github.softmax4j.events.FitSpan;
import io.github.softmax4j.events.Recorder;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import java.util.function.Consumer;

/** One model under way: its steps and its end are told to the listener, and to a recording. */
final class WatchedModel implements Consumer<Step> {
    private final FitRun run;
    private final FitListener listener;
    private final ModelOfFit model;
    private final FitSpan span;

    WatchedModel(FitRun run, FitListener listener, ModelOfFit model) {
        this.run = run;
        this.listener = listener;
        this.model = model;
        this.span = Recorder.fit(run.rows(), run.features(), run.classes(), run.solver(), model.toString());
    }

    @Override
    public void accept(Step step) {
        listener.step(run, model, step);
    }

    void ended(Convergence convergence) {
        span.ended(convergence.stopReason().name(), convergence.iterations(), convergence.objective());
        listener.ended(run, model, convergence);
    }
}
