package io.github.softmax4j.formats;

import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is said about each row, and in which columns.
 *
 * <p>The columns are those carried along; {@code prediction,probability}, or {@code prediction_1,probability_1,...}
 * for the few most probable classes; and where all probabilities are wanted {@code probability_NAME} for each
 * class.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ReadOptions options = ReadOptions.forModel(model).withoutLabels().withTable(columns -> columns.withKeep("id"));
 * Table rows = Tables.readTest(csv, options);
 * PredictionColumns.of(model)
 *         .withKept(rows.kept())
 *         .withTop(2)
 *         .write(model.probabilities(rows.matrix()), file); // or to a name that ends with .parquet
 * }</pre>
 *
 * @param classNames the classes, in the order of the columns of the probabilities
 * @param top how many of the most probable classes are written, at least 1
 * @param allProbabilities whether the probability of every class is written too
 * @param kept columns carried along, by name, one text per row
 */
public record PredictionColumns(
        List<String> classNames, int top, boolean allProbabilities, Map<String, List<String>> kept) {
    /**
     * Checks the columns.
     *
     * @param classNames the classes, in the order of the columns of the probabilities
     * @param top how many of the most probable classes are written, at least 1
     * @param allProbabilities whether the probability of every class is written too
     * @param kept columns carried along, by name, one text per row
     * @throws IllegalArgumentException if top is less than 1
     */
    public PredictionColumns {
        Objects.requireNonNull(classNames, "classNames");
        Objects.requireNonNull(kept, "kept");
        if (top < 1) {
            throw new IllegalArgumentException("top must be 1 or more, but is " + top);
        }
    }

    /**
     * The most probable class of each row, and its probability.
     *
     * @param model the model
     * @return the columns prediction and probability
     */
    public static PredictionColumns of(SoftmaxModel model) {
        Objects.requireNonNull(model, "model");
        return new PredictionColumns(model.classes().names(), 1, false, Map.of());
    }

    /**
     * Writes several classes for each row.
     *
     * @param classes how many of the most probable, at least 1; no more than there are
     * @return new columns
     * @throws IllegalArgumentException if it is less than 1
     */
    public PredictionColumns withTop(int classes) {
        return new PredictionColumns(classNames, classes, allProbabilities, kept);
    }

    /**
     * Says whether the probability of every class is written too. Known elsewhere as predict_proba (scikit-learn).
     *
     * @param are whether they are
     * @return new columns
     */
    public PredictionColumns withAllProbabilities(boolean are) {
        return new PredictionColumns(classNames, top, are, kept);
    }

    /**
     * Writes columns of the source first: {@link Table#kept()}.
     *
     * @param columns by name, one text per row
     * @return new columns
     */
    public PredictionColumns withKept(Map<String, List<String>> columns) {
        return new PredictionColumns(classNames, top, allProbabilities, Objects.requireNonNull(columns, "columns"));
    }

    /**
     * Writes all rows to a file, which is there as a whole or not at all: as Parquet or as an array of NumPy if its
     * name ends so, else as CSV.
     *
     * @param probabilities rows x classes
     * @param file is overwritten
     * @throws IllegalArgumentException if a column carried along has the name of another
     * @throws IOException if it cannot be written
     */
    public void write(INDArray probabilities, Path file) throws IOException {
        Objects.requireNonNull(probabilities, "probabilities");
        Objects.requireNonNull(file, "file");
        var writer = new PredictionWriter(this, PredictionWriter.Format.ofName(file.toString()));
        AtomicFile.write(file, out -> writer.write(probabilities, out));
    }

    /**
     * A column: of text, or of numbers.
     *
     * @param name its name
     * @param isText whether it is text
     */
    record Column(String name, boolean isText) {}

    /** The names of the columns; their texts are as many as the rows. */
    @Override
    public String toString() {
        return "PredictionColumns" + columns().stream().map(Column::name).toList();
    }

    int shown() {
        return Math.min(top, classNames.size());
    }

    /** The columns, in the order of the values of a row. */
    List<Column> columns() {
        var columns = new ArrayList<Column>();
        kept.keySet().forEach(name -> columns.add(new Column(name, true)));
        for (int rank = 1; rank <= shown(); rank++) {
            String suffix = top == 1 ? "" : "_" + rank;
            columns.add(new Column("prediction" + suffix, true));
            columns.add(new Column("probability" + suffix, false));
        }
        if (allProbabilities) {
            classNames.forEach(name -> columns.add(new Column("probability_" + name, false)));
        }
        return columns;
    }

    /** A name that two columns have. */
    Optional<String> repeatedName() {
        List<String> names = columns().stream().map(Column::name).toList();
        return names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .findFirst();
    }

    /** The values of a row: strings and doubles. */
    List<Object> row(int row, INDArray probabilities) {
        double[] all = probabilities.getRow(row).toDoubleVector();
        var values = new ArrayList<>();
        kept.values().forEach(texts -> values.add(texts.get(row)));
        for (int k : mostProbable(all)) {
            values.add(classNames.get(k));
            values.add(all[k]);
        }
        if (allProbabilities) {
            for (double probability : all) {
                values.add(probability);
            }
        }
        return values;
    }

    /** The classes of the largest probabilities, largest first; of equal ones the first class comes first. */
    private List<Integer> mostProbable(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -probabilities[k]))
                .limit(shown())
                .toList();
    }
}
