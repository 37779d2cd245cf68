package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What was read from a source.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ReadOptions options = ReadOptions.forTraining()
 *         .withLabel("kind")
 *         .withTable(table -> table.withKeep("id").withMissing(FeatureRecipe.Missing.MEAN));
 * Table table = Tables.readTraining(csv, options);
 * Dataset training = table.trainingSet();
 * List<String> ids = table.kept().get("id"); // one per row; no feature
 * List<String> warnings = table.reading().warnings();
 * }</pre>
 *
 * @param source its name, for messages
 * @param matrix rows x features, all finite
 * @param featureNames one per column
 * @param recipe how the features were made of the columns of a table; empty where the source is not a table
 * @param labels one per row; empty where the source has none, or they were not asked for
 * @param labelColumn the column they came from: its name, or its index where there are no names; empty without a column
 * @param kept the columns carried along, by name, one text per row
 * @param leftOut rows that are not here because they lack a value
 * @param reading what there is to say of how it was read
 */
public record Table(
        String source,
        FeatureMatrix matrix,
        List<String> featureNames,
        Optional<FeatureRecipe> recipe,
        Optional<List<String>> labels,
        Optional<String> labelColumn,
        Map<String, List<String>> kept,
        long leftOut,
        Reading reading) {
    /**
     * Takes what was read.
     *
     * @param source its name, for messages
     * @param matrix rows x features, all finite
     * @param featureNames one per column
     * @param recipe how the features were made of the columns of a table
     * @param labels one per row
     * @param labelColumn the column they came from
     * @param kept the columns carried along
     * @param leftOut rows that are not here because they lack a value
     * @param reading what there is to say of how it was read
     */
    public Table {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(matrix, "matrix");
        Objects.requireNonNull(featureNames, "featureNames");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(labelColumn, "labelColumn");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(reading, "reading");
    }

    /** What was read from arrays. */
    static Table ofArrays(
            String source,
            FeatureMatrix matrix,
            List<String> featureNames,
            Optional<List<String>> labels,
            Reading reading) {
        return new Table(
                source, matrix, featureNames, Optional.empty(), labels, Optional.empty(), Map.of(), 0, reading);
    }

    /** The same rows, with what there is to say of how they were read. */
    Table withReading(Reading said) {
        return new Table(source, matrix, featureNames, recipe, labels, labelColumn, kept, leftOut, said);
    }

    /**
     * The features as the source has them: {@link FeatureMatrix#original}.
     *
     * @return rows x features
     */
    public INDArray features() {
        return matrix.original();
    }

    /**
     * Makes a training set; its classes are the labels that occur. It keeps the recipe, what was read and the label
     * column, and so do models that are trained on it.
     *
     * @return the data set
     * @throws InputException if there are no labels, or all are the same
     */
    public Dataset trainingSet() throws InputException {
        ClassLabels classes = ClassLabels.of(requireLabels());
        LabelList.requireFew(classes.size(), () -> source);
        if (classes.size() < 2) {
            throw new InputException(
                    source,
                    "training needs at least two classes, but every row has the label '"
                            + classes.names().get(0) + "'");
        }
        return dataset(classes);
    }

    /**
     * Makes a data set with the classes of a model or training set, which the reader has held the labels against.
     *
     * @param classes the classes
     * @return the data set
     * @throws InputException if there are no labels
     */
    public Dataset dataset(ClassLabels classes) throws InputException {
        Objects.requireNonNull(classes, "classes");
        Dataset dataset = Dataset.of(matrix, requireLabels(), classes);
        Dataset named = recipe.map(dataset::withRecipe).orElseGet(() -> dataset.withFeatureNames(featureNames));
        Dataset read = named.withReading(reading);
        return labelColumn.map(read::withLabelColumn).orElse(read);
    }

    private List<String> requireLabels() throws InputException {
        return labels.orElseThrow(() -> new InputException(source, "labels are needed, but there are none"));
    }

    /** Its size and names; the rows themselves may be many. */
    @Override
    public String toString() {
        return source + ": " + matrix.rows() + " rows x " + matrix.columns() + " features ("
                + TableColumns.some(featureNames) + "), "
                + (labels.isEmpty()
                        ? "no labels"
                        : "labels" + labelColumn.map(name -> " of " + name).orElse(""))
                + (kept.isEmpty() ? "" : ", kept " + TableColumns.some(List.copyOf(kept.keySet())));
    }
}
