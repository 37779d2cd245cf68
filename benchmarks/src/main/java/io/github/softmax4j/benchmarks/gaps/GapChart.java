package io.github.softmax4j.benchmarks.gaps;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How close to the optimum everybody is after how many seconds, as one SVG picture: for each problem a panel with two
 * plots, first fits and later fits, one below the other, as wide as a phone. It is dark where the reader's other pages
 * are, loads nothing and runs no script.
 */
final class GapChart {
    private static final double WIDTH = 360;

    /** On a wide screen text is as large as other text then. */
    private static final int SHOWN_WIDTH = 480;

    /** Float has hardly any more digits, and nobody needs them. */
    static final double SMALLEST_GAP = 1e-6;

    private static final String SMALLEST = LogAxis.plain(100 * SMALLEST_GAP, 6) + " %";

    private static final double LEFT = 8;
    private static final double LINE = 16;
    private static final double PROBLEM = 50;
    private static final int LETTERS = 48;

    private static final String TITLE = "Gap to the optimum against time";
    private static final String TEXT = "How far the objective is above the lowest of all (upwards) after how many "
            + "seconds (to the right): lower and further left is better. The bottom is "
            + SMALLEST + " or less. A line is one fit on its way; where marks are "
            + "joined by dots, each is a fit of its own, which its limit ended.";

    private final List<Problem> problems;
    private final List<String> names;

    GapChart(List<Problem> problems) {
        this.problems = problems;
        this.names = problems.stream()
                .flatMap(GapChart::allCurves)
                .map(Curve::who)
                .distinct()
                .toList();
    }

    private static Stream<Curve> allCurves(Problem problem) {
        return Arrays.stream(Start.values()).flatMap(start -> problem.curves(start).stream());
    }

    String svg() {
        List<String> lines = wrapped(TEXT);
        double head = 28 + LINE * lines.size();
        double panel = PROBLEM + Start.values().length * GapPlot.HEIGHT;
        double height = head + panel * problems.size();
        var svg = new SvgWriter();
        begin(svg, height);
        words(svg, lines);
        for (int i = 0; i < problems.size(); i++) {
            draw(svg, head + panel * i, problems.get(i));
        }
        return svg.end().document();
    }

    private void begin(SvgWriter svg, double height) {
        String viewBox = "0 0 " + SvgWriter.number(WIDTH) + " " + SvgWriter.number(height);
        double shownHeight = SHOWN_WIDTH * height / WIDTH;
        svg.begin("svg", "xmlns", SvgWriter.NAMESPACE, "viewBox", viewBox, "width", SHOWN_WIDTH, "height", shownHeight);
        svg.attribute("role", "img").attribute("aria-labelledby", "title description");
        svg.textElement("title", TITLE, "id", "title");
        svg.textElement("desc", description(), "id", "description");
        svg.textElement("style", "\n" + styleSheet());
        svg.element("rect", "class", "paper", "x", 0, "y", 0, "width", WIDTH, "height", height);
    }

    private static void words(SvgWriter svg, List<String> lines) {
        svg.textElement("text", TITLE, "class", "title", "x", LEFT, "y", 20.0);
        for (int i = 0; i < lines.size(); i++) {
            svg.textElement("text", lines.get(i), "class", "heading", "x", LEFT, "y", 40 + LINE * i);
        }
    }

    private void draw(SvgWriter svg, double top, Problem problem) {
        String[] titles = problem.title().split(", ", 2);
        svg.textElement("text", titles[0], "class", "problem", "x", LEFT, "y", top + PROBLEM - LINE - 8);
        if (titles.length > 1) {
            svg.textElement("text", titles[1], "class", "heading", "x", LEFT, "y", top + PROBLEM - 8);
        }
        LogAxis seconds = LogAxis.spanning(all(problem, Curve.Point::seconds), GapPlot.LEFT, GapPlot.RIGHT);
        double largest =
                Math.max(10 * SMALLEST_GAP, all(problem, Curve.Point::gap).max().orElseThrow());
        double plotTop = top + PROBLEM;
        for (Start start : Start.values()) {
            new GapPlot(svg, plotTop, seconds, SMALLEST_GAP, 1.5 * largest)
                    .draw(heading(start), problem.curves(start), names);
            plotTop += GapPlot.HEIGHT;
        }
    }

    private static DoubleStream all(Problem problem, ToDoubleFunction<Curve.Point> number) {
        return allCurves(problem).flatMap(curve -> curve.points().stream()).mapToDouble(number);
    }

    private static String heading(Start start) {
        return switch (start) {
            case COLD -> "Cold: the first fit of a process";
            case WARM -> "Warm: the same fit once more";
        };
    }

    /** What is seen at the ends of the lines, in words. */
    private String description() {
        var sentences = new ArrayList<String>();
        sentences.add(TEXT);
        for (Problem problem : problems) {
            for (Start start : Start.values()) {
                String ends = problem.curves(start).stream()
                        .map(curve -> curve.who() + " " + percent(curve.end().gap()) + " above the optimum after "
                                + LogAxis.plain(curve.end().seconds(), 2) + " s")
                        .collect(Collectors.joining("; "));
                sentences.add(problem.title() + ". " + heading(start) + ". They end: " + ends + ".");
            }
        }
        return String.join("\n", sentences);
    }

    private static String percent(double gap) {
        return gap <= SMALLEST_GAP ? SMALLEST + " or less" : LogAxis.plain(100 * gap, 2) + " %";
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String styleSheet() {
        try (InputStream in = GapChart.class.getResourceAsStream("chart.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
