package io.github.softmax4j.metrics;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well predictions fit labels.
 *
 * <p>All scores count rows by their weights; {@link #confusion()} counts them. A class that is never predicted has
 * precision 0, one that never occurs recall 0, as scikit-learn has it by default.
 *
 * <p>Known elsewhere as: {@code accuracy_score}, {@code log_loss}, {@code confusion_matrix},
 * {@code precision_recall_fscore_support} and {@code classification_report} of scikit-learn; {@code LabelEvaluation} of
 * Tribuo; {@code ClassificationMetrics} of Smile; {@code MulticlassClassificationEvaluator} of Spark;
 * {@code Evaluation} of DL4J.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Evaluation evaluation = model.evaluate(test);
 * double accuracy = evaluation.accuracy();
 * ClassScores virginica = evaluation.scores("virginica");
 * String found = virginica.recall() + " of the virginicas were found";
 * String report = evaluation.report(); // a line for each class
 * }</pre>
 *
 * @param classes the classes, in the order of the confusion
 * @param rows the number of rows
 * @param accuracy the share of row weight whose most probable class is the label; 0 to 1
 * @param logLoss the weighted mean of -log P(label), in nats; 0 or more
 * @param confusion rows of actual class (first index) and predicted class (second index), counted without weights
 * @param classScores precision, recall, F1 and support of each class, with the weights of the rows
 */
public record Evaluation(
        ClassLabels classes,
        long rows,
        double accuracy,
        double logLoss,
        List<List<Long>> confusion,
        List<ClassScores> classScores) {
    private static final int REPORT_DIGITS = 2;

    /**
     * Copies the lists.
     *
     * @param classes the classes, in the order of the confusion
     * @param rows the number of rows
     * @param accuracy the share of row weight whose most probable class is the label
     * @param logLoss the weighted mean of -log P(label)
     * @param confusion rows of actual class (first index) and predicted class (second index)
     * @param classScores precision, recall, F1 and support of each class
     * @throws IllegalArgumentException if the confusion is not classes x classes, or there is not one score per class
     */
    public Evaluation {
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(confusion, "confusion must not be null");
        Objects.requireNonNull(classScores, "classScores must not be null");
        confusion = confusion.stream().map(List::copyOf).toList();
        classScores = List.copyOf(classScores);
        int size = classes.size();
        boolean isSquare = confusion.size() == size && confusion.stream().allMatch(row -> row.size() == size);
        if (!isSquare || classScores.size() != size) {
            throw new IllegalArgumentException("of " + size + " classes there must be a confusion of " + size + " x "
                    + size + " and " + size + " scores, but there are " + confusion.size() + " rows and "
                    + classScores.size() + " scores");
        }
    }

    /**
     * Compares.
     *
     * @param classes the classes
     * @param labels the actual class of each row
     * @param weights the weight of each row
     * @param logProbabilities rows x classes
     * @return the values
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static Evaluation of(ClassLabels classes, int[] labels, double[] weights, INDArray logProbabilities) {
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(labels, "labels must not be null");
        Objects.requireNonNull(weights, "weights must not be null");
        Objects.requireNonNull(logProbabilities, "logProbabilities must not be null");
        requireFitting(classes, labels, weights, logProbabilities);
        int[] predictions = mostProbable(logProbabilities);
        var counts = new long[classes.size()][classes.size()];
        var hits = new double[classes.size()];
        var predicted = new double[classes.size()];
        var actual = new double[classes.size()];
        double weightSum = 0;
        double correct = 0;
        double loss = 0;
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][predictions[row]]++;
            predicted[predictions[row]] += weights[row];
            actual[labels[row]] += weights[row];
            weightSum += weights[row];
            loss -= weights[row] * logProbabilities.getDouble(row, labels[row]);
            if (labels[row] == predictions[row]) {
                correct += weights[row];
                hits[labels[row]] += weights[row];
            }
        }
        return new Evaluation(
                classes,
                labels.length,
                correct / weightSum,
                loss / weightSum,
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                IntStream.range(0, hits.length)
                        .mapToObj(k -> ClassScores.of(hits[k], predicted[k], actual[k]))
                        .toList());
    }

    private static void requireFitting(ClassLabels classes, int[] labels, double[] weights, INDArray values) {
        if (values.rank() != 2 || values.rows() != labels.length || values.columns() != classes.size()) {
            throw new IllegalArgumentException("log-probabilities must be " + labels.length + " x " + classes.size()
                    + ", but have shape " + Arrays.toString(values.shape()));
        }
        if (weights.length != labels.length) {
            throw new IllegalArgumentException("there must be one weight per row, but there are " + labels.length
                    + " rows and " + weights.length + " weights");
        }
    }

    /**
     * The column of the largest value of each row.
     *
     * @param scores rows x classes: logits, probabilities or their logarithms
     * @return one column per row; of equal values the first
     */
    public static int[] mostProbable(INDArray scores) {
        Objects.requireNonNull(scores, "scores must not be null");
        return scores.argMax(1).toIntVector();
    }

    /**
     * Precision, recall, F1 and support of a class.
     *
     * @param classIndex the class
     * @return its scores
     */
    public ClassScores scores(int classIndex) {
        return classScores.get(classIndex);
    }

    /**
     * Precision, recall, F1 and support of a class.
     *
     * @param className the class
     * @return its scores
     * @throws IllegalArgumentException if there is no such class
     */
    public ClassScores scores(String className) {
        return scores(classes.requireIndex(className));
    }

    /**
     * Of the rows predicted to be of a class, the share that are.
     *
     * @param classIndex the class
     * @return 0 to 1; 0 if it is never predicted
     */
    public double precision(int classIndex) {
        return scores(classIndex).precision();
    }

    /**
     * Of the rows predicted to be of a class, the share that are.
     *
     * @param className the class
     * @return 0 to 1; 0 if it is never predicted
     * @throws IllegalArgumentException if there is no such class
     */
    public double precision(String className) {
        return scores(className).precision();
    }

    /**
     * Of the rows of a class, the share that are predicted to be.
     *
     * @param classIndex the class
     * @return 0 to 1; 0 if it never occurs
     */
    public double recall(int classIndex) {
        return scores(classIndex).recall();
    }

    /**
     * Of the rows of a class, the share that are predicted to be.
     *
     * @param className the class
     * @return 0 to 1; 0 if it never occurs
     * @throws IllegalArgumentException if there is no such class
     */
    public double recall(String className) {
        return scores(className).recall();
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param classIndex the class
     * @return 0 to 1
     */
    public double f1(int classIndex) {
        return scores(classIndex).f1();
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param className the class
     * @return 0 to 1
     * @throws IllegalArgumentException if there is no such class
     */
    public double f1(String className) {
        return scores(className).f1();
    }

    /**
     * What the rows of a class count.
     *
     * @param className the class
     * @return the sum of their weights: their number where rows have none
     * @throws IllegalArgumentException if there is no such class
     */
    public double support(String className) {
        return scores(className).support();
    }

    /**
     * The mean scores of the classes that occur in labels or predictions, each counting the same.
     *
     * @return scores whose support is that of all rows
     */
    public ClassScores macro() {
        return mean(scores -> 1);
    }

    /**
     * The mean scores of the classes, each counting by its support; the recall is the accuracy.
     *
     * @return scores whose support is that of all rows
     */
    public ClassScores weighted() {
        return mean(ClassScores::support);
    }

    private ClassScores mean(ToDoubleFunction<ClassScores> weight) {
        List<ClassScores> all = occurring().stream().map(this::scores).toList();
        double sum = all.stream().mapToDouble(weight).sum();
        return new ClassScores(
                mean(all, ClassScores::precision, weight, sum),
                mean(all, ClassScores::recall, weight, sum),
                mean(all, ClassScores::f1, weight, sum),
                all.stream().mapToDouble(ClassScores::support).sum());
    }

    private static double mean(
            List<ClassScores> all,
            ToDoubleFunction<ClassScores> score,
            ToDoubleFunction<ClassScores> weight,
            double weightSum) {
        double sum = all.stream()
                .mapToDouble(one -> weight.applyAsDouble(one) * score.applyAsDouble(one))
                .sum();
        return weightSum == 0 ? 0 : sum / weightSum;
    }

    /**
     * The mean F1 of the classes that occur in labels or predictions, each counting the same.
     *
     * @return 0 to 1
     */
    public double macroF1() {
        return macro().f1();
    }

    /**
     * The mean F1 of the classes, each counting by its support.
     *
     * @return 0 to 1
     */
    public double weightedF1() {
        return weighted().f1();
    }

    /** The classes that occur in labels or predictions. */
    List<Integer> occurring() {
        return IntStream.range(0, classes.size()).filter(this::occurs).boxed().toList();
    }

    private boolean occurs(int classIndex) {
        return IntStream.range(0, classes.size())
                .anyMatch(k -> confusion.get(k).get(classIndex) > 0
                        || confusion.get(classIndex).get(k) > 0);
    }

    /**
     * The scores of the classes that occur, and their means, as a table: {@link #report(int)} with two digits.
     *
     * @return lines, each with a line end, as of scikit-learn's {@code classification_report}
     */
    public String report() {
        return report(REPORT_DIGITS);
    }

    /**
     * The scores of the classes that occur, and their means, as a table.
     *
     * @param digits behind the point, 0 to 17
     * @return lines, each with a line end, as of scikit-learn's {@code classification_report}
     * @throws IllegalArgumentException if there cannot be so many digits
     */
    public String report(int digits) {
        if (digits < 0 || digits > 17) {
            throw new IllegalArgumentException("a report must have 0 to 17 digits, but is asked for " + digits);
        }
        return new ClassificationReport(this, digits).text();
    }

    /** The scores of the whole, never the confusion; {@link #report} has those of the classes. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Evaluation[%d rows, %d classes, accuracy %.4f, log-loss %.4g, macro F1 %.4f]",
                rows,
                classes.size(),
                accuracy,
                logLoss,
                macroF1());
    }
}
