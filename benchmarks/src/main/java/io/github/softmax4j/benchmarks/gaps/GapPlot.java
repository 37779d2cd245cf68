package io.github.softmax4j.benchmarks.gaps;

import io.github.softmax4j.benchmarks.gaps.LabelPlaces.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One plot: gaps against seconds, both on logarithmic axes, a label at the end of each curve. */
final class GapPlot {
    static final double LEFT = 68;
    static final double RIGHT = 352;
    static final double HEIGHT = 262;
    private static final double HEADING = 14;
    private static final double TOP = 24;
    private static final double BOTTOM = 238;

    /** As wide as the widest of usual fonts, in bold. */
    private static final double LETTER = 8;

    private static final double LINE_OF_TEXT = 15;
    private static final double BASELINE = 12;
    private static final double LEADER = 5;

    private final SvgWriter svg;
    private final LogAxis seconds;
    private final LogAxis gaps;

    /**
     * A plot somewhere in a picture.
     *
     * @param svg where it is drawn
     * @param top where it begins
     * @param seconds over which range, at the places LEFT to RIGHT
     * @param smallestGap below which gaps are drawn at the bottom
     * @param largestGap at the top
     */
    GapPlot(SvgWriter svg, double top, LogAxis seconds, double smallestGap, double largestGap) {
        this.svg = svg;
        this.seconds = seconds;
        this.gaps = new LogAxis(smallestGap, largestGap, top + BOTTOM, top + TOP);
    }

    /** Draws it; the style of a curve is that of its name in the list of names. */
    void draw(String heading, List<Curve> curves, List<String> names) {
        svg.begin("g");
        svg.textElement("text", heading, "class", "heading", "x", LEFT, "y", gaps.end() - TOP + HEADING);
        grid();
        for (Curve curve : curves) {
            line(curve, names.indexOf(curve.who()));
        }
        labels(curves, names);
        svg.end();
    }

    private void grid() {
        for (double gap : gaps.powersOfTen()) {
            double y = gaps.at(gap);
            svg.element("line", "class", "grid", "x1", LEFT, "y1", y, "x2", RIGHT, "y2", y);
            String text = LogAxis.plain(100 * gap, 6) + " %";
            svg.textElement("text", text, "class", "end", "x", LEFT - 6, "y", y + 4);
        }
        for (double second : seconds.powersOfTen()) {
            double x = seconds.at(second);
            svg.element("line", "class", "grid", "x1", x, "y1", gaps.end(), "x2", x, "y2", gaps.start());
            String text = LogAxis.plain(second, 6) + " s";
            svg.textElement("text", text, "class", "middle", "x", x, "y", gaps.start() + 17);
        }
    }

    private void line(Curve curve, int style) {
        svg.begin("g", "class", "c" + style);
        if (curve.points().size() > 1) {
            String points = curve.points().stream()
                    .map(point -> SvgWriter.number(x(point)) + "," + SvgWriter.number(y(point)))
                    .collect(Collectors.joining(" "));
            svg.element("polyline", "class", curve.isOneFit() ? "line" : "dots", "points", points);
        }
        for (Curve.Point point : marked(curve)) {
            String place = "translate(" + SvgWriter.number(x(point)) + " " + SvgWriter.number(y(point)) + ")";
            svg.element("path", "class", "mark", "d", Mark.of(style).path(), "transform", place);
        }
        svg.end();
    }

    private void labels(List<Curve> curves, List<String> names) {
        Map<Curve, Box> boxes = boxes(curves);
        boxes.forEach((curve, box) -> leader(curve, box, names.indexOf(curve.who())));
        boxes.forEach((curve, box) -> {
            boolean endIsNearer = box.x() + box.width() / 2 < x(curve.end());
            svg.textElement(
                    "text",
                    curve.who(),
                    "class",
                    "c" + names.indexOf(curve.who()) + " label" + (endIsNearer ? " end" : ""),
                    "x",
                    endIsNearer ? box.x() + box.width() : box.x(),
                    "y",
                    box.y() + BASELINE);
        });
    }

    private Map<Curve, Box> boxes(List<Curve> curves) {
        var area = new Box(LEFT + 2, gaps.end(), RIGHT - LEFT - 2, gaps.start() - gaps.end());
        var places = new LabelPlaces(area, ink(curves));
        for (Curve curve : curves) {
            for (Curve.Point point : marked(curve)) {
                double size = 2 * Mark.RADIUS;
                places.keepFree(new Box(x(point) - Mark.RADIUS, y(point) - Mark.RADIUS, size, size));
            }
        }
        var boxes = new LinkedHashMap<Curve, Box>();
        for (Curve curve : curves) {
            double width = LETTER * curve.who().length();
            boxes.put(curve, places.place(x(curve.end()), y(curve.end()), width, LINE_OF_TEXT));
        }
        return boxes;
    }

    /** From a point to a label that could not be beside it. */
    private void leader(Curve curve, Box box, int style) {
        double x = x(curve.end());
        double y = y(curve.end());
        if (box.distance(x, y) > Mark.RADIUS + LEADER) {
            double toX = box.nearestX(x);
            double toY = box.nearestY(y);
            svg.element("line", "class", "c" + style + " leader", "x1", x, "y1", y, "x2", toX, "y2", toY);
        }
    }

    /** The end of a fit on its way; all where each is the end of a fit. */
    private static List<Curve.Point> marked(Curve curve) {
        return curve.isOneFit() ? List.of(curve.end()) : curve.points();
    }

    /** Points along all lines, so close that no label lies between two. */
    private List<double[]> ink(List<Curve> curves) {
        var ink = new ArrayList<double[]>();
        for (Curve curve : curves) {
            Curve.Point last = curve.points().get(0);
            for (Curve.Point point : curve.points()) {
                double length = Math.hypot(x(point) - x(last), y(point) - y(last));
                int pieces = 1 + (int) (length / 5);
                for (int i = 1; i <= pieces; i++) {
                    double share = (double) i / pieces;
                    ink.add(new double[] {x(last) + share * (x(point) - x(last)), y(last) + share * (y(point) - y(last))
                    });
                }
                last = point;
            }
        }
        return ink;
    }

    private double x(Curve.Point point) {
        return seconds.at(point.seconds());
    }

    private double y(Curve.Point point) {
        return gaps.at(point.gap());
    }
}
