package io.github.softmax4j.report;

import j2html.tags.ContainerTag;
import java.util.Locale;

/** An element of SVG, of which j2html has no names. */
final class Svg extends ContainerTag<Svg> {
    private Svg(String name) {
        super(name);
    }

    static Svg element(String name) {
        return new Svg(name);
    }

    /** A picture that is as wide as its place; its label is read where it cannot be seen. */
    static Svg picture(double width, double height, String label) {
        return element("svg")
                .attr("viewBox", "0 0 " + number(width) + " " + number(height))
                .attr("role", "img")
                .attr("aria-label", label);
    }

    static Svg line(double x1, double y1, double x2, double y2) {
        return element("line")
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2));
    }

    static Svg rectangle(double x, double y, double width, double height) {
        return element("rect")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height));
    }

    static Svg circle(double x, double y, double radius) {
        return element("circle").attr("cx", number(x)).attr("cy", number(y)).attr("r", number(radius));
    }

    /** Text that begins, ends or has its middle at a point: start, end or middle. */
    static Svg text(double x, double y, String anchor, String text) {
        return element("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .withText(text);
    }

    /** A tenth of a point is finer than any screen. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
