package io.github.softmax4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** The solution of what a step needs to know of the Hessian, for all models that share it. */
@Name("io.github.softmax4j.Solve")
@Label("Solve")
@Category("Softmax4J")
@Description("The solution of what a step needs to know of the Hessian, for all models that share it")
@StackTrace(false)
@Threshold("10 ms")
final class SolveEvent extends Event implements Span {
    private static final SolveEvent PROBE = new SolveEvent();

    @Label("Kind")
    @Description("Which Hessian")
    String kind;

    @Label("Models")
    int models;

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static SolveEvent begun(String kind, int models) {
        var event = new SolveEvent();
        event.kind = kind;
        event.models = models;
        event.begin();
        return event;
    }

    @Override
    public void ended() {
        commit();
    }
}
