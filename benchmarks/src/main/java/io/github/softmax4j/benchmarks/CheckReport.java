package io.github.softmax4j.benchmarks;

import java.util.Locale;

/**
 * The table of a check and its verdicts, each line printed when it is known: a GPU that takes the process down does not
 * take along what was found before.
 */
final class CheckReport {
    private int passed;
    private int failed;

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    /** Prints a line of the table; gpu_check.py prints its own the same way, and reads these. */
    void row(MadeProblem problem, String what, double figure, String unit) {
        say("%-18s  %-42s  %14s  %s", problem.name(), what, significant(figure), unit);
    }

    /** Whole values as they are, others with seven digits: as many as float has. */
    private static String significant(double figure) {
        boolean whole = figure == Math.rint(figure) && Math.abs(figure) < 1e9;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.7g", figure);
    }

    /** Something that must be so. */
    void check(boolean good, String format, Object... arguments) {
        passed += good ? 1 : 0;
        failed += good ? 0 : 1;
        say((good ? "ok    " : "FAIL  ") + format, arguments);
    }

    /** Two values that must agree. */
    void checkEqual(String what, double expected, double found, double tolerance) {
        double difference = Math.abs(found / expected - 1);
        check(
                difference <= tolerance,
                "%s: %.9g and %.9g differ by %.1e, at most %.0e allowed",
                what,
                expected,
                found,
                difference,
                tolerance);
    }

    /** Something wished for: a figure of the machine, which no run can be blamed for. */
    void goal(boolean met, String format, Object... arguments) {
        say((met ? "goal met     " : "goal missed  ") + format, arguments);
    }

    /** Something worth knowing that is neither good nor bad. */
    void note(String format, Object... arguments) {
        say("note  " + format, arguments);
    }

    /** Runs a part; when it breaks down that is one failure, and the next part has its turn. */
    void part(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            check(false, "%s: %s", what, e);
        }
    }

    /** Prints how many checks passed; whether all did. */
    boolean finish() {
        say("%d passed, %d failed", passed, failed);
        return failed == 0;
    }
}
