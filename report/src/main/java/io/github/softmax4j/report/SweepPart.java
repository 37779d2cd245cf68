package io.github.softmax4j.report;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.CrossValidation.Candidate;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The path of a sweep: scores with their standard errors, the choices, and how weights change with the penalty. */
final class SweepPart {
    private final CrossValidation sweep;
    private final List<Double> l1Ratios;

    private SweepPart(CrossValidation sweep) {
        this.sweep = sweep;
        this.l1Ratios = sweep.candidates().stream()
                .map(candidate -> candidate.penalty().l1Ratio())
                .distinct()
                .toList();
    }

    static Optional<Part> of(Report report) {
        return report.sweep()
                .map(sweep -> Part.of(
                        "sweep", "Sweep", new SweepPart(sweep).content(report).toArray(DomContent[]::new)));
    }

    static String summary(CrossValidation sweep) {
        Candidate best = sweep.bestCandidate();
        Candidate simplest = sweep.oneStandardErrorCandidate();
        String chosen = "Of " + Numbers.count(sweep.candidates().size())
                + " penalties, tried on rows that were held out"
                + " in turn, " + words(best) + " is best: log-loss " + Numbers.brief(best.meanLoss()) + " \u00b1 "
                + Numbers.brief(best.lossStandardError()) + ", accuracy " + Numbers.percent(best.meanAccuracy()) + ".";
        return sweep.best() == sweep.oneStandardError()
                ? chosen + " No simpler one is within one standard error of it."
                : chosen + " The simplest within one standard error of it is " + words(simplest) + ".";
    }

    private static String words(Candidate candidate) {
        String lambda = "lambda " + Numbers.brief(candidate.penalty().lambda());
        return candidate.penalty().l1Ratio() == 0
                ? lambda
                : lambda + " with L1 ratio " + Numbers.brief(candidate.penalty().l1Ratio());
    }

    private List<DomContent> content(Report report) {
        var charts = new ArrayList<DomContent>();
        charts.add(chart("Log-loss on rows held out", "log-loss", Candidate::meanLoss, Candidate::lossStandardError));
        charts.add(chart(
                "Accuracy on rows held out", "accuracy", Candidate::meanAccuracy, Candidate::accuracyStandardError));
        if (sweep.candidates().stream().anyMatch(candidate -> candidate.meanScore() != -candidate.meanLoss())) {
            charts.add(chart("The score that decides", "score", Candidate::meanScore, Candidate::scoreStandardError));
        }
        PathChart.of(report, sweep).ifPresent(charts::add);
        return List.of(Pieces.charts(charts.toArray(DomContent[]::new)), table());
    }

    private FigureTag chart(
            String title, String measure, ToDoubleFunction<Candidate> mean, ToDoubleFunction<Candidate> error) {
        Axis across = lambdas(sweep);
        Axis up = Axis.linear(
                measure + ", \u00b1 one standard error",
                sweep.candidates().stream()
                        .flatMapToDouble(one -> DoubleStream.of(
                                mean.applyAsDouble(one) - finite(error.applyAsDouble(one)),
                                mean.applyAsDouble(one) + finite(error.applyAsDouble(one)))));
        var plot = new Plot(across, up);
        for (int i = 0; i < l1Ratios.size(); i++) {
            List<Candidate> path = path(l1Ratios.get(i));
            double[] xs =
                    path.stream().mapToDouble(one -> one.penalty().lambda()).toArray();
            double[] ys = path.stream().mapToDouble(mean).toArray();
            double[] errors = path.stream().mapToDouble(error).toArray();
            plot.whiskers(Plot.colour(i), xs, sum(ys, errors, -1), sum(ys, errors, 1))
                    .line(Plot.colour(i), xs, ys);
        }
        marks(plot, across, sweep);
        String words = measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1)
                + " of the best: "
                + Numbers.brief(mean.applyAsDouble(sweep.bestCandidate())) + " \u00b1 "
                + Numbers.brief(error.applyAsDouble(sweep.bestCandidate())) + " at " + words(sweep.bestCandidate())
                + ". The table below has all.";
        List<String> names = l1Ratios.stream()
                .map(ratio -> "L1 ratio " + Numbers.brief(ratio))
                .toList();
        return l1Ratios.size() == 1
                ? Pieces.chart(title, plot.svg(title + ". " + words), words)
                : Pieces.chart(title, plot.svg(title + ". " + words), words, Pieces.legend(names));
    }

    static Axis lambdas(CrossValidation sweep) {
        return Axis.logarithmic(
                "lambda",
                sweep.candidates().stream().mapToDouble(one -> one.penalty().lambda()));
    }

    /** The choices, where they can be shown: a penalty of 0 has no place among powers of ten. */
    static void marks(Plot plot, Axis across, CrossValidation sweep) {
        double best = sweep.bestCandidate().penalty().lambda();
        double simplest = sweep.oneStandardErrorCandidate().penalty().lambda();
        if (across.shows(best)) {
            plot.mark(best, "best", 0);
        }
        if (simplest != best && across.shows(simplest)) {
            plot.mark(simplest, "one standard error", 1);
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static double[] sum(double[] values, double[] errors, int sign) {
        var sums = new double[values.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = values[i] + sign * errors[i];
        }
        return sums;
    }

    private List<Candidate> path(double l1Ratio) {
        return sweep.candidates().stream()
                .filter(candidate -> candidate.penalty().l1Ratio() == l1Ratio)
                .sorted(Comparator.comparingDouble(
                        candidate -> candidate.penalty().lambda()))
                .toList();
    }

    private DomContent table() {
        var table =
                new Table("Penalties", "lambda", "#L1 ratio", "#log-loss", "#\u00b1", "#accuracy", "#\u00b1", "remark");
        for (int i = 0; i < sweep.candidates().size(); i++) {
            Candidate one = sweep.candidates().get(i);
            table.line(
                    Numbers.brief(one.penalty().lambda()),
                    Table.number(Numbers.brief(one.penalty().l1Ratio())),
                    Table.number(Numbers.fixed(one.meanLoss(), 5)),
                    Table.number(Numbers.fixed(one.lossStandardError(), 5)),
                    Table.number(Numbers.fixed(one.meanAccuracy(), 4)),
                    Table.number(Numbers.fixed(one.accuracyStandardError(), 4)),
                    remark(i));
        }
        return table.content();
    }

    private String remark(int index) {
        var remarks = new ArrayList<String>();
        if (index == sweep.best()) {
            remarks.add("best");
        }
        if (index == sweep.oneStandardError()) {
            remarks.add("within one standard error");
        }
        if (!sweep.candidates().get(index).converged()) {
            remarks.add("stopped before convergence");
        }
        return String.join(", ", remarks);
    }
}
