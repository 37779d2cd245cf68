package io.github.softmax4j.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.github.softmax4j.metrics.ClassScores;
import io.github.softmax4j.metrics.Evaluation;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The scores of each class. */
final class ClassesPart {
    private static final int MOST_CLASSES = 60;

    private final Evaluation evaluation;

    private ClassesPart(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static Optional<Part> of(Report report) {
        return report.evaluated()
                .map(evaluated -> Part.of(
                        "classes",
                        "Classes",
                        new ClassesPart(evaluated.evaluation())
                                .content(evaluated.rows())
                                .toArray(DomContent[]::new)));
    }

    private List<DomContent> content(String rows) {
        List<Integer> shown = shown();
        var table = new Table(
                "Scores of the classes on the " + Shown.brief(rows),
                "class",
                "#rows",
                "#precision",
                "#recall",
                "#F1",
                "#ROC AUC");
        for (int k : shown) {
            line(table, Shown.name(evaluation.classes().names().get(k)), evaluation.scores(k), evaluation.rocAuc(k));
        }
        line(table, text("mean of the classes"), evaluation.macro(), evaluation.macroRocAuc());
        line(table, text("mean by rows"), evaluation.weighted(), evaluation.weightedRocAuc());
        int left = evaluation.classes().size() - shown.size();
        var content = new ArrayList<DomContent>();
        content.add(p(
                "Precision is the share of what is taken for a class that is of it; recall the share of a class that is"
                        + " found; F1 their harmonic mean; ROC AUC the share of pairs, one row of"
                        + " the class and one of another, in which the first is given the higher probability."));
        content.add(table.content());
        if (left > 0) {
            content.add(p("These have the lowest F1; " + Numbers.count(left) + " more classes are left out."));
        }
        return content;
    }

    private List<Integer> shown() {
        List<Integer> all =
                IntStream.range(0, evaluation.classes().size()).boxed().toList();
        return all.size() <= MOST_CLASSES
                ? all
                : all.stream()
                        .filter(k -> evaluation.scores(k).support() > 0)
                        .sorted(Comparator.comparingDouble(evaluation::f1))
                        .limit(MOST_CLASSES)
                        .toList();
    }

    private static void line(Table table, DomContent name, ClassScores scores, double area) {
        table.line(
                name,
                Table.number(Numbers.weight(scores.support())),
                Table.number(Numbers.fixed(scores.precision(), 3)),
                Table.number(Numbers.fixed(scores.recall(), 3)),
                Table.number(Numbers.fixed(scores.f1(), 3)),
                Table.number(Numbers.fixed(area, 3)));
    }
}
