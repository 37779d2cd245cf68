package io.github.softmax4j.report;

import static j2html.TagCreator.b;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import io.github.softmax4j.Fit;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Solver;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;

/** In plain words: what was trained, how it ended, how good it is, and what to do if it was cut short. */
final class SummaryPart {
    private final Report report;
    private final TrainingSummary training;

    private SummaryPart(Report report) {
        this.report = report;
        this.training = report.model().training();
    }

    static Part of(Report report) {
        return Part.of("summary", "Summary", new SummaryPart(report).content().toArray(DomContent[]::new));
    }

    private List<DomContent> content() {
        var content = new ArrayList<DomContent>();
        content.add(p(isImported() ? imported() : trained() + " " + ended()));
        if (!isComplete() && !isImported()) {
            content.add(div(p(strong("It did not converge: "), span(report.said(cause()) + ".")), p(advice()))
                    .withClass("notice"));
        }
        report.sweep().ifPresent(sweep -> content.add(p(SweepPart.summary(sweep))));
        report.evaluated().ifPresent(evaluated -> {
            content.add(p(quality(evaluated)));
            content.add(tiles(evaluated.evaluation()));
        });
        return content;
    }

    private String trained() {
        return "A softmax regression (multinomial logistic regression) learned to tell " + apart() + " of "
                + Numbers.count(training.rows(), "row") + ".";
    }

    private String imported() {
        return "This softmax regression (multinomial logistic regression) tells " + apart() + ". It was "
                + Shown.brief(training.solver()) + ": how it was trained, and how that ended, is not known here.";
    }

    /** What from what, by what. */
    private String apart() {
        String label = training.labelColumn().isEmpty()
                ? ""
                : ", which the column " + Shown.brief(training.labelColumn()) + " names";
        return Numbers.count(report.model().classes().size(), "class") + " apart" + label + ", by "
                + Numbers.count(report.model().featureNames().size(), "feature");
    }

    private boolean isImported() {
        return reason() == StopReason.IMPORTED;
    }

    private String ended() {
        int iterations = end().iterations();
        String steps = isMiniBatch() ? Numbers.count(iterations, "epoch") : Numbers.count(iterations, "iteration");
        String took = "The solver " + Shown.brief(training.solver()) + " took " + steps + " and "
                + Numbers.seconds(end().seconds());
        if (!isComplete()) {
            return took + ".";
        }
        return reason() == StopReason.MAX_ITERATIONS
                ? took + ", which were all that it was to make."
                : took + ". It converged: " + report.said(cause()) + ".";
    }

    /** The fit has the last word: a model may have been changed since. */
    private Convergence end() {
        return report.fit().map(Fit::convergence).orElseGet(training::convergence);
    }

    private StopReason reason() {
        return end().stopReason();
    }

    private boolean isMiniBatch() {
        return training.solver().equals(Solver.MiniBatch.NAME);
    }

    /** A model alone knows no more than its summary. */
    private boolean isComplete() {
        return report.fit()
                .map(Fit::isComplete)
                .orElseGet(() -> reason().converged() || (isMiniBatch() && reason() == StopReason.MAX_ITERATIONS));
    }

    private String cause() {
        return report.fit().map(Fit::cause).orElseGet(() -> reason().words());
    }

    private String advice() {
        return Advice.after(reason());
    }

    private static String quality(Report.Evaluated evaluated) {
        Evaluation evaluation = evaluated.evaluation();
        return "On " + Numbers.count(evaluation.rows()) + " " + Shown.brief(evaluated.rows())
                + ", the most probable class is the right one for " + Numbers.percent(evaluation.accuracy())
                + "; always naming the most frequent class would be right for "
                + Numbers.percent(mostFrequent(evaluation)) + ". The log-loss is "
                + Numbers.brief(evaluation.logLoss()) + ", where knowing nothing but the number of classes has "
                + Numbers.brief(Math.log(evaluation.classes().size())) + ".";
    }

    private static double mostFrequent(Evaluation evaluation) {
        double largest = 0;
        double sum = 0;
        for (int k = 0; k < evaluation.classes().size(); k++) {
            double support = evaluation.scores(k).support();
            largest = Math.max(largest, support);
            sum += support;
        }
        return largest / sum;
    }

    private static DivTag tiles(Evaluation evaluation) {
        return div(
                        tile("accuracy", Numbers.percent(evaluation.accuracy())),
                        tile("log-loss", Numbers.brief(evaluation.logLoss())),
                        tile("macro F1", Numbers.fixed(evaluation.macroF1(), 3)),
                        tile("mean ROC AUC", Numbers.fixed(evaluation.macroRocAuc(), 3)))
                .withClass("tiles");
    }

    private static DivTag tile(String name, String value) {
        return div(b(value), span(name)).withClass("tile");
    }
}
