package io.github.softmax4j.benchmarks.gaps;

import java.util.List;
import java.util.Locale;

/**
 * A fit after so many seconds: one line of the results. A fit that tells its way has several, the last of which is its
 * end; of a fit that was not made the numbers are NaN, and the note tells why.
 *
 * @param problem what was trained on, as a title
 * @param rows of the problem
 * @param who the library, and how its line in the chart is called
 * @param settings what it was trained with
 * @param start first fit of a process, or a later one
 * @param unit what its steps are: iterations or epochs
 * @param steps taken so far
 * @param seconds of training so far
 * @param objective mean loss and penalty; NaN where it minimises another
 * @param logLoss mean loss on the training rows; NaN on the way
 * @param accuracy on the training rows, 0 to 1; NaN on the way
 * @param note what else has to be said; empty as a rule
 */
public record Measured(
        String problem,
        int rows,
        String who,
        String settings,
        Start start,
        String unit,
        int steps,
        double seconds,
        double objective,
        double logLoss,
        double accuracy,
        String note) {
    static final List<String> COLUMNS = List.of(
            "problem",
            "rows",
            "who",
            "settings",
            "start",
            "unit",
            "steps",
            "seconds",
            "objective",
            "logLoss",
            "accuracy",
            "note");

    /**
     * A fit that was not made or did not end.
     *
     * @param problem what was to be trained on
     * @param rows of the problem
     * @param who the library
     * @param settings what it was to be trained with
     * @param start first fit of a process, or a later one
     * @param unit what its steps are
     * @param note why there are no numbers
     * @return NaN where there are numbers otherwise
     */
    public static Measured missing(
            String problem, int rows, String who, String settings, Start start, String unit, String note) {
        return new Measured(
                problem, rows, who, settings, start, unit, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, note);
    }

    /** Whether both are points of the same fit. */
    boolean isOfFit(Measured other) {
        return isLike(other) && start == other.start;
    }

    /** Whether both are points of fits that differ at most by their start. */
    boolean isLike(Measured other) {
        return problem.equals(other.problem) && who.equals(other.who) && settings.equals(other.settings);
    }

    /** As a line of a file, which texts with tabs or line breaks would tear. */
    String line() {
        for (String text : List.of(problem, who, settings, unit, note)) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("texts must have no control characters, but one is: " + text);
            }
        }
        return String.join(
                "\t",
                problem,
                Integer.toString(rows),
                who,
                settings,
                start.word(),
                unit,
                Integer.toString(steps),
                number(seconds),
                number(objective),
                number(logLoss),
                number(accuracy),
                note);
    }

    static Measured parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "a line must have " + COLUMNS.size() + " fields, but has " + fields.length + ": " + line);
        }
        return new Measured(
                fields[0],
                Integer.parseInt(fields[1]),
                fields[2],
                fields[3],
                Start.valueOf(fields[4].toUpperCase(Locale.ROOT)),
                fields[5],
                Integer.parseInt(fields[6]),
                number(fields[7]),
                number(fields[8]),
                number(fields[9]),
                number(fields[10]),
                fields[11]);
    }

    /** Nine digits tell gaps of 1e-8 apart. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.9g", value);
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
