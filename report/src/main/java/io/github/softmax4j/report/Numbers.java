package io.github.softmax4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a reader takes them in: few digits, and units that suit their size. */
final class Numbers {
    private static final MathContext FEW = new MathContext(4);
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e5;
    private static final double MANY_SECONDS = 120;
    private static final double MANY_MINUTES = 120;
    private static final long KILO = 1024;

    private Numbers() {}

    /** Four significant digits, with an exponent where the number is very small or large. */
    static String brief(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return new BigDecimal(value).round(FEW).stripTrailingZeros().toPlainString();
    }

    /** As brief, and with a sign. */
    static String signed(double value) {
        return value > 0 ? "+" + brief(value) : brief(value);
    }

    static String fixed(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : notFinite(value);
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "undefined" : value > 0 ? "infinite" : "-infinite";
    }

    /** Of a share from 0 to 1. */
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "undefined";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things and their name: 1 row, 2 rows, 2 classes. */
    static String count(long number, String thing) {
        String plural = thing.endsWith("s") ? thing + "es" : thing + "s";
        return count(number) + " " + (number == 1 ? thing : plural);
    }

    /** Row weights are whole numbers as a rule. */
    static String weight(double sum) {
        return sum == Math.rint(sum) && Math.abs(sum) < Long.MAX_VALUE ? count((long) sum) : brief(sum);
    }

    static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "an unknown time";
        }
        if (seconds < MANY_SECONDS) {
            return fixed(seconds, seconds < 10 ? 2 : 1) + " s";
        }
        double minutes = seconds / 60;
        return minutes < MANY_MINUTES
                ? String.format(Locale.ROOT, "%d min %02d s", (long) minutes, (long) seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", (long) minutes / 60, (long) minutes % 60);
    }

    /** In the unit that leaves one to four digits before the point. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int unit = 0;
        while (size >= KILO && unit < units.length - 1) {
            size /= KILO;
            unit++;
        }
        return fixed(size, unit == 0 ? 0 : 1) + " " + units[unit];
    }
}
