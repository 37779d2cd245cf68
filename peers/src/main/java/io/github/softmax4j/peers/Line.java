package io.github.softmax4j.peers;

import java.util.Locale;

/**
 * A line of the table: what one contender did on one problem.
 *
 * @param contender who
 * @param rows of the problem
 * @param trained its fastest run
 * @param judge what that is worth
 * @param ratio its seconds over those that Softmax4J's default solver takes to the same objective; NaN where there is
 *     none to compare, or where ours does not come so far
 */
record Line(Contender contender, int rows, Trained trained, Judge judge, double ratio) {
    static Line of(Contender contender, int rows, Trained trained, Judge judge, Trained own) {
        return new Line(contender, rows, trained, judge, trained.seconds() / secondsTo(judge.objective(), own));
    }

    /** When the history was first as low as a goal; our own fit is in float, and so are the peers' last digits. */
    private static double secondsTo(double goal, Trained own) {
        for (double[] point : own.history()) {
            if (point[1] <= goal * (1 + 1e-6)) {
                return point[0];
            }
        }
        return Double.NaN;
    }

    static String head() {
        return "| who | settings | seconds | objective | log-loss | accuracy | times our time to that objective"
                + " | rows per second | in the later half of the epochs |\n"
                + "|---|---|---|---|---|---|---|---|---|";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %.5f | %.4f | %s | %s | %s |",
                contender.library(),
                contender.settings(),
                trained.seconds(),
                Double.isNaN(judge.objective()) ? "another" : String.format(Locale.ROOT, "%.6f", judge.objective()),
                judge.logLoss(),
                judge.accuracy(),
                Double.isNaN(ratio) || contender == Contender.OWN ? "" : String.format(Locale.ROOT, "%.1f", ratio),
                rowsASecond(trained.epochsASecond()),
                rowsASecond(trained.laterEpochsASecond()));
    }

    private String rowsASecond(double epochsASecond) {
        return Double.isNaN(epochsASecond) ? "" : String.format(Locale.ROOT, "%.0f", rows * epochsASecond);
    }
}
