package io.github.softmax4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A pass over the rows: loss and gradient of all models that share it, or an epoch of SGD. */
@Name("io.github.softmax4j.Pass")
@Label("Pass")
@Category("Softmax4J")
@Description("A pass over the rows: loss and gradient of all models that share it, or an epoch of SGD")
@StackTrace(false)
@Threshold("10 ms")
final class PassEvent extends Event implements Span {
    private static final PassEvent PROBE = new PassEvent();

    @Label("Models")
    int models;

    @Label("Rows")
    long rows;

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static PassEvent begun(int models, long rows) {
        var event = new PassEvent();
        event.models = models;
        event.rows = rows;
        event.begin();
        return event;
    }

    @Override
    public void ended() {
        commit();
    }
}
