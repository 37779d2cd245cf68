package io.github.softmax4j.metrics;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well predictions fit labels.
 *
 * <p>All scores count rows by their weights, a row of weight 2 as that row twice, one of weight 0 not at all;
 * {@link #confusion()} and {@link #rows()} count rows without them. A class that is never predicted has precision 0,
 * one that never occurs recall 0, as scikit-learn has it by default; what no definition covers is NaN.
 *
 * <p>Everything but Brier score and ROC curves is summed up at once. For those the probabilities are kept (rows x
 * classes, at most 128 MiB) until the curves of all classes have been asked for, or the evaluation is garbage.
 *
 * <p>Known elsewhere as: {@code accuracy_score}, {@code log_loss}, {@code confusion_matrix}, {@code roc_auc_score},
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
 * List<ReliabilityBin> bins = evaluation.reliability(); // of a chart, and their mean error:
 * double tooSure = evaluation.calibrationError();
 * double area = evaluation.rocCurve(test.classes().indexOf("virginica")).area();
 * }</pre>
 */
public final class Evaluation {
    private static final int REPORT_DIGITS = 2;

    private final ClassLabels classes;
    private final long rows;
    private final ProbabilitySums sums;
    private final List<List<Long>> confusion;
    private final List<ClassScores> classScores;
    private final LateScores late;

    private Evaluation(ClassLabels classes, long rows, ProbabilitySums sums, LateScores late) {
        this.classes = classes;
        this.rows = rows;
        this.sums = sums;
        this.confusion = sums.confusion().counts();
        this.classScores = sums.confusion().scores();
        this.late = late;
    }

    /**
     * Compares.
     *
     * @param classes the classes
     * @param labels the actual class of each row
     * @param weights the weight of each row
     * @param logProbabilities rows x classes, none NaN; not kept
     * @return the values
     * @throws IllegalArgumentException if the shapes do not fit, or a log-probability is NaN
     */
    public static Evaluation of(ClassLabels classes, int[] labels, double[] weights, INDArray logProbabilities) {
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(labels, "labels must not be null");
        Objects.requireNonNull(weights, "weights must not be null");
        Objects.requireNonNull(logProbabilities, "logProbabilities must not be null");
        return of(classes, labels, weights, logProbabilities, KeptScores.MOST_VALUES);
    }

    /** The same, where no more than so many probabilities are kept. */
    static Evaluation of(ClassLabels classes, int[] labels, double[] weights, INDArray logProbabilities, int mostKept) {
        requireFitting(classes, labels, weights, logProbabilities);
        var sums = new ProbabilitySums(classes.size());
        LateScores late = new ScorePass(labels, weights, logProbabilities, mostKept).run(sums);
        return new Evaluation(classes, labels.length, sums, late);
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
     * The classes, in the order of the confusion.
     *
     * @return their names
     */
    public ClassLabels classes() {
        return classes;
    }

    /**
     * The number of rows.
     *
     * @return all of them, whatever they weigh
     */
    public long rows() {
        return rows;
    }

    /**
     * The share of row weight whose most probable class is the label.
     *
     * @return 0 to 1
     */
    public double accuracy() {
        return sums.confusion().accuracy();
    }

    /**
     * The mean recall of the classes that occur in labels: {@code balanced_accuracy_score} of scikit-learn.
     *
     * @return 0 to 1; 1 / classes for guesses
     */
    public double balancedAccuracy() {
        return sums.confusion().balancedAccuracy();
    }

    /**
     * The share of row weight whose label is among the most probable classes, in the order of a model's
     * {@code topK}: {@code top_k_accuracy_score} of scikit-learn.
     *
     * @param k how many classes, 1 or more
     * @return 0 to 1; the accuracy for 1, and 1 for all classes
     * @throws IllegalArgumentException if k is below 1
     */
    public double topKAccuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, but is " + k);
        }
        return sums.topAccuracy(k);
    }

    /**
     * The weighted mean of -log P(label).
     *
     * @return in nats; 0 or more
     */
    public double logLoss() {
        return sums.logLoss();
    }

    /**
     * The weighted mean of the squared distance of the probabilities from 1 for the label and 0 for the others, summed
     * over classes: {@code brier_score_loss(..., scale_by_half=False)} of scikit-learn. Of two classes it is twice what
     * is called so where only the probability of one is looked at.
     *
     * @return 0 to 2
     */
    public double brierScore() {
        return late.squares() / sums.confusion().total();
    }

    /**
     * How far probabilities are from what they promise (ECE, Guo et al., 2017): the mean distance of accuracy and mean
     * probability in each of the bins of {@link #reliability()}, each bin counting by the weight of its rows.
     *
     * @return 0 to 1
     */
    public double calibrationError() {
        return sums.calibration().expectedError();
    }

    /**
     * How probable the most probable class is, and how often it is right.
     *
     * @return 15 bins of equal width, from 0 to 1
     */
    public List<ReliabilityBin> reliability() {
        return sums.calibration().bins();
    }

    /**
     * The correlation of labels and predictions (Matthews; R_K of more than two classes): {@code matthews_corrcoef} of
     * scikit-learn.
     *
     * @return -1 to 1; 0 for guesses, and where all labels or all predictions are of one class
     */
    public double matthews() {
        return sums.confusion().matthews();
    }

    /**
     * By how much labels and predictions agree beyond what is expected of chance: {@code cohen_kappa_score} of
     * scikit-learn.
     *
     * @return at most 1; 0 for guesses; NaN where labels and predictions are all of one class
     */
    public double cohenKappa() {
        return sums.confusion().cohenKappa();
    }

    /**
     * How well the probability of a class tells its rows from all others: {@link RocCurve#area}.
     *
     * @param classIndex the class
     * @return 0 to 1, 0.5 for guesses; NaN where the class has no rows of any weight, or all of them, or see
     *     {@link #rocAbsence()}
     */
    public double rocAuc(int classIndex) {
        return rocCurve(classIndex).area();
    }

    /**
     * How well the probability of a class tells its rows from all others.
     *
     * @param className the class
     * @return as of the index
     * @throws IllegalArgumentException if there is no such class
     */
    public double rocAuc(String className) {
        return rocAuc(classes.requireIndex(className));
    }

    /**
     * The mean of {@link #rocAuc} over the classes that have one: {@code roc_auc_score(..., multi_class="ovr")} of
     * scikit-learn.
     *
     * @return 0 to 1; NaN where no class has one
     */
    public double macroRocAuc() {
        return late.meanArea(k -> 1);
    }

    /**
     * The same, each class counting by its support.
     *
     * @return 0 to 1; NaN where no class has one
     */
    public double weightedRocAuc() {
        return late.meanArea(k -> scores(k).support());
    }

    /**
     * The ROC curve of a class against all others.
     *
     * @param classIndex the class
     * @return without points where the class has no rows of any weight, or all of them, or see {@link #rocAbsence()}
     */
    public RocCurve rocCurve(int classIndex) {
        return late.curve(classIndex);
    }

    /**
     * Why there are no ROC curves: they need all probabilities at once, and of more than 16 million (rows x classes)
     * they are not computed.
     *
     * @return a sentence; empty where there are curves
     */
    public Optional<String> rocAbsence() {
        return late.absence();
    }

    /**
     * The number of rows by class, counted without weights.
     *
     * @return actual class (first index) and predicted class (second index)
     */
    public List<List<Long>> confusion() {
        return confusion;
    }

    /**
     * The weight of rows by class.
     *
     * @return actual class (first index) and predicted class (second index)
     */
    public List<List<Double>> weightedConfusion() {
        return sums.confusion().sums();
    }

    /**
     * Precision, recall, F1 and support of all classes, with the weights of the rows.
     *
     * @return one for each class
     */
    public List<ClassScores> classScores() {
        return classScores;
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
        return ConfusionSums.mean(occurring().stream().map(this::scores).toList(), weight);
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
        return sums.confusion().occurring();
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

    /** By all that is summed up at once. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Evaluation that
                        && rows == that.rows
                        && classes.equals(that.classes)
                        && confusion.equals(that.confusion)
                        && classScores.equals(that.classScores)
                        && logLoss() == that.logLoss()
                        && reliability().equals(that.reliability()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, classes, confusion, logLoss());
    }

    /** The scores of the whole, never the confusion; {@link #report} has those of the classes. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Evaluation[%d rows, %d classes, accuracy %.4f, log-loss %.4g, macro F1 %.4f]",
                rows,
                classes.size(),
                accuracy(),
                logLoss(),
                macroF1());
    }
}
