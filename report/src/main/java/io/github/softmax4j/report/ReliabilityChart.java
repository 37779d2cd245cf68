package io.github.softmax4j.report;

import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.metrics.ReliabilityBin;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How probable the most probable class is, and how often it is right: alike, where probabilities can be trusted. */
final class ReliabilityChart {
    private ReliabilityChart() {}

    static FigureTag of(Evaluation evaluation) {
        List<ReliabilityBin> bins = filled(evaluation);
        double total = bins.stream().mapToDouble(ReliabilityBin::weight).sum();
        String words = words(evaluation, bins, total);
        Plot plot = new Plot(
                        Axis.ofShares("probability of the most probable class"),
                        Axis.ofShares("share that is right; bars: share of the rows"))
                .bars(
                        Plot.colour(0),
                        values(bins, ReliabilityBin::lower),
                        values(bins, ReliabilityBin::upper),
                        values(bins, bin -> bin.weight() / total))
                .diagonal()
                .line(
                        Plot.colour(0),
                        values(bins, ReliabilityBin::meanProbability),
                        values(bins, ReliabilityBin::accuracy));
        return Pieces.chart("Reliability", plot.svg("Reliability. " + words), words);
    }

    private static List<ReliabilityBin> filled(Evaluation evaluation) {
        return evaluation.reliability().stream().filter(bin -> bin.weight() > 0).toList();
    }

    private static double[] values(List<ReliabilityBin> bins, ToDoubleFunction<ReliabilityBin> value) {
        return bins.stream().mapToDouble(value).toArray();
    }

    private static String words(Evaluation evaluation, List<ReliabilityBin> bins, double total) {
        String error = "Probabilities are " + Numbers.percent(evaluation.calibrationError())
                + " from how often they are right, on average (the expected calibration error). ";
        return bins.stream()
                .max(Comparator.comparingDouble(ReliabilityBin::weight))
                .map(most -> error + "Most rows, " + Numbers.percent(most.weight() / total)
                        + ", have a probability above " + Numbers.fixed(most.lower(), 2) + " up to "
                        + Numbers.fixed(most.upper(), 2) + "; " + Numbers.percent(most.accuracy())
                        + " of them are right. Below the diagonal the model is too sure of itself.")
                .orElse("No row has a weight, so that there is nothing to draw.");
    }

    static DomContent table(Evaluation evaluation) {
        var table = new Table(
                "Probability of the most probable class", "above", "#up to", "#rows", "#mean probability", "#right");
        for (ReliabilityBin bin : evaluation.reliability()) {
            boolean isEmpty = bin.weight() == 0;
            table.line(
                    Numbers.fixed(bin.lower(), 3),
                    Table.number(Numbers.fixed(bin.upper(), 3)),
                    Table.number(Numbers.weight(bin.weight())),
                    Table.number(isEmpty ? "" : Numbers.fixed(bin.meanProbability(), 4)),
                    Table.number(isEmpty ? "" : Numbers.percent(bin.accuracy())));
        }
        return table.content();
    }
}
