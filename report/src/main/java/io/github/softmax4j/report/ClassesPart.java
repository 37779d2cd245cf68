package io.github.softmax4j.report;

import static j2html.TagCreator.p;

import io.github.softmax4j.metrics.ClassScores;
import io.github.softmax4j.metrics.Evaluation;
import j2html.tags.DomContent;
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
                        "classes", "Classes", new ClassesPart(evaluated.evaluation()).content(evaluated.rows())));
    }

    private DomContent[] content(String rows) {
        List<Integer> shown = shown();
        var table = new Table(
                "Scores of the classes on the " + Shown.brief(rows), "class", "#rows", "#precision", "#recall", "#F1");
        for (int k : shown) {
            line(table, Shown.name(evaluation.classes().names().get(k)), evaluation.scores(k));
        }
        line(table, p("mean of the classes"), evaluation.macro());
        line(table, p("mean by rows"), evaluation.weighted());
        int left = evaluation.classes().size() - shown.size();
        return new DomContent[] {
            p("Precision is the share of what is taken for a class that is of it; recall the share of a class that is"
                    + " found; F1 their harmonic mean."),
            table.content(),
            p(left > 0 ? "These have the lowest F1; " + Numbers.count(left) + " more classes are left out." : "")
        };
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

    private static void line(Table table, DomContent name, ClassScores scores) {
        table.line(
                name,
                Table.number(Numbers.weight(scores.support())),
                Table.number(Numbers.fixed(scores.precision(), 3)),
                Table.number(Numbers.fixed(scores.recall(), 3)),
                Table.number(Numbers.fixed(scores.f1(), 3)));
    }
}
