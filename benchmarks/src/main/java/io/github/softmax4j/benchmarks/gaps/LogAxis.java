package io.github.softmax4j.benchmarks.gaps;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Equal ratios are equally far apart.
 *
 * @param from the smallest value, above 0
 * @param to the largest value
 * @param start where the smallest one lies, in points
 * @param end where the largest one lies
 */
record LogAxis(double from, double to, double start, double end) {
    LogAxis {
        if (!(from > 0 && to > from)) {
            throw new IllegalArgumentException("an axis must go up from above 0, but is from " + from + " to " + to);
        }
    }

    /** What lies outside is drawn at the edge. */
    double at(double value) {
        double inside = Math.max(from, Math.min(to, value));
        return start + (end - start) * Math.log(inside / from) / Math.log(to / from);
    }

    /** The powers of ten, ends included. */
    double[] powersOfTen() {
        int first = (int) Math.ceil(Math.log10(from) - 1e-9);
        int last = (int) Math.floor(Math.log10(to) + 1e-9);
        return IntStream.rangeClosed(first, last)
                .mapToObj(power -> BigDecimal.ONE.scaleByPowerOfTen(power))
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
    }

    /** With so many digits and without an exponent: 0.01, 100. */
    static String plain(double value, int digits) {
        return new BigDecimal(value, new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Spans positive values, with some air on both sides. */
    static LogAxis spanning(DoubleStream values, double start, double end) {
        var range = values.summaryStatistics();
        return new LogAxis(range.getMin() / 1.5, range.getMax() * 1.5, start, end);
    }
}
