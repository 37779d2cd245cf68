package io.github.softmax4j.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A model that was read from its file, and what it says about rows and records; immutable, safe to share between
 * threads, and nothing to be closed.
 *
 * <pre>
 *   P(class k | x) = exp(W_k x + b_k) / sum_j exp(W_j x + b_j)
 * </pre>
 *
 * <p>It is for programs that only answer: one small jar, which needs nothing but Java. Features of records, refusals
 * and messages are those of the library's {@code SoftmaxModel}. Logits are computed in double whatever the model's type
 * is; the library computes rows of models of float in float where there is much to multiply, so answers to these differ
 * by some 1e-6, and all others by rounding alone.
 *
 * <p>Records have values by the names of columns; other keys are passed over. A value that is null, not there, NaN or
 * an empty Optional is missing. Values are
 *
 * <ul>
 *   <li>of numbers: any Number, or text as the training wrote numbers
 *   <li>of flags: Boolean, 0 or 1, or true, t, yes, y, on, 1, false, f, no, n, off, 0 as text
 *   <li>of dates: values of java.time with a date, java.util.Date, or text as the training wrote dates; without a zone
 *       they count as they stand, with one in UTC; of java.sql.Date and java.sql.Timestamp what the database had
 *   <li>of categories: text, the name of an Enum, Character, UUID, a number, Boolean or date, each spelt as in a table
 *   <li>of vectors: float[], double[], int[], long[], an array or a collection of numbers
 * </ul>
 *
 * <p>Known elsewhere as: {@code OrtSession} of ONNX Runtime, {@code EasyPredictModelWrapper} of H2O.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Scorer scorer = Scorer.read(file);
 * float[] probabilities = scorer.score(new float[] {5.1f, 3.5f, 1.4f, 0.2f}); // in the order of scorer.classes()
 * double[] row = {6.3, 2.5, 5.0, 1.9};
 * List<Answer> firstTwo = scorer.top(row, 2);
 * var record = Map.of("sepal length", 6.3, "sepal width", 2.5f, "petal length", 5, "petal width", "1.9");
 * String kind = scorer.label(record);
 * }</pre>
 */
public final class Scorer {
    private final Header header;
    private final List<String> classes;
    private final Logits logits;

    Scorer(Header header, Weights weights) {
        this.header = header;
        this.classes = header.classes();
        this.logits = new Logits(header, weights);
    }

    /**
     * Reads a model file.
     *
     * @param file the file
     * @return the model
     * @throws NoSuchFileException if there is no such file
     * @throws UnreadableModelException if it is not a model, is damaged, or is of a later version
     * @throws IOException if it cannot be read
     */
    public static Scorer read(Path file) throws IOException {
        return ModelReader.read(Objects.requireNonNull(file, "file must not be null"));
    }

    /**
     * Reads a model from a stream, and no byte behind it. Nothing is allocated for more than has come; of a stream of a
     * stranger the caller limits the length.
     *
     * @param in stands where a model begins; not closed, and after an error somewhere in it
     * @return the model
     * @throws UnreadableModelException if it is not a model, is cut short or damaged, or is of a later version
     * @throws IOException if it cannot be read
     */
    public static Scorer read(InputStream in) throws IOException {
        return ModelReader.read(Objects.requireNonNull(in, "in must not be null"));
    }

    /**
     * Reads a model from the bytes of a file.
     *
     * @param bytes all of it, and no more
     * @return the model
     * @throws UnreadableModelException if they are not a model, are cut short or damaged, or are of a later version
     */
    public static Scorer ofBytes(byte[] bytes) throws UnreadableModelException {
        return ModelReader.read(Objects.requireNonNull(bytes, "bytes must not be null"));
    }

    /**
     * The names of the classes.
     *
     * @return in the order of probabilities
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * The names of the features.
     *
     * @return in the order of the numbers of a row
     */
    public List<String> featureNames() {
        return header.featureNames();
    }

    /**
     * The names of the columns that a record has.
     *
     * @return those of the table that the model was trained on; the features where it was none
     */
    public List<String> columnNames() {
        return header.recipe().columns().stream().map(Column::name).toList();
    }

    /**
     * The probability of each class for one row.
     *
     * @param row one finite number per feature, in the order of {@link #featureNames}
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public float[] score(float[] row) {
        var into = new float[classes.size()];
        Softmax.probabilities(logits.of(row, Logits.ALONE), into);
        return into;
    }

    /**
     * The same, without allocating anything but what each thread keeps for its next calls.
     *
     * @param row one finite number per feature; not changed, unless it is the other array
     * @param into overwritten with one probability per class; exactly as long
     * @throws IllegalArgumentException if the row or the array does not fit the model, or a logit is beyond the largest
     *     double
     */
    public void score(float[] row, float[] into) {
        Objects.requireNonNull(row, "row must not be null");
        Objects.requireNonNull(into, "into must not be null");
        logits.requireRoom(into.length);
        Softmax.probabilities(logits.of(row, Logits.ALONE), into);
    }

    /**
     * The probability of each class for each row.
     *
     * @param rows rows x features, finite; not changed
     * @return rows x classes, 0 to 1; each row sums to 1
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public float[][] score(float[][] rows) {
        Objects.requireNonNull(rows, "rows must not be null");
        var answers = new float[rows.length][classes.size()];
        for (int i = 0; i < rows.length; i++) {
            Softmax.probabilities(logits.of(rows[i], i), answers[i]);
        }
        return answers;
    }

    /**
     * The probability of each class for one row.
     *
     * @param row one finite number per feature, in the order of {@link #featureNames}
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public double[] score(double[] row) {
        var into = new double[classes.size()];
        Softmax.probabilities(logits.of(row, Logits.ALONE), into);
        return into;
    }

    /**
     * The same, without allocating anything but what each thread keeps for its next calls.
     *
     * @param row one finite number per feature; not changed, unless it is the other array
     * @param into overwritten with one probability per class; exactly as long
     * @throws IllegalArgumentException if the row or the array does not fit the model, or a logit is beyond the largest
     *     double
     */
    public void score(double[] row, double[] into) {
        Objects.requireNonNull(row, "row must not be null");
        Objects.requireNonNull(into, "into must not be null");
        logits.requireRoom(into.length);
        Softmax.probabilities(logits.of(row, Logits.ALONE), into);
    }

    /**
     * The probability of each class for each row.
     *
     * @param rows rows x features, finite; not changed
     * @return rows x classes, 0 to 1; each row sums to 1
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public double[][] score(double[][] rows) {
        Objects.requireNonNull(rows, "rows must not be null");
        var answers = new double[rows.length][classes.size()];
        for (int i = 0; i < rows.length; i++) {
            Softmax.probabilities(logits.of(rows[i], i), answers[i]);
        }
        return answers;
    }

    /**
     * The probability of each class for a record.
     *
     * @param record values by the names of columns; other keys are passed over
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException as {@link #features}, or if a logit is beyond the largest double
     */
    public double[] score(Map<String, ?> record) {
        var into = new double[classes.size()];
        score(record, into);
        return into;
    }

    /**
     * The same, allocating nothing for values that are numbers and words, but for text with blanks around it, text that
     * is to become a number, and what each thread keeps for its next calls.
     *
     * @param record values by the names of columns
     * @param into overwritten with one probability per class; exactly as long
     * @throws IllegalArgumentException as {@link #features}, or if the array does not fit the model, or a logit is
     *     beyond the largest double
     */
    public void score(Map<String, ?> record, double[] into) {
        Objects.requireNonNull(record, "record must not be null");
        Objects.requireNonNull(into, "into must not be null");
        logits.requireRoom(into.length);
        Softmax.probabilities(logits.of(record), into);
    }

    /**
     * The probability of each class for each record.
     *
     * @param records values by the names of columns
     * @return records x classes, 0 to 1; each row sums to 1
     * @throws IllegalArgumentException as {@link #score(Map)}; the message names the record, from 0
     */
    public double[][] score(List<? extends Map<String, ?>> records) {
        Objects.requireNonNull(records, "records must not be null");
        var answers = new ArrayList<double[]>(records.size());
        for (Map<String, ?> record : records) {
            try {
                answers.add(score(record));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("record " + answers.size() + ": " + e.getMessage(), e);
            }
        }
        return answers.toArray(double[][]::new);
    }

    /**
     * The most probable class of one row.
     *
     * @param row one finite number per feature
     * @return its name; of equal probabilities the first class wins
     * @throws IllegalArgumentException as {@link #score(float[])}
     */
    public String label(float[] row) {
        return mostProbable(logits.of(row, Logits.ALONE));
    }

    /**
     * The most probable class of one row.
     *
     * @param row one finite number per feature
     * @return its name; of equal probabilities the first class wins
     * @throws IllegalArgumentException as {@link #score(double[])}
     */
    public String label(double[] row) {
        return mostProbable(logits.of(row, Logits.ALONE));
    }

    /**
     * The most probable class of a record.
     *
     * @param record values by the names of columns
     * @return its name; of equal probabilities the first class wins
     * @throws IllegalArgumentException as {@link #score(Map)}
     */
    public String label(Map<String, ?> record) {
        return mostProbable(logits.of(record));
    }

    private String mostProbable(double[] z) {
        return classes.get(Softmax.mostProbable(z, classes.size()));
    }

    /**
     * The most probable classes of one row.
     *
     * @param row one finite number per feature
     * @param k how many, 1 or more; all classes if there are fewer
     * @return the most probable first; of equal ones the first class comes first
     * @throws IllegalArgumentException as {@link #score(float[])}, or if k is below 1
     */
    public List<Answer> top(float[] row, int k) {
        requirePositive(k);
        return best(logits.of(row, Logits.ALONE), k);
    }

    /**
     * The most probable classes of one row.
     *
     * @param row one finite number per feature
     * @param k how many, 1 or more; all classes if there are fewer
     * @return the most probable first; of equal ones the first class comes first
     * @throws IllegalArgumentException as {@link #score(double[])}, or if k is below 1
     */
    public List<Answer> top(double[] row, int k) {
        requirePositive(k);
        return best(logits.of(row, Logits.ALONE), k);
    }

    /**
     * The most probable classes of a record.
     *
     * @param record values by the names of columns
     * @param k how many, 1 or more; all classes if there are fewer
     * @return the most probable first; of equal ones the first class comes first
     * @throws IllegalArgumentException as {@link #score(Map)}, or if k is below 1
     */
    public List<Answer> top(Map<String, ?> record, int k) {
        requirePositive(k);
        return best(logits.of(record), k);
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, but is " + k);
        }
    }

    private List<Answer> best(double[] z, int k) {
        int[] best = Softmax.largest(z, classes.size(), Math.min(k, classes.size()));
        var probabilities = new double[classes.size()];
        Softmax.probabilities(z, probabilities);
        return IntStream.of(best)
                .mapToObj(i -> new Answer(classes.get(i), probabilities[i]))
                .toList();
    }

    /**
     * The features of a record, as the library makes them of the same values.
     *
     * @param record values by the names of columns; other keys are passed over
     * @return one finite number per feature, in the order of {@link #featureNames}
     * @throws IllegalArgumentException if a value is missing or a category unseen and the model refuses that, or a
     *     value is not what its column holds; the message names the column and the value
     */
    public double[] features(Map<String, ?> record) {
        Objects.requireNonNull(record, "record must not be null");
        return logits.features(record);
    }

    /** Its size, never its weights. */
    @Override
    public String toString() {
        return "Scorer[" + featureNames().size() + " features, " + classes.size() + " classes]";
    }
}
