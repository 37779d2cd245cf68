package io.github.softmax4j.cli;

import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.metrics.ReliabilityBin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An evaluation as JSON and as text. */
final class EvaluationReport {
    private static final int WIDEST_CONFUSION = 30;

    private final Evaluation evaluation;
    private final Optional<Integer> top;
    private final List<String> names;
    /** The same for a terminal. */
    private final List<String> printable;

    EvaluationReport(Evaluation evaluation, Optional<Integer> top) {
        this.evaluation = evaluation;
        this.top = top;
        this.names = evaluation.classes().names();
        this.printable = names.stream().map(Printable::line).toList();
    }

    Map<String, Object> json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("rows", evaluation.rows());
        object.put("accuracy", evaluation.accuracy());
        object.put("logLoss", evaluation.logLoss());
        object.put("macroF1", evaluation.macroF1());
        object.put("weightedF1", evaluation.weightedF1());
        object.put("balancedAccuracy", evaluation.balancedAccuracy());
        top.ifPresent(k -> object.put("topK", k));
        top.ifPresent(k -> object.put("topKAccuracy", evaluation.topKAccuracy(k)));
        object.put("brierScore", evaluation.brierScore());
        object.put("matthews", evaluation.matthews());
        object.put("cohenKappa", evaluation.cohenKappa());
        object.put("macroRocAuc", evaluation.macroRocAuc());
        object.put("weightedRocAuc", evaluation.weightedRocAuc());
        evaluation.rocAbsence().ifPresent(reason -> object.put("rocAbsence", reason));
        object.put("calibrationError", evaluation.calibrationError());
        object.put(
                "reliability",
                evaluation.reliability().stream().map(EvaluationReport::json).toList());
        object.put("classes", names);
        object.put("confusion", evaluation.confusion());
        var perClass = new ArrayList<Map<String, Object>>();
        for (int k = 0; k < names.size(); k++) {
            var line = new LinkedHashMap<String, Object>();
            line.put("class", names.get(k));
            line.put("rows", rows(k));
            line.put("precision", evaluation.precision(k));
            line.put("recall", evaluation.recall(k));
            line.put("f1", evaluation.f1(k));
            line.put("support", evaluation.scores(k).support());
            line.put("rocAuc", evaluation.rocAuc(k));
            perClass.add(line);
        }
        object.put("perClass", perClass);
        return object;
    }

    private static Map<String, Object> json(ReliabilityBin bin) {
        var object = new LinkedHashMap<String, Object>();
        object.put("lower", bin.lower());
        object.put("upper", bin.upper());
        object.put("weight", bin.weight());
        object.put("meanProbability", bin.meanProbability());
        object.put("accuracy", bin.accuracy());
        return object;
    }

    private long rows(int classIndex) {
        return evaluation.confusion().get(classIndex).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The scores of the whole, two in a line below the first. */
    String summary() {
        var scores = new LinkedHashMap<String, Double>();
        scores.put("balanced accuracy", evaluation.balancedAccuracy());
        scores.put("Brier score", evaluation.brierScore());
        scores.put("weighted F1", evaluation.weightedF1());
        scores.put("calibration error", evaluation.calibrationError());
        scores.put("Matthews", evaluation.matthews());
        scores.put("ROC AUC, macro", evaluation.macroRocAuc());
        scores.put("Cohen's kappa", evaluation.cohenKappa());
        scores.put("ROC AUC, weighted", evaluation.weightedRocAuc());
        top.ifPresent(k -> scores.put("top-" + k + " accuracy", evaluation.topKAccuracy(k)));
        var text = new StringBuilder(line());
        int count = 0;
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            String cell =
                    String.format(Locale.ROOT, "%-18s %9s", score.getKey(), Printable.number("%.4f", score.getValue()));
            text.append(count % 2 == 0 ? "\n" : "   ").append(cell);
            count++;
        }
        evaluation.rocAbsence().ifPresent(reason -> text.append('\n').append(reason));
        return text.toString();
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%d rows: accuracy %.4f, log-loss %s, macro F1 %.4f",
                evaluation.rows(),
                evaluation.accuracy(),
                Printable.number("%.4f", evaluation.logLoss()),
                evaluation.macroF1());
    }

    String text() {
        var text = new StringBuilder(summary()).append("\n\n");
        int width =
                Math.max(5, printable.stream().mapToInt(String::length).max().orElse(0));
        text.append(String.format(
                Locale.ROOT,
                "%-" + width + "s %8s %9s %9s %9s %9s%n",
                "class",
                "rows",
                "precision",
                "recall",
                "F1",
                "ROC AUC"));
        for (int k = 0; k < names.size(); k++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %8d %9.4f %9.4f %9.4f %9s%n",
                    printable.get(k),
                    rows(k),
                    evaluation.precision(k),
                    evaluation.recall(k),
                    evaluation.f1(k),
                    Printable.number("%.4f", evaluation.rocAuc(k))));
        }
        if (names.size() <= WIDEST_CONFUSION) {
            text.append("\nconfusion, actual class down, predicted class across\n")
                    .append(confusion(width));
        }
        return text.toString().stripTrailing();
    }

    private String confusion(int nameWidth) {
        long largest = evaluation.confusion().stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        int width = Math.max(Long.toString(largest).length(), nameWidth) + 1;
        var text = new StringBuilder(" ".repeat(nameWidth));
        printable.forEach(name -> text.append(String.format(Locale.ROOT, "%" + width + "s", name)));
        for (int k = 0; k < names.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n%-" + nameWidth + "s", printable.get(k)));
            evaluation
                    .confusion()
                    .get(k)
                    .forEach(count -> text.append(String.format(Locale.ROOT, "%" + width + "d", count)));
        }
        return text.toString();
    }
}
