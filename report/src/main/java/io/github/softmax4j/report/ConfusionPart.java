package io.github.softmax4j.report;

import static j2html.TagCreator.p;

import io.github.softmax4j.metrics.Evaluation;
import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which classes are taken for which: a heat map, and the worst as a list. */
final class ConfusionPart {
    private static final int MOST_CLASSES = 30;
    private static final int MOST_PAIRS = 12;

    private final List<String> names;
    private final long[][] counts;

    private ConfusionPart(Evaluation evaluation) {
        this.names = evaluation.classes().names();
        this.counts = evaluation.confusion().stream()
                .map(row -> row.stream().mapToLong(Long::longValue).toArray())
                .toArray(long[][]::new);
    }

    static Optional<Part> of(Report report) {
        return report.evaluated()
                .map(evaluated -> Part.of(
                        "confusions",
                        "Confusions",
                        new ConfusionPart(evaluated.evaluation()).content(evaluated.rows())));
    }

    /** Rows of one class that are taken for another. */
    private record Pair(int actual, int predicted, long rows) {}

    private DomContent[] content(String rows) {
        int[] shown = shown();
        String words = words(shown.length);
        var map = new HeatMap(
                IntStream.of(shown).mapToObj(names::get).toList(),
                IntStream.of(shown)
                        .mapToObj(actual -> IntStream.of(shown)
                                .mapToLong(predicted -> counts[actual][predicted])
                                .toArray())
                        .toArray(long[][]::new));
        DomContent chart = Pieces.chart("What the " + Shown.brief(rows) + " are taken for", map.svg(words), words);
        List<Pair> pairs = pairs();
        DomContent charts =
                Pieces.charts(chart, pairs.isEmpty() ? p("No row is taken for another class.") : worst(pairs));
        return shown.length == names.size()
                ? new DomContent[] {charts, Pieces.more("All counts as a table", table())}
                : new DomContent[] {charts};
    }

    /** All classes, or those with the most rows that are taken wrongly, in their order. */
    private int[] shown() {
        if (names.size() <= MOST_CLASSES) {
            return IntStream.range(0, names.size()).toArray();
        }
        var wrong = new long[names.size()];
        for (Pair pair : allPairs()) {
            wrong[pair.actual] += pair.rows;
            wrong[pair.predicted] += pair.rows;
        }
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingLong(k -> -wrong[k]))
                .limit(MOST_CLASSES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private String words(int shown) {
        String which = shown == names.size()
                ? ""
                : "These are the " + shown + " classes with the most wrong rows, of " + Numbers.count(names.size())
                        + ". ";
        return which + "Blue is right, orange wrong; the stronger, the larger the share of the actual class (of what is"
                + " wrong its root, so that rare errors can be seen).";
    }

    private List<Pair> allPairs() {
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(actual -> IntStream.range(0, names.size())
                        .filter(predicted -> predicted != actual && counts[actual][predicted] > 0)
                        .mapToObj(predicted -> new Pair(actual, predicted, counts[actual][predicted])))
                .toList();
    }

    private List<Pair> pairs() {
        return allPairs().stream()
                .sorted(Comparator.comparingLong(pair -> -pair.rows))
                .limit(MOST_PAIRS)
                .toList();
    }

    private DomContent worst(List<Pair> pairs) {
        var table = new Table("The worst confusions", "actual", "taken for", "#rows", "#of the class");
        for (Pair pair : pairs) {
            long sum = IntStream.range(0, names.size())
                    .mapToLong(k -> counts[pair.actual][k])
                    .sum();
            table.line(
                    Shown.name(names.get(pair.actual)),
                    Shown.name(names.get(pair.predicted)),
                    Table.number(Numbers.count(pair.rows)),
                    Table.number(Numbers.percent((double) pair.rows / sum)));
        }
        return table.content();
    }

    private DomContent table() {
        String[] headings = IntStream.range(-1, names.size())
                .mapToObj(k -> k < 0 ? "actual" : "#" + Shown.cut(names.get(k), 20))
                .toArray(String[]::new);
        var table = new Table("Rows of an actual class (down) by predicted class (across)", headings);
        for (int k = 0; k < names.size(); k++) {
            var cells = new Object[names.size() + 1];
            cells[0] = Shown.name(names.get(k));
            for (int j = 0; j < names.size(); j++) {
                cells[j + 1] = Table.number(Numbers.count(counts[k][j]));
            }
            table.line(cells);
        }
        return table.content();
    }
}
