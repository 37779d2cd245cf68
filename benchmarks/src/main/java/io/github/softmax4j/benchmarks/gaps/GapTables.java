package io.github.softmax4j.benchmarks.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The same results as tables in Markdown: when everybody is how close, and all fits. */
final class GapTables {
    private static final double[] GAPS = {0.1, 0.01, 0.001, 0.0001, 1e-6};

    /** Objectives that are equal in float count as reached. */
    private static final double ROUNDING = 1e-6;

    private final Problem problem;
    private final String own;

    /**
     * The tables of a problem.
     *
     * @param problem what was measured
     * @param own whose seconds others are compared with
     */
    GapTables(Problem problem, String own) {
        this.problem = problem;
        this.own = own;
    }

    String markdown() {
        return "## " + problem.title() + "\n\nSeconds until the objective is so close to the optimum ("
                + String.format(Locale.ROOT, "%.6f", problem.optimum())
                + "), first fit of a process / a later one:\n\n"
                + closeness()
                + "\nAll fits, first fit of a process / a later one:\n\n"
                + fits();
    }

    private String closeness() {
        var table = new StringBuilder();
        row(
                table,
                Stream.concat(
                                Stream.of("who"),
                                DoubleStream.of(GAPS).mapToObj(gap -> LogAxis.plain(100 * gap, 6) + " %"))
                        .toList());
        rule(table, GAPS.length + 1);
        List<Curve> warm = problem.curves(Start.WARM);
        for (Curve cold : problem.curves(Start.COLD)) {
            var cells = new ArrayList<String>();
            cells.add(cold.who());
            Curve later = warm.stream()
                    .filter(curve -> curve.who().equals(cold.who()))
                    .findFirst()
                    .orElse(new Curve(cold.who(), true, List.of()));
            for (double gap : GAPS) {
                cells.add(pair(reached(cold.secondsTo(gap)), reached(later.secondsTo(gap))));
            }
            row(table, cells);
        }
        return table.toString();
    }

    private static String reached(OptionalDouble seconds) {
        return seconds.isEmpty() ? "-" : seconds(seconds.getAsDouble());
    }

    private String fits() {
        var table = new StringBuilder();
        row(
                table,
                List.of(
                        "who",
                        "settings",
                        "seconds",
                        "gap",
                        "log-loss",
                        "accuracy",
                        "times the seconds of " + own + " to that objective",
                        "rows a second"));
        rule(table, 8);
        for (List<Measured> fit : problem.fits()) {
            if (fit.get(0).start() == Start.COLD) {
                row(table, cells(Problem.end(fit), warm(fit)));
            }
        }
        return table.toString();
    }

    private List<String> cells(Measured cold, Measured warm) {
        return List.of(
                cold.who(),
                cold.settings(),
                pair(secondsOrNote(cold), secondsOrNote(warm)),
                !cold.note().isEmpty() ? "" : gap(cold),
                number("%.5f", cold.logLoss()),
                number("%.4f", cold.accuracy()),
                cold.who().equals(own) ? "" : pair(brief(ratio(cold)), brief(ratio(warm))),
                pair(number("%.0f", rowsASecond(cold)), number("%.0f", rowsASecond(warm))));
    }

    private Measured warm(List<Measured> cold) {
        return problem.fits().stream()
                .map(Problem::end)
                .filter(end -> end.isLike(cold.get(0)) && end.start() == Start.WARM)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("every fit must have a later one, but not "
                        + cold.get(0).who() + ", " + cold.get(0).settings()));
    }

    private String gap(Measured measured) {
        double gap = problem.gap(measured);
        return Double.isNaN(gap) ? "another objective" : gap < 1e-6 ? "0" : String.format(Locale.ROOT, "%.1e", gap);
    }

    private static String secondsOrNote(Measured measured) {
        return measured.note().isEmpty() ? seconds(measured.seconds()) : measured.note();
    }

    /** Its seconds over those that ours took, in a fit of the same start, to an objective as low. */
    private double ratio(Measured measured) {
        return problem.fits().stream()
                .filter(fit -> fit.get(0).who().equals(own) && fit.get(0).start() == measured.start())
                .flatMap(List::stream)
                .filter(point -> point.objective() <= measured.objective() * (1 + ROUNDING))
                .mapToDouble(point -> measured.seconds() / point.seconds())
                .max()
                .orElse(Double.NaN);
    }

    private static double rowsASecond(Measured measured) {
        return measured.unit().equals("epochs")
                ? (double) measured.rows() * measured.steps() / measured.seconds()
                : Double.NaN;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds);
    }

    private static String brief(double ratio) {
        return Double.isNaN(ratio) ? "" : LogAxis.plain(ratio, 2);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    /** What is no number is said once where it holds for both. */
    private static String pair(String cold, String warm) {
        boolean isSaidOnce = cold.equals(warm) && !cold.matches("[0-9.]+");
        return isSaidOnce ? cold : cold + " / " + (warm.isEmpty() ? "-" : warm);
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static void rule(StringBuilder table, int columns) {
        table.append("|").append("---|".repeat(columns)).append('\n');
    }
}
