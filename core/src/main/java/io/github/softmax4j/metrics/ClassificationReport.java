package io.github.softmax4j.metrics;

import java.util.List;
import java.util.Locale;

/** The scores of all classes as a table, in the form of scikit-learn's {@code classification_report}. */
final class ClassificationReport {
    private static final String WEIGHTED = "weighted avg";
    private static final int COLUMN = 9;

    private final Evaluation evaluation;
    private final int digits;
    private final List<Integer> classes;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    ClassificationReport(Evaluation evaluation, int digits) {
        this.evaluation = evaluation;
        this.digits = digits;
        this.classes = evaluation.occurring();
        int longest = classes.stream().mapToInt(k -> name(k).length()).max().orElse(0);
        this.width = Math.max(Math.max(longest, WEIGHTED.length()), digits);
    }

    String text() {
        text.append(right("", width)).append(' ');
        List.of("precision", "recall", "f1-score", "support").forEach(this::cell);
        text.append("\n\n");
        classes.forEach(k -> line(name(k), evaluation.scores(k)));
        ClassScores macro = evaluation.macro();
        text.append('\n').append(right("accuracy", width)).append(' ');
        List.of("", "", number(evaluation.accuracy()), support(macro.support())).forEach(this::cell);
        text.append('\n');
        line("macro avg", macro);
        line(WEIGHTED, evaluation.weighted());
        return text.toString();
    }

    private void line(String name, ClassScores scores) {
        text.append(right(name, width)).append(' ');
        List.of(number(scores.precision()), number(scores.recall()), number(scores.f1()), support(scores.support()))
                .forEach(this::cell);
        text.append('\n');
    }

    private void cell(String content) {
        text.append(' ').append(right(content, COLUMN));
    }

    private static String right(String content, int columns) {
        return " ".repeat(Math.max(0, columns - content.length())) + content;
    }

    private String number(double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private String support(double sum) {
        return sum == Math.rint(sum) ? String.format(Locale.ROOT, "%.0f", sum) : number(sum);
    }

    /** A line for each class, whatever its name has. */
    private String name(int classIndex) {
        return evaluation.classes().names().get(classIndex).replaceAll("\\p{Cntrl}", "?");
    }
}
