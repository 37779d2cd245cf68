package io.github.softmax4j.training;

import io.github.softmax4j.events.Recorder;
import io.github.softmax4j.events.Span;
import io.github.softmax4j.progress.Step;
import java.util.function.Consumer;

/** Records every epoch of SGD as a pass over the rows. */
final class EpochPass implements Consumer<Step> {
    private final long rows;
    private Span epoch;

    EpochPass(long rows) {
        this.rows = rows;
        this.epoch = Recorder.pass(1, rows);
    }

    @Override
    public void accept(Step step) {
        epoch.ended();
        epoch = Recorder.pass(1, rows);
    }
}
