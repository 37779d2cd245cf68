package io.github.softmax4j.events;

/**
 * Begins what Java's Flight Recorder is told, where there is one and a recording wants it; else nothing is allocated,
 * and a field is read.
 *
 * <p>The classes of events are touched only behind the question whether this Java has the module jdk.jfr, which small
 * ones go without.
 */
public final class Recorder {
    private static final boolean HAS_FLIGHT_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Recorder() {}

    /**
     * A model's training begins.
     *
     * @param rows that it learns from
     * @param features of a row
     * @param classes of the labels
     * @param solver its name
     * @param model which of a sweep, in words
     * @return to be told the end
     */
    public static FitSpan fit(long rows, int features, int classes, String solver, String model) {
        return HAS_FLIGHT_RECORDER && FitEvent.isWanted()
                ? FitEvent.begun(rows, features, classes, solver, model)
                : FitSpan.NONE;
    }

    /**
     * A pass over the rows begins.
     *
     * @param models that share it
     * @param rows that are read
     * @return to be told the end
     */
    public static Span pass(int models, long rows) {
        return HAS_FLIGHT_RECORDER && PassEvent.isWanted() ? PassEvent.begun(models, rows) : Span.NONE;
    }

    /**
     * The solution of what steps need to know of the Hessian begins.
     *
     * @param kind of the Hessian
     * @param models that share it
     * @return to be told the end
     */
    public static Span solve(String kind, int models) {
        return HAS_FLIGHT_RECORDER && SolveEvent.isWanted() ? SolveEvent.begun(kind, models) : Span.NONE;
    }

    /**
     * The reading of a source begins.
     *
     * @param source its name
     * @param format its format
     * @return to be told the end
     */
    public static ReadSpan read(String source, String format) {
        return HAS_FLIGHT_RECORDER && ReadEvent.isWanted() ? ReadEvent.begun(source, format) : ReadSpan.NONE;
    }
}
