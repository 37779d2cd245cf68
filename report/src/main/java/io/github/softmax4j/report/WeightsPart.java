package io.github.softmax4j.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the model goes by: the largest weights of each class, or a picture of them where features are pixels. */
final class WeightsPart {
    private static final int MOST_CLASSES = 12;
    private static final int MOST_PICTURES = 40;
    private static final long MOST_PIXELS = 1_000_000;
    private static final int MOST_FEATURES = 8;
    private static final double BAR = 120;
    private static final double BAR_HEIGHT = 14;

    private final Report report;
    private final Weights weights;

    private WeightsPart(Report report) {
        this.report = report;
        this.weights = new Weights(report.model(), report.spread());
    }

    static Part of(Report report) {
        return Part.of("weights", "Weights", new WeightsPart(report).content().toArray(DomContent[]::new));
    }

    private List<DomContent> content() {
        Optional<ImageShape> shape = ImageShape.of(report.model());
        int most = shape.map(WeightsPart::mostPictures).orElse(MOST_CLASSES);
        int shown = Math.min(most, weights.columns());
        DomContent body = shape.isPresent() ? WeightPictures.of(weights, shape.get(), shown) : tables(shown);
        var content = new ArrayList<DomContent>(List.of(p(meaning(shape)), body));
        if (shown < weights.columns()) {
            content.add(p("These are the first " + shown + " of " + Numbers.count(weights.columns(), "class") + "."));
        }
        return content;
    }

    /** Of large pictures fewer, so that the page stays small; one in any case. */
    private static int mostPictures(ImageShape shape) {
        return (int) Math.max(1, Math.min(MOST_PICTURES, MOST_PIXELS / ((long) shape.height() * shape.width())));
    }

    private String meaning(Optional<ImageShape> shape) {
        String what = weights.isDifference()
                ? "A weight says by how much a feature moves the logarithm of the odds of the two classes"
                : "A weight says by how much a feature moves the logit of a class";
        String unit = report.spread().isPresent()
                ? ", if it is larger by one standard deviation: so weights of different features can be compared."
                : ", if it is larger by 1: features of small numbers have large weights.";
        return what
                + unit
                + shape.map(image -> " The features are images of " + image.height() + " x " + image.width() + " ("
                                + image.source() + "), and so are the weights.")
                        .orElse("");
    }

    private DivTag tables(int shown) {
        double largest = IntStream.range(0, shown)
                .mapToObj(column -> weights.strongest(column, 1))
                .flatMap(List::stream)
                .mapToDouble(entry -> Math.abs(entry.value()))
                .max()
                .orElse(1);
        return div().withClass("classes")
                .with(IntStream.range(0, shown).mapToObj(column -> div(table(column, largest), rest(column))));
    }

    private DomContent table(int column, double largest) {
        var table = new Table(weights.columnName(column), "feature", "#weight", "");
        for (Weights.Entry entry : weights.strongest(column, MOST_FEATURES)) {
            table.line(
                    Shown.name(report.model().featureNames().get(entry.feature())),
                    Table.number(Numbers.signed(entry.value())),
                    bar(entry.value() / largest));
        }
        return table.content();
    }

    private DomContent rest(int column) {
        if (weights.strongest(column, 1).isEmpty()) {
            return p("All weights are 0; intercept " + Numbers.signed(weights.intercept(column)) + ".")
                    .withClass("words");
        }
        int features = report.model().featureNames().size();
        String others =
                features > MOST_FEATURES ? "The largest of " + Numbers.count(features) + "; intercept " : "Intercept ";
        return p(others + Numbers.signed(weights.intercept(column)) + ".").withClass("words");
    }

    /** To the left where it speaks against the class; the number beside it says the same. */
    private static Svg bar(double share) {
        double length = Math.abs(share) * BAR / 2;
        double from = share < 0 ? BAR / 2 - length : BAR / 2;
        return Svg.element("svg")
                .attr("viewBox", "0 0 " + Svg.number(BAR) + " " + Svg.number(BAR_HEIGHT))
                .attr("aria-hidden", "true")
                .with(
                        Svg.rectangle(from, 2, length, BAR_HEIGHT - 4).withClass(share < 0 ? "wrong" : "right"),
                        Svg.line(BAR / 2, 0, BAR / 2, BAR_HEIGHT).withClass("axis"));
    }
}
