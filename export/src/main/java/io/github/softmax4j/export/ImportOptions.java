package io.github.softmax4j.export;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What is known of a model's file that it does not say itself.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ImportOptions options = ImportOptions.defaults()
 *         .withClasses(List.of("setosa", "versicolor", "virginica")) // Spark saves no names
 *         .withFeatureNames(List.of("sepal length", "sepal width", "petal length", "petal width"));
 * }</pre>
 *
 * @param kind what the file is; empty to go by its content
 * @param featureNames instead of those of the file, in its order; none for those of the file
 * @param classes instead of those of the file, in its order; none for those of the file
 * @param type that rows are computed in, FLOAT or DOUBLE; empty for that of the file, or DOUBLE where it has none, as
 *     the other libraries compute
 * @param labelColumn the column of tables that has the labels; empty for the one that the file names, if it does
 */
public record ImportOptions(
        Optional<String> kind,
        List<String> featureNames,
        List<String> classes,
        Optional<DataType> type,
        Optional<String> labelColumn) {
    /**
     * Checks that all is told.
     *
     * @param kind what the file is
     * @param featureNames instead of those of the file
     * @param classes instead of those of the file
     * @param type that rows are computed in
     * @param labelColumn the column of tables that has the labels
     * @throws IllegalArgumentException if there is no such kind, or another type than FLOAT and DOUBLE
     */
    public ImportOptions {
        Objects.requireNonNull(kind, "kind must not be null");
        Objects.requireNonNull(featureNames, "featureNames must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(labelColumn, "labelColumn must not be null");
        featureNames = List.copyOf(featureNames);
        classes = List.copyOf(classes);
        if (kind.isPresent() && !ModelImport.kinds().contains(kind.get())) {
            throw new IllegalArgumentException(
                    "kind must be one of " + String.join(", ", ModelImport.kinds()) + ", but is " + kind.get());
        }
        if (type.isPresent() && type.get() != DataType.FLOAT && type.get() != DataType.DOUBLE) {
            throw new IllegalArgumentException("type must be FLOAT or DOUBLE, but is " + type.get());
        }
    }

    /**
     * All as the file says.
     *
     * @return the options
     */
    public static ImportOptions defaults() {
        return new ImportOptions(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Says what the file is, where its content does not tell.
     *
     * @param word one of {@link ModelImport#kinds()}
     * @return new options
     * @throws IllegalArgumentException if there is no such kind
     */
    public ImportOptions withKind(String word) {
        Objects.requireNonNull(word, "word must not be null");
        return new ImportOptions(Optional.of(word), featureNames, classes, type, labelColumn);
    }

    /**
     * Names the features, which are then numbers as they come, whatever recipe the file has.
     *
     * @param names one for each, in the order of the file
     * @return new options
     */
    public ImportOptions withFeatureNames(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        return new ImportOptions(kind, names, classes, type, labelColumn);
    }

    /**
     * Names the classes.
     *
     * @param names one for each, in the order of the file
     * @return new options
     */
    public ImportOptions withClasses(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        return new ImportOptions(kind, featureNames, names, type, labelColumn);
    }

    /**
     * Says what rows are computed in.
     *
     * @param wanted FLOAT or DOUBLE
     * @return new options
     * @throws IllegalArgumentException if it is another
     */
    public ImportOptions withType(DataType wanted) {
        Objects.requireNonNull(wanted, "wanted must not be null");
        return new ImportOptions(kind, featureNames, classes, Optional.of(wanted), labelColumn);
    }

    /**
     * Says which column of tables has the labels.
     *
     * @param column its name
     * @return new options
     */
    public ImportOptions withLabelColumn(String column) {
        Objects.requireNonNull(column, "column must not be null");
        return new ImportOptions(kind, featureNames, classes, type, Optional.of(column));
    }
}
