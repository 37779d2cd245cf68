package io.github.softmax4j.report;

import static j2html.TagCreator.p;

import io.github.softmax4j.metrics.Evaluation;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How good the predictions are in one number each, and how far their probabilities can be trusted. */
final class ScoresPart {
    private static final int TOP = 5;

    private final Evaluation evaluation;

    private ScoresPart(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static Optional<Part> of(Report report) {
        return report.evaluated()
                .map(evaluated -> Part.of(
                        "scores",
                        "Scores",
                        new ScoresPart(evaluated.evaluation())
                                .content(evaluated.rows())
                                .toArray(DomContent[]::new)));
    }

    private List<DomContent> content(String rows) {
        var charts = new ArrayList<DomContent>();
        charts.add(ReliabilityChart.of(evaluation));
        RocChart.of(evaluation).ifPresent(charts::add);
        var content = new ArrayList<DomContent>();
        content.add(Pieces.charts(charts.toArray(DomContent[]::new)));
        RocChart.absence(evaluation).ifPresent(why -> content.add(p(why)));
        content.add(table(rows));
        content.add(Pieces.more("Reliability as a table", ReliabilityChart.table(evaluation)));
        return content;
    }

    private DomContent table(String rows) {
        var table = new Table("Scores on the " + Shown.brief(rows), "score", "#value", "meaning");
        line(table, "Accuracy", evaluation.accuracy(), "share of rows whose most probable class is right");
        if (evaluation.classes().size() > TOP) {
            line(table, "Top-5 accuracy", evaluation.topKAccuracy(TOP), "right class among the five most probable");
        }
        line(table, "Balanced accuracy", evaluation.balancedAccuracy(), "mean recall of the classes");
        line(table, "Macro F1", evaluation.macroF1(), "mean F1 of the classes");
        line(table, "Weighted F1", evaluation.weighted().f1(), "the same, each class by its rows");
        line(table, "Log-loss", evaluation.logLoss(), "0 is perfect; mean of -log P(right class)");
        line(table, "Brier score", evaluation.brierScore(), "0 is perfect, 2 the worst; squared error, all classes");
        line(table, "Calibration error", evaluation.calibrationError(), "mean distance from the diagonal (ECE)");
        line(
                table,
                "ROC AUC, mean",
                evaluation.macroRocAuc(),
                "1 is perfect, 0.5 a guess; each class against the rest");
        line(table, "Matthews correlation", evaluation.matthews(), "1 is perfect, 0 a guess");
        line(table, "Cohen's kappa", evaluation.cohenKappa(), "1 is perfect, 0 agrees as by chance");
        return table.content();
    }

    private static void line(Table table, String name, double value, String meaning) {
        table.line(name, Table.number(Numbers.fixed(value, 4)), meaning);
    }
}
