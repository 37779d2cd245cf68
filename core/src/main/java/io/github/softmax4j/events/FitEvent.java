package io.github.softmax4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The training of a model, from its starting point to its end. */
@Name("io.github.softmax4j.Fit")
@Label("Fit")
@Category("Softmax4J")
@Description("The training of a model, from its starting point to its end")
@StackTrace(false)
final class FitEvent extends Event implements FitSpan {
    private static final FitEvent PROBE = new FitEvent();

    @Label("Rows")
    long rows;

    @Label("Features")
    int features;

    @Label("Classes")
    int classes;

    @Label("Solver")
    String solver;

    @Label("Model")
    @Description("The penalty, and the fold that is held out")
    String model;

    @Label("Stop Reason")
    String stopReason;

    @Label("Iterations")
    @Description("Accepted steps, or epochs of SGD")
    int iterations;

    @Label("Objective")
    @Description("The mean loss and the penalty where it ended")
    double objective;

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static FitEvent begun(long rows, int features, int classes, String solver, String model) {
        var event = new FitEvent();
        event.rows = rows;
        event.features = features;
        event.classes = classes;
        event.solver = solver;
        event.model = model;
        event.begin();
        return event;
    }

    @Override
    public void ended(String reason, int steps, double value) {
        stopReason = reason;
        iterations = steps;
        objective = value;
        commit();
    }
}
