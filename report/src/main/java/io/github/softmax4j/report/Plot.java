package io.github.softmax4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines and points over two axes, as SVG whose text and colours follow the style sheet: dark on light, light on dark.
 *
 * <p>It is drawn as wide as a phone, so that its text is as large as the text beside it there.
 */
final class Plot {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 236;
    private static final double LEFT = 46;
    private static final double RIGHT = 12;
    private static final double TOP = 24;
    private static final double BOTTOM = 38;
    private static final int MOST_POINTS = 400;

    /** With more points dots would be a thick line. */
    private static final int MOST_DOTS = 40;

    private static final double DOT = 2.5;
    private static final double WHISKER = 3;

    private final Axis across;
    private final Axis up;
    private final List<Svg> drawn = new ArrayList<>();

    Plot(Axis across, Axis up) {
        this.across = across;
        this.up = up;
    }

    /** Colours have numbers, as the style sheet has them. */
    static String colour(int index) {
        return "c" + index % 8;
    }

    /** A line from point to point, with a dot at each if they are few; what an axis cannot show is left out. */
    Plot line(String style, double[] xs, double[] ys) {
        return path(style, xs, ys, true);
    }

    /** A line that shows no points. */
    Plot smooth(String style, double[] xs, double[] ys) {
        return path(style, xs, ys, false);
    }

    private Plot path(String style, double[] xs, double[] ys, boolean hasDots) {
        int[] shown = shown(xs, ys);
        var points = new StringBuilder();
        for (int i : shown) {
            points.append(points.isEmpty() ? "" : " ")
                    .append(Svg.number(x(xs[i])))
                    .append(',')
                    .append(Svg.number(y(ys[i])));
        }
        Svg line = Svg.element("polyline").withClass("line").attr("points", points.toString());
        Svg group = Svg.element("g").withClass(style).with(line);
        if (hasDots && shown.length <= MOST_DOTS) {
            for (int i : shown) {
                group.with(Svg.circle(x(xs[i]), y(ys[i]), DOT).withClass("dot"));
            }
        }
        drawn.add(group);
        return this;
    }

    private int[] shown(double[] xs, double[] ys) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < xs.length; i++) {
            if (across.shows(xs[i]) && up.shows(ys[i])) {
                all.add(i);
            }
        }
        int count = Math.min(all.size(), MOST_POINTS);
        var some = new int[count];
        for (int i = 0; i < count; i++) {
            some[i] = all.get(count == 1 ? 0 : (int) Math.round(i * (all.size() - 1.0) / (count - 1)));
        }
        return some;
    }

    /** A bar from one value to another at each point, as of standard errors. */
    Plot whiskers(String style, double[] xs, double[] low, double[] high) {
        Svg group = Svg.element("g").withClass(style);
        for (int i = 0; i < xs.length; i++) {
            if (across.shows(xs[i]) && up.shows(low[i]) && up.shows(high[i])) {
                double x = x(xs[i]);
                group.with(Svg.line(x, y(low[i]), x, y(high[i])).withClass("thin"));
                group.with(
                        Svg.line(x - WHISKER, y(low[i]), x + WHISKER, y(low[i])).withClass("thin"));
                group.with(Svg.line(x - WHISKER, y(high[i]), x + WHISKER, y(high[i]))
                        .withClass("thin"));
            }
        }
        drawn.add(group);
        return this;
    }

    /** Bars from the bottom, each between two values. */
    Plot bars(String style, double[] from, double[] to, double[] heights) {
        Svg group = Svg.element("g").withClass(style);
        for (int i = 0; i < heights.length; i++) {
            double top = y(heights[i]);
            group.with(Svg.rectangle(x(from[i]), top, x(to[i]) - x(from[i]), y(up.from()) - top)
                    .withClass("bar"));
        }
        drawn.add(group);
        return this;
    }

    /** A line from bottom to top, with a word beside it; the words of neighbours are on other lines, from 0 on. */
    Plot mark(double value, String word, int textLine) {
        double x = x(value);
        boolean isRight = across.place(value) > 0.6;
        drawn.add(Svg.element("g")
                .withClass("mark")
                .with(
                        Svg.line(x, TOP, x, HEIGHT - BOTTOM),
                        Svg.text(x + (isRight ? -4 : 4), TOP + 10 + 13 * textLine, isRight ? "end" : "start", word)));
        return this;
    }

    /** From corner to corner. */
    Plot diagonal() {
        drawn.add(Svg.line(x(across.from()), y(up.from()), x(across.to()), y(up.to()))
                .withClass("diagonal"));
        return this;
    }

    private double x(double value) {
        return LEFT + across.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double place = Math.max(-0.02, Math.min(1.02, up.place(value)));
        return HEIGHT - BOTTOM - place * (HEIGHT - TOP - BOTTOM);
    }

    /** The chart; what its label says is in the text beside it, too. */
    Svg svg(String label) {
        Svg picture = Svg.picture(WIDTH, HEIGHT, label).withClass("plot");
        for (Axis.Tick tick : up.ticks()) {
            double y = y(tick.value());
            picture.with(
                    Svg.line(LEFT, y, WIDTH - RIGHT, y).withClass("grid"),
                    Svg.text(LEFT - 5, y + 4, "end", tick.text()));
        }
        double bottom = HEIGHT - BOTTOM;
        for (Axis.Tick tick : across.ticks()) {
            double x = x(tick.value());
            picture.with(
                    Svg.line(x, bottom, x, bottom + 4).withClass("axis"),
                    Svg.text(x, bottom + 16, "middle", tick.text()));
        }
        picture.with(
                Svg.line(LEFT, bottom, WIDTH - RIGHT, bottom).withClass("axis"),
                Svg.text(2, 12, "start", up.title()).withClass("title"),
                Svg.text(WIDTH - RIGHT, HEIGHT - 5, "end", across.title()).withClass("title"));
        return picture.with(drawn);
    }
}
