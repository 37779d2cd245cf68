package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Labelled rows; immutable.
 *
 * <p>The features are not copied on the way in: they must not be changed while the data set is in use.
 *
 * <p>Two data sets are equal if all that a model learns from them is: features bit for bit as they are kept, labels or
 * probabilities, row weights, classes, names of the features and recipe; what their reader says of them does not count.
 * That reads all features, which may lie in files: data sets are slow keys.
 *
 * <p>Known elsewhere as: {@code X}, {@code y} and {@code sample_weight} in one; a {@code Dataset} of Tribuo with its
 * {@code Example}s, the {@code x} and {@code y} of Smile's {@code fit}, an {@code LabeledPoint} RDD or a DataFrame with
 * {@code featuresCol}, {@code labelCol} and {@code weightCol} of Spark, a {@code DataSet} of ND4J and DL4J
 * ({@link #of(DataSetIterator)}).
 *
 * <p>For example:
 *
 * <pre>{@code
 * float[][] features = {{5.1f, 0.2f}, {4.9f, 0.2f}, {6.3f, 2.5f}, {5.8f, 1.9f}};
 * Dataset flowers = Dataset.of(features, "setosa", "setosa", "virginica", "virginica")
 *         .withFeatureNames(List.of("sepal length", "petal width"))
 *         .withWeights(1, 1, 2, 1);
 * List<Dataset> parts = flowers.split(0.25, 1);
 * Dataset training = parts.get(0);
 * Dataset test = parts.get(1);
 * }</pre>
 */
public final class Dataset {
    /** Rows of probabilities may miss 1 by rounding in float, and by a few digits in files. */
    private static final double ROW_SUM_TOLERANCE = 1e-4;

    private final FeatureMatrix features;
    private final Targets targets;
    private final RowWeights weights;
    private final ClassLabels classes;
    private final Origin origin;
    private volatile String fingerprint;

    private Dataset(FeatureMatrix features, Targets targets, RowWeights weights, ClassLabels classes, Origin origin) {
        this.features = features;
        this.targets = targets;
        this.weights = weights;
        this.classes = classes;
        this.origin = origin;
    }

    /**
     * Takes features and the label of each row; the classes are the labels that occur, sorted.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param labels one per row
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(INDArray features, List<String> labels) {
        Objects.requireNonNull(features, "features must not be null");
        return of(features, labels, ClassLabels.of(labels));
    }

    /**
     * Takes features, and labels that must be among the given classes, such as those of a model.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param labels one per row
     * @param classes the classes, in the order of the model's
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, a feature is not finite, or a label is unknown
     */
    public static Dataset of(INDArray features, List<String> labels, ClassLabels classes) {
        Objects.requireNonNull(features, "features must not be null");
        Objects.requireNonNull(labels, "labels must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        return of(matrixOf(features), labels, classes);
    }

    /**
     * Takes features that may be centered, as readers make them.
     *
     * @param features rows x features
     * @param labels one per row
     * @param classes the classes, in the order of the model's
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a label is unknown
     */
    public static Dataset of(FeatureMatrix features, List<String> labels, ClassLabels classes) {
        Objects.requireNonNull(features, "features must not be null");
        Objects.requireNonNull(labels, "labels must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        return labelled(features, RowLabels.ofNames(labels, classes, features.rows()), classes);
    }

    /**
     * Takes features, and the class of each row by its number.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param classIndices one per row, 0 to the number of classes - 1; copied
     * @param classes the classes, in the order of their numbers; some may have no rows
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, a feature is not finite, or a number is no class's
     */
    public static Dataset of(INDArray features, int[] classIndices, ClassLabels classes) {
        Objects.requireNonNull(features, "features must not be null");
        Objects.requireNonNull(classIndices, "classIndices must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        FeatureMatrix matrix = matrixOf(features);
        return labelled(matrix, RowLabels.ofIndices(classIndices, classes, matrix.rows()), classes);
    }

    private static Dataset labelled(FeatureMatrix features, Targets.Labels labels, ClassLabels classes) {
        return new Dataset(
                features,
                labels,
                RowWeights.ones(labels.labels().length),
                classes,
                Origin.ofNames(Features.defaultNames(features.columns())));
    }

    /**
     * Takes features, and for each row the probability that each class should have: soft targets, as another model or
     * several annotators give them. Where a single label is asked for, it is the most probable class.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param probabilities rows x classes, FLOAT or DOUBLE, 0 or more; rows sum to 1; copied
     * @param classes the classes, in the order of the columns
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a row is not a distribution
     */
    public static Dataset ofProbabilities(INDArray features, INDArray probabilities, ClassLabels classes) {
        Objects.requireNonNull(features, "features must not be null");
        Objects.requireNonNull(probabilities, "probabilities must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        FeatureMatrix matrix = matrixOf(features);
        Features.requireFinite("probabilities", probabilities);
        if (probabilities.rows() != matrix.rows() || probabilities.columns() != classes.size()) {
            throw new IllegalArgumentException("probabilities must be " + matrix.rows() + " x " + classes.size()
                    + ", but have shape " + Arrays.toString(probabilities.shape()));
        }
        INDArray rows = probabilities.castTo(DataType.DOUBLE).dup('c');
        for (int row = 0; row < rows.rows(); row++) {
            requireDistribution(rows.getRow(row).toDoubleVector(), row);
        }
        return new Dataset(
                matrix,
                new Targets.Probabilities(rows, rows.argMax(1).toIntVector()),
                RowWeights.ones(rows.rows()),
                classes,
                Origin.ofNames(Features.defaultNames(matrix.columns())));
    }

    /** Rows to learn from: predictions ask for nothing that takes a while to get ready. */
    private static FeatureMatrix matrixOf(INDArray features) {
        FeatureMatrix matrix = FeatureMatrix.of(features);
        Backend.expect(features.length());
        return matrix;
    }

    private static void requireDistribution(double[] probabilities, int row) {
        double sum = Arrays.stream(probabilities).sum();
        boolean negative = Arrays.stream(probabilities).anyMatch(p -> p < 0);
        if (negative || Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
            throw new IllegalArgumentException("probabilities must be 0 or more and sum to 1, but row " + row + " is "
                    + Arrays.toString(probabilities));
        }
    }

    /**
     * Takes float features, copied.
     *
     * @param features rows of equal length, all finite
     * @param labels one per row
     * @return the data set, in float
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(float[][] features, String... labels) {
        Objects.requireNonNull(labels, "labels must not be null");
        return of(arrayOf(features), Arrays.asList(labels));
    }

    /**
     * Takes double features, copied.
     *
     * @param features rows of equal length, all finite
     * @param labels one per row
     * @return the data set, in double
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(double[][] features, String... labels) {
        Objects.requireNonNull(labels, "labels must not be null");
        return of(arrayOf(features), Arrays.asList(labels));
    }

    /**
     * Takes float features, copied, and numbered labels.
     *
     * @param features rows of equal length, all finite
     * @param labels one per row; any values: the class names are their decimal text
     * @return the data set, in float
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(float[][] features, int[] labels) {
        return of(features, RowLabels.decimal(labels));
    }

    /**
     * Takes double features, copied, and numbered labels.
     *
     * @param features rows of equal length, all finite
     * @param labels one per row; any values: the class names are their decimal text
     * @return the data set, in double
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(double[][] features, int[] labels) {
        return of(features, RowLabels.decimal(labels));
    }

    /**
     * Takes float features, copied, and the class of each row by its number.
     *
     * @param features rows of equal length, all finite
     * @param classIndices one per row, 0 to the number of classes - 1; copied
     * @param classes the classes, in the order of their numbers; some may have no rows
     * @return the data set, in float
     * @throws IllegalArgumentException if the shapes do not fit, a feature is not finite, or a number is no class's
     */
    public static Dataset of(float[][] features, int[] classIndices, ClassLabels classes) {
        return of(arrayOf(features), classIndices, classes);
    }

    /**
     * Takes double features, copied, and the class of each row by its number.
     *
     * @param features rows of equal length, all finite
     * @param classIndices one per row, 0 to the number of classes - 1; copied
     * @param classes the classes, in the order of their numbers; some may have no rows
     * @return the data set, in double
     * @throws IllegalArgumentException if the shapes do not fit, a feature is not finite, or a number is no class's
     */
    public static Dataset of(double[][] features, int[] classIndices, ClassLabels classes) {
        return of(arrayOf(features), classIndices, classes);
    }

    private static INDArray arrayOf(float[][] features) {
        Objects.requireNonNull(features, "features must not be null");
        Features.requireRows((Object[]) features);
        Backend.start();
        return Nd4j.createFromArray(features);
    }

    private static INDArray arrayOf(double[][] features) {
        Objects.requireNonNull(features, "features must not be null");
        Features.requireRows((Object[]) features);
        Backend.start();
        return Nd4j.createFromArray(features);
    }

    /**
     * Takes all rows that an iterator of ND4J goes through, copied. Axes of the features after the first become one
     * row; labels that are not all one-hot are soft targets.
     *
     * @param iterator is reset first where it can be; its labels name the classes where there is one for each, else
     *     their numbers do
     * @return the data set, in double where the features are, else in float
     * @throws IllegalArgumentException if there are no rows, the batches do not fit each other, there are masks, a
     *     feature is not finite, or a row of labels is not a distribution
     */
    public static Dataset of(DataSetIterator iterator) {
        Objects.requireNonNull(iterator, "iterator must not be null");
        return IteratedRows.read(iterator);
    }

    /**
     * The same rows with weights; a row of weight 2 counts as that row twice.
     *
     * @param rowWeights one per row, finite, none below 0, not all 0
     * @return the weighted data set
     * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
     */
    public Dataset withWeights(double... rowWeights) {
        Objects.requireNonNull(rowWeights, "rowWeights must not be null");
        RowWeights checked = RowWeights.of(rowWeights, (int) rows());
        return new Dataset(features, targets, checked, classes, origin);
    }

    /**
     * The same rows with other classes, such as those of a model that also knows classes of which there are no rows
     * here: each class goes by its name, whatever the order.
     *
     * @param others every class that has rows is among them
     * @return this data set if it has these classes in this order, else one with the same features
     * @throws IllegalArgumentException if rows are of a class that is not among them; the message counts them
     */
    public Dataset withClasses(ClassLabels others) {
        Objects.requireNonNull(others, "others must not be null");
        return others.equals(classes)
                ? this
                : new Dataset(features, new ClassMap(classes, others).map(targets), weights, others, origin);
    }

    /**
     * The same rows with names for the columns.
     *
     * @param names one per column, no two alike
     * @return the data set
     * @throws IllegalArgumentException if there are more or fewer, or two are alike
     */
    public Dataset withFeatureNames(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        requireNameForEach(names);
        Features.requireNamesDiffer(names);
        return withOrigin(origin.withNames(names));
    }

    private void requireNameForEach(List<String> names) {
        if (names.size() != features.columns()) {
            throw new IllegalArgumentException("there must be one name per feature, but there are " + features.columns()
                    + " features and " + names.size() + " names");
        }
    }

    /**
     * The same rows with how they were made of a table; models trained on them keep it.
     *
     * @param made has as many features as there are, and names them
     * @return the data set
     * @throws IllegalArgumentException if it has another number of features
     */
    public Dataset withRecipe(FeatureRecipe made) {
        Objects.requireNonNull(made, "made must not be null");
        requireNameForEach(made.featureNames()); // two may be alike, of columns that differ
        return withOrigin(origin.withRecipe(made));
    }

    /**
     * The same rows with what their reader says of them; models trained on them keep it.
     *
     * @param said how the rows were read, and what was found
     * @return the data set
     */
    public Dataset withReading(Reading said) {
        Objects.requireNonNull(said, "said must not be null");
        return withOrigin(origin.withReading(said));
    }

    /**
     * The same rows with the column that their labels come from; models trained on them keep it.
     *
     * @param column its name, or its index where columns have no names
     * @return the data set
     */
    public Dataset withLabelColumn(String column) {
        return withOrigin(origin.withLabelColumn(Objects.requireNonNull(column, "column must not be null")));
    }

    private Dataset withOrigin(Origin other) {
        return new Dataset(features, targets, weights, classes, other);
    }

    /**
     * The same rows with their features in another type; in float, columns far from 0 are kept as differences from a
     * center.
     *
     * @param type FLOAT or DOUBLE
     * @return this data set if it has that type, else a copy
     */
    public Dataset withType(DataType type) {
        Objects.requireNonNull(type, "type must not be null");
        return type == type() ? this : new Dataset(features.withType(type), targets, weights, classes, origin);
    }

    /**
     * The same rows with other targets, such as smoothed ones.
     *
     * @param others of as many rows
     * @return the data set
     */
    public Dataset withTargets(Targets others) {
        Objects.requireNonNull(others, "others must not be null");
        return new Dataset(features, others, weights, classes, origin);
    }

    /**
     * Some of the rows, copied.
     *
     * @param rows the indices of the rows, in the order wanted
     * @return the subset, with the classes of the whole
     * @throws IllegalArgumentException if there is none, or one is not a row of these
     */
    public Dataset subset(int... rows) {
        Objects.requireNonNull(rows, "rows must not be null");
        requireRows(rows);
        return new Dataset(features.subset(rows), targets.subset(rows), weights.subset(rows), classes, origin);
    }

    private void requireRows(int... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a subset must have at least one row, but has none");
        }
        for (int row : rows) {
            if (row < 0 || row >= rows()) {
                throw new IllegalArgumentException(
                        "the rows of a subset must be from 0 to " + (rows() - 1) + ", but one is " + row);
            }
        }
    }

    /**
     * Neighbouring rows, copied only where features are read block by block.
     *
     * @param first the first of them
     * @param end behind the last
     * @return the rows, with the classes of the whole
     * @throws IllegalArgumentException if there is none, or they are not all among these
     */
    public Dataset range(int first, int end) {
        if (first < 0 || first >= end || end > rows()) {
            throw new IllegalArgumentException("a range must have at least one of the rows from 0 to " + (rows() - 1)
                    + ", but is from " + first + " to before " + end);
        }
        return new Dataset(
                features.range(first, end), targets.range(first, end), weights.range(first, end), classes, origin);
    }

    /**
     * Splits the rows at random.
     *
     * @param fraction the share of the second part, above 0 and below 1
     * @param seed the same seed gives the same split
     * @return two data sets, each with at least one row, rows in their old order
     * @throws IllegalArgumentException if one part would be empty
     */
    public List<Dataset> split(double fraction, long seed) {
        int second = (int) Math.round(rows() * fraction);
        if (!(fraction > 0 && fraction < 1) || second < 1 || second >= rows()) {
            throw new IllegalArgumentException(
                    "the fraction of " + rows() + " rows must leave rows on both sides, but is " + fraction);
        }
        int[] order = Shuffle.permutation((int) rows(), seed);
        int[] head = Arrays.copyOfRange(order, second, order.length);
        int[] tail = Arrays.copyOf(order, second);
        Arrays.sort(head);
        Arrays.sort(tail);
        return List.of(subset(head), subset(tail));
    }

    /**
     * All rows in order, as batches.
     *
     * @param batchRows the rows of each batch but the last, at least 1
     * @return the batches, to be closed; their features are those of the data set, see {@link FeatureBlock#features}
     */
    public Blocks<Batch> batches(int batchRows) {
        return batches(batchRows, weightColumn());
    }

    /**
     * All rows in order, for models that each weigh the rows in their own way.
     *
     * @param batchRows the rows of each batch but the last, at least 1
     * @param rowWeights rows x models in the type of the features, instead of this data set's weights; null where every
     *     row counts once
     * @return the batches, to be closed
     */
    public Blocks<Batch> batches(int batchRows, INDArray rowWeights) {
        return batches(batchRows, 1, rowWeights);
    }

    /**
     * Some batches from all over the data set.
     *
     * @param batchRows the rows of each batch but the last, at least 1
     * @param step of so many batches one is taken, at least 1
     * @return the batches, to be closed
     */
    public Blocks<Batch> someBatches(int batchRows, int step) {
        return batches(batchRows, step, weightColumn());
    }

    private Blocks<Batch> batches(int batchRows, int step, INDArray rowWeights) {
        INDArray targetArray = targetsInType();
        INDArray labelArray = targetArray == null ? Nd4j.createFromArray(targets.labels()) : null;
        Blocks<FeatureBlock> blocks = features.blocks(batchRows, step);
        return blocks.map((number, block) -> {
            long first = (long) number * batchRows * step;
            long last = first + block.rows();
            var range = NDArrayIndex.interval(first, last);
            return new Batch(
                    block,
                    labelArray == null ? null : labelArray.get(range),
                    targetArray == null ? null : ArrayRows.range(targetArray, first, block.rows()),
                    rowWeights == null ? null : rowWeights.get(range, NDArrayIndex.all()),
                    weights.sum(first, last));
        });
    }

    /** Rows of probabilities in the type of the features; null where there are labels. */
    INDArray targetsInType() {
        return targets instanceof Targets.Probabilities probabilities
                ? probabilities.rows().castTo(type())
                : null;
    }

    /** The row weights as rows x 1 in the type of the features; null where all rows count once. */
    INDArray weightColumn() {
        return weights.column(type());
    }

    /**
     * The sum of all row weights.
     *
     * @return above 0; the number of rows where there are no weights
     */
    public double weightSum() {
        return weights.sum(0, rows());
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long rows() {
        return features.rows();
    }

    /**
     * The features as they were given.
     *
     * @return rows x features: the array itself, or a copy in DOUBLE where columns are kept as differences from a
     *     center; of streamed features a copy, which must fit into the memory that is computed with
     */
    public INDArray features() {
        return features.original();
    }

    /**
     * The features as they are kept.
     *
     * @return not a copy
     */
    public FeatureMatrix featureMatrix() {
        return features;
    }

    /**
     * What a model should say of each row.
     *
     * @return not a copy
     */
    public Targets targets() {
        return targets;
    }

    /**
     * The class of each row.
     *
     * @return a copy; indices into {@link #classes()}
     */
    public int[] labels() {
        return targets.labels().clone();
    }

    /**
     * The row weights.
     *
     * @return a copy; ones where no weights were given
     */
    public double[] weights() {
        return weights.toArray();
    }

    /**
     * Whether rows have weights of their own.
     *
     * @return false where every row counts once
     */
    public boolean isWeighted() {
        return !weights.areOnes();
    }

    /**
     * The classes.
     *
     * @return their names in order
     */
    public ClassLabels classes() {
        return classes;
    }

    /**
     * The names of the columns.
     *
     * @return x0, x1, ... where none were given
     */
    public List<String> featureNames() {
        return origin.featureNames();
    }

    /**
     * How the rows were made of a table.
     *
     * @return empty where they were not
     */
    public Optional<FeatureRecipe> recipe() {
        return origin.recipe();
    }

    /**
     * What their reader says of the rows.
     *
     * @return nothing where no reader did
     */
    public Reading reading() {
        return origin.reading();
    }

    /**
     * The column that the labels come from.
     *
     * @return its name, or its index where columns have no names; empty where no reader said so
     */
    public Optional<String> labelColumn() {
        return origin.labelColumn();
    }

    /**
     * The type of the features.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return features.type();
    }

    /**
     * A short text that is the same for the same data, and most likely another for other data.
     *
     * @return shape, type and CRC-32C of features, labels, weights and class names
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(this);
            fingerprint = known;
        }
        return known;
    }

    /** See the class. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Dataset that && SameRows.areEqual(this, that));
    }

    /** Of all but the features, which may be large. */
    @Override
    public int hashCode() {
        return Objects.hash(rows(), type(), classes, featureNames(), Arrays.hashCode(targets.labels()));
    }

    /** Its size and kind, never its rows. */
    @Override
    public String toString() {
        return "Dataset[" + rows() + " rows, " + features.columns() + " features, " + classes.size() + " classes, "
                + type() + (isWeighted() ? ", weighted" : "")
                + (targets instanceof Targets.Probabilities ? ", soft targets" : "")
                + (features.isInFile() ? ", in a file" : "") + "]";
    }
}
