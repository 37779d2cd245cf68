package io.github.softmax4j.report;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import j2html.tags.specialized.FigureTag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How the strongest weights of the best model change with the penalty. */
final class PathChart {
    private static final int MOST_LINES = 8;

    private PathChart() {}

    static Optional<FigureTag> of(Report report, CrossValidation sweep) {
        double l1Ratio = sweep.bestCandidate().penalty().l1Ratio();
        List<Fit> path = report.path().stream()
                .filter(fit -> fit.settings().penalty().l1Ratio() == l1Ratio)
                .sorted(Comparator.comparingDouble(
                        fit -> fit.settings().penalty().lambda()))
                .toList();
        double best = sweep.bestCandidate().penalty().lambda();
        return path.stream()
                .filter(fit -> fit.settings().penalty().lambda() == best)
                .findFirst()
                .map(fit -> chart(report, sweep, path, fit));
    }

    private static FigureTag chart(Report report, CrossValidation sweep, List<Fit> path, Fit best) {
        var bestWeights = new Weights(best.model(), report.spread());
        List<Weights.Entry> strongest = bestWeights.strongest(MOST_LINES);
        double[] lambdas = path.stream()
                .mapToDouble(fit -> fit.settings().penalty().lambda())
                .toArray();
        var lines = new double[strongest.size()][lambdas.length];
        for (int i = 0; i < lambdas.length; i++) {
            var weights = new Weights(path.get(i).model(), report.spread());
            for (int line = 0; line < lines.length; line++) {
                lines[line][i] = weights.value(
                        strongest.get(line).feature(), strongest.get(line).column());
            }
        }
        Axis across = SweepPart.lambdas(sweep);
        var plot = new Plot(
                across,
                Axis.linear(
                        report.spread().isPresent() ? "weight x deviation" : "weight",
                        DoubleStream.concat(
                                DoubleStream.of(0), List.of(lines).stream().flatMapToDouble(DoubleStream::of))));
        for (int line = 0; line < lines.length; line++) {
            plot.line(Plot.colour(line), lambdas, lines[line]);
        }
        SweepPart.marks(plot, across, sweep);
        List<String> names = strongest.stream()
                .map(entry -> Shown.cut(best.model().featureNames().get(entry.feature()), 30)
                        + (bestWeights.isDifference()
                                ? ""
                                : ", " + Shown.cut(bestWeights.columnName(entry.column()), 30)))
                .toList();
        String words = "The " + strongest.size() + " strongest of " + Numbers.count(bestWeights.nonZero())
                + " weights that are not 0 in the best model, by feature and class; a larger lambda, to the right,"
                + " makes all smaller. " + extremes(names, lines);
        return Pieces.chart("Weights along the path", plot.svg(words), words, Pieces.legend(names));
    }

    private static String extremes(List<String> names, double[][] lines) {
        if (lines.length == 0) {
            return "";
        }
        int last = lines[0].length - 1;
        return names.get(0) + " goes from " + Numbers.brief(lines[0][0]) + " to " + Numbers.brief(lines[0][last]) + ".";
    }
}
