package io.github.softmax4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * One direction of a chart: which values it spans, and where they lie.
 *
 * @param title what is measured, with its unit
 * @param isLogarithmic whether equal ratios are equally far apart
 * @param from the smallest value
 * @param to the largest value, above from
 */
record Axis(String title, boolean isLogarithmic, double from, double to) {
    private static final int FEW_TICKS = 5;
    private static final double AIR = 0.04;

    /** A value that is written at the axis. */
    record Tick(double value, String text) {}

    /** From 0 to 1, as of shares. */
    static Axis ofShares(String title) {
        return new Axis(title, false, 0, 1);
    }

    /** Spans finite values, with some air on both sides. */
    static Axis linear(String title, DoubleStream values) {
        double[] range = range(values);
        double air = range[1] > range[0] ? AIR * (range[1] - range[0]) : Math.max(Math.abs(range[0]), 1) / 2;
        return new Axis(title, false, range[0] - air, range[1] + air);
    }

    /** From 0 on, for times and counts. */
    static Axis fromZero(String title, DoubleStream values) {
        double largest = range(values)[1];
        return new Axis(title, false, 0, largest > 0 ? largest : 1);
    }

    /** Spans positive values; others are passed over. */
    static Axis logarithmic(String title, DoubleStream values) {
        double[] range = range(values.filter(value -> value > 0));
        double ratio = range[1] > range[0] ? Math.pow(range[1] / range[0], AIR) : 2;
        return range[0] > 0 ? new Axis(title, true, range[0] / ratio, range[1] * ratio) : new Axis(title, true, 1, 10);
    }

    private static double[] range(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        return finite.length == 0
                ? new double[] {0, 0}
                : new double[] {
                    DoubleStream.of(finite).min().orElseThrow(),
                    DoubleStream.of(finite).max().orElseThrow()
                };
    }

    /** 0 at the beginning, 1 at the end. */
    double place(double value) {
        return isLogarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    }

    boolean shows(double value) {
        return Double.isFinite(value) && (!isLogarithmic || value > 0);
    }

    List<Tick> ticks() {
        if (!isLogarithmic) {
            return linearTicks();
        }
        int first = (int) Math.ceil(Math.log10(from) - 1e-9);
        int last = (int) Math.floor(Math.log10(to) + 1e-9);
        return last - first < 1 ? finerTicks() : powersOfTen(first, last);
    }

    /** 1, 2 or 5 times a power of ten apart. */
    private List<Tick> linearTicks() {
        double rough = (to - from) / FEW_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = DoubleStream.of(1, 2, 5, 10)
                        .filter(factor -> factor * power >= rough)
                        .findFirst()
                        .orElse(10)
                * power;
        var ticks = new ArrayList<Tick>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to * (1 + 1e-12) + 1e-9 * step; i++) {
            ticks.add(new Tick(i * step, Numbers.brief(i * step)));
        }
        return ticks;
    }

    private static List<Tick> powersOfTen(int first, int last) {
        int step = Math.max(1, (int) Math.ceil((last - first) / (double) FEW_TICKS));
        var ticks = new ArrayList<Tick>();
        for (int power = first; power <= last; power += step) {
            ticks.add(new Tick(Math.pow(10, power), power >= -2 && power <= 3 ? plain(power) : "1e" + power));
        }
        return ticks;
    }

    private static String plain(int power) {
        return String.format(Locale.ROOT, "%." + Math.max(0, -power) + "f", Math.pow(10, power));
    }

    /** Within less than a power of ten: so many steps of equal ratio. */
    private List<Tick> finerTicks() {
        var ticks = new ArrayList<Tick>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) {
            for (double digit : new double[] {1, 2, 5}) {
                double value = digit * Math.pow(10, power);
                if (value >= from && value <= to) {
                    ticks.add(new Tick(value, Numbers.brief(value)));
                }
            }
        }
        return ticks.isEmpty() ? List.of(new Tick(from, Numbers.brief(from)), new Tick(to, Numbers.brief(to))) : ticks;
    }
}
