package io.github.softmax4j.report;

import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.metrics.RocCurve;
import j2html.tags.specialized.FigureTag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many rows of a class are found, and how many others are taken for it, for each class against the rest. */
final class RocChart {
    private static final int MOST_CLASSES = 8;
    private static final int TWO = 2;

    private final Evaluation evaluation;
    private final List<Integer> defined;

    private RocChart(Evaluation evaluation) {
        this.evaluation = evaluation;
        // the curves of two classes are each other's mirror images
        int first = evaluation.classes().size() == TWO ? 1 : 0;
        this.defined = IntStream.range(first, evaluation.classes().size())
                .boxed()
                .filter(k -> !evaluation.rocCurve(k).isEmpty())
                .toList();
    }

    static Optional<FigureTag> of(Evaluation evaluation) {
        var chart = new RocChart(evaluation);
        return chart.defined.isEmpty() ? Optional.empty() : Optional.of(chart.figure());
    }

    /** Why there is no chart. */
    static Optional<String> absence(Evaluation evaluation) {
        return evaluation.rocAbsence().isPresent()
                ? Optional.of(
                        "There are no ROC curves: " + evaluation.rocAbsence().get() + ".")
                : new RocChart(evaluation).defined.isEmpty()
                        ? Optional.of("There are no ROC curves: all rows are of one class, and the area is undefined.")
                        : Optional.empty();
    }

    private FigureTag figure() {
        List<Integer> shown = shown();
        var plot = new Plot(
                        Axis.ofShares("share of the others taken for it"), Axis.ofShares("share of the class found"))
                .diagonal();
        for (int i = 0; i < shown.size(); i++) {
            RocCurve curve = evaluation.rocCurve(shown.get(i));
            plot.smooth(Plot.colour(i), curve.falsePositiveRates(), curve.truePositiveRates());
        }
        String words = words(shown);
        List<String> names =
                shown.stream().map(k -> evaluation.classes().names().get(k)).toList();
        return Pieces.chart("ROC curves", plot.svg("ROC curves. " + words), words, Pieces.legend(names));
    }

    /** All, or those that are told apart worst; in their order. */
    private List<Integer> shown() {
        return defined.stream()
                .sorted(Comparator.comparingDouble(evaluation::rocAuc))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private String words(List<Integer> shown) {
        int worst = defined.stream()
                .min(Comparator.comparingDouble(evaluation::rocAuc))
                .orElseThrow();
        String which = shown.size() < defined.size()
                ? "These are the " + shown.size() + " of " + Numbers.count(defined.size(), "class")
                        + " that are told from the others worst. "
                : "";
        String smallest = defined.size() == 1
                ? "The area under the curve is " + Numbers.fixed(evaluation.rocAuc(worst), 4)
                : "The area under the curves is " + Numbers.fixed(evaluation.macroRocAuc(), 4)
                        + " on average, and smallest for "
                        + Shown.brief(evaluation.classes().names().get(worst))
                        + ": " + Numbers.fixed(evaluation.rocAuc(worst), 4);
        return which + smallest + "; 1 is perfect, 0.5, the diagonal, a guess.";
    }
}
