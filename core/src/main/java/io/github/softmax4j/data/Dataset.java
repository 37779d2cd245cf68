package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Labelled rows.
 *
 * <p>The features are not copied on the way in: they must not be changed while the data set is in use.
 */
public final class Dataset {
    /** Rows of probabilities may miss 1 by rounding in float, and by a few digits in files. */
    private static final double ROW_SUM_TOLERANCE = 1e-4;

    private final FeatureMatrix features;
    private final int[] labels;
    private final INDArray targets;
    private final double[] weights;
    private final ClassLabels classes;
    private final List<String> featureNames;
    private final FeatureRecipe recipe;
    private volatile String fingerprint;

    private Dataset(
            FeatureMatrix features,
            int[] labels,
            INDArray targets,
            double[] weights,
            ClassLabels classes,
            List<String> featureNames,
            FeatureRecipe recipe) {
        this.features = features;
        this.labels = labels;
        this.targets = targets;
        this.weights = weights;
        this.classes = classes;
        this.featureNames = featureNames;
        this.recipe = recipe;
    }

    /**
     * Takes features and the label of each row; the classes are the labels that occur, sorted.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param labels one a row
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(INDArray features, List<String> labels) {
        return of(features, labels, ClassLabels.of(labels));
    }

    /**
     * Takes features, and labels that must be among the given classes, such as those of a model.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite
     * @param labels one a row
     * @param classes the classes, in the order of the model's
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, a feature is not finite, or a label is unknown
     */
    public static Dataset of(INDArray features, List<String> labels, ClassLabels classes) {
        return of(matrixOf(features), labels, classes);
    }

    /**
     * Takes features that may be centered, as readers make them.
     *
     * @param features rows x features
     * @param labels one a row
     * @param classes the classes, in the order of the model's
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a label is unknown
     */
    public static Dataset of(FeatureMatrix features, List<String> labels, ClassLabels classes) {
        if (labels.size() != features.rows()) {
            throw new IllegalArgumentException("there must be one label a row, but features have " + features.rows()
                    + " rows and there are " + labels.size() + " labels");
        }
        var indices = new int[labels.size()];
        for (int row = 0; row < indices.length; row++) {
            indices[row] = requireKnown(labels.get(row), row, classes);
        }
        return new Dataset(features, indices, null, null, classes, Features.defaultNames(features.columns()), null);
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
        FeatureMatrix matrix = matrixOf(features);
        Features.requireNumbers("probabilities", probabilities);
        if (probabilities.rows() != matrix.rows() || probabilities.columns() != classes.size()) {
            throw new IllegalArgumentException("probabilities must be " + matrix.rows() + " x " + classes.size()
                    + ", but have shape " + Arrays.toString(probabilities.shape()));
        }
        INDArray targets = probabilities.castTo(DataType.DOUBLE).dup('c');
        for (int row = 0; row < targets.rows(); row++) {
            requireDistribution(targets.getRow(row).toDoubleVector(), row);
        }
        int[] labels = targets.argMax(1).toIntVector();
        return new Dataset(matrix, labels, targets, null, classes, Features.defaultNames(matrix.columns()), null);
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
     * @param labels one a row
     * @return the data set, in float
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(float[][] features, String... labels) {
        Backend.start();
        Features.requireRectangle(features.length, row -> features[row].length);
        return of(Nd4j.createFromArray(features), Arrays.asList(labels));
    }

    /**
     * Takes double features, copied.
     *
     * @param features rows of equal length, all finite
     * @param labels one a row
     * @return the data set, in double
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(double[][] features, String... labels) {
        Backend.start();
        Features.requireRectangle(features.length, row -> features[row].length);
        return of(Nd4j.createFromArray(features), Arrays.asList(labels));
    }

    /**
     * Takes float features, copied, and numbered labels.
     *
     * @param features rows of equal length, all finite
     * @param labels one a row; any numbers: the class names are their decimal text
     * @return the data set, in float
     * @throws IllegalArgumentException if the shapes do not fit, or a feature is not finite
     */
    public static Dataset of(float[][] features, int[] labels) {
        return of(features, Arrays.stream(labels).mapToObj(Integer::toString).toArray(String[]::new));
    }

    /**
     * Takes all rows that an iterator of ND4J goes through, copied. Axes of the features after the first become one row; labels
     * that are not all one-hot are soft targets.
     *
     * @param iterator is reset first where it can be; its labels name the classes where there is one for each, else their numbers
     *     do
     * @return the data set, in double where the features are, else in float
     * @throws IllegalArgumentException if there are no rows, the batches do not fit each other, there are masks, a feature is not
     *     finite, or a row of labels is not a distribution
     */
    public static Dataset of(DataSetIterator iterator) {
        return IteratedRows.read(iterator);
    }

    private static int requireKnown(String label, int row, ClassLabels classes) {
        int index = classes.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "the label of row " + row + " must be one of " + classes + ", but is '" + label + "'");
        }
        return index;
    }

    /**
     * The same rows with weights; a row of weight 2 counts as that row twice.
     *
     * @param rowWeights one a row, finite, none below 0, not all 0
     * @return the weighted data set
     * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
     */
    public Dataset withWeights(double... rowWeights) {
        if (rowWeights.length != rows()) {
            throw new IllegalArgumentException("there must be one weight a row, but there are " + rows() + " rows and "
                    + rowWeights.length + " weights");
        }
        for (int row = 0; row < rowWeights.length; row++) {
            if (!(rowWeights[row] >= 0) || Double.isInfinite(rowWeights[row])) {
                throw new IllegalArgumentException(
                        "the weight of row " + row + " must be finite and not negative, but is " + rowWeights[row]);
            }
        }
        if (Arrays.stream(rowWeights).noneMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException("at least one row weight must be above 0, but all are 0");
        }
        return new Dataset(features, labels, targets, rowWeights.clone(), classes, featureNames, recipe);
    }

    /**
     * The same rows with names for the columns.
     *
     * @param names one a column
     * @return the data set
     */
    public Dataset withFeatureNames(List<String> names) {
        if (names.size() != features.columns()) {
            throw new IllegalArgumentException("there must be one name a feature, but there are " + features.columns()
                    + " features and " + names.size() + " names");
        }
        return new Dataset(features, labels, targets, weights, classes, List.copyOf(names), null);
    }

    /**
     * The same rows with how they were made of a table; models trained on them keep it.
     *
     * @param made has as many features as there are, and names them
     * @return the data set
     * @throws IllegalArgumentException if it has another number of features
     */
    public Dataset withRecipe(FeatureRecipe made) {
        Dataset named = withFeatureNames(made.featureNames());
        return new Dataset(features, labels, targets, weights, classes, named.featureNames, made);
    }

    /**
     * The same rows with their features in another type; in float, columns far from 0 are kept as differences from a
     * center.
     *
     * @param type FLOAT or DOUBLE
     * @return this data set if it has that type, else a copy
     */
    public Dataset withType(DataType type) {
        return type == type()
                ? this
                : new Dataset(features.withType(type), labels, targets, weights, classes, featureNames, recipe);
    }

    /**
     * The same rows with other targets, such as smoothed ones.
     *
     * @param probabilities rows x classes, DOUBLE; not copied
     * @return the data set; its labels stay
     */
    public Dataset withTargets(INDArray probabilities) {
        return new Dataset(features, labels, probabilities, weights, classes, featureNames, recipe);
    }

    /**
     * Some of the rows, copied.
     *
     * @param rows the indices of the rows, in the order wanted
     * @return the subset, with the classes of the whole
     */
    public Dataset subset(int... rows) {
        FeatureMatrix part = features.subset(rows);
        INDArray partTargets = targets == null ? null : Nd4j.pullRows(targets, 1, rows, 'c');
        int[] partLabels = Arrays.stream(rows).map(row -> labels[row]).toArray();
        double[] partWeights = weights == null
                ? null
                : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        return new Dataset(part, partLabels, partTargets, partWeights, classes, featureNames, recipe);
    }

    /**
     * Neighbouring rows, copied only where features are read block by block.
     *
     * @param first the first of them
     * @param end behind the last
     * @return the rows, with the classes of the whole
     */
    public Dataset range(int first, int end) {
        return new Dataset(
                features.range(first, end),
                Arrays.copyOfRange(labels, first, end),
                targets == null ? null : ArrayRows.range(targets, first, end - first),
                weights == null ? null : Arrays.copyOfRange(weights, first, end),
                classes,
                featureNames,
                recipe);
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
     * @param rowWeights rows x models in the type of the features, instead of this data set's weights; null where every row
     *     counts once
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
        INDArray labelArray = targets == null ? Nd4j.createFromArray(labels) : null;
        INDArray targetArray = targetsInType();
        Blocks<FeatureBlock> blocks = features.blocks(batchRows, step);
        return blocks.map((number, block) -> {
            long first = (long) number * batchRows * step;
            long last = first + block.rows();
            var range = NDArrayIndex.interval(first, last);
            return new Batch(
                    block,
                    labelArray == null ? null : labelArray.get(range),
                    targetArray == null ? null : targetArray.get(range, NDArrayIndex.all()),
                    rowWeights == null ? null : rowWeights.get(range, NDArrayIndex.all()),
                    weightSum(first, last));
        });
    }

    /** The targets in the type of the features; null where there are labels. */
    INDArray targetsInType() {
        return targets == null ? null : targets.castTo(type());
    }

    /** The row weights as rows x 1 in the type of the features; null where there are none. */
    INDArray weightColumn() {
        return weights == null
                ? null
                : Nd4j.createFromArray(weights).castTo(type()).reshape(weights.length, 1);
    }

    private double weightSum(long first, long last) {
        return weights == null
                ? last - first
                : IntStream.range((int) first, (int) last)
                        .mapToDouble(row -> weights[row])
                        .sum();
    }

    /**
     * The sum of all row weights.
     *
     * @return above 0; the number of rows where there are no weights
     */
    public double weightSum() {
        return weightSum(0, rows());
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long rows() {
        return labels.length;
    }

    /**
     * The features as they were given.
     *
     * @return rows x features: the array itself, or a copy in DOUBLE where columns are kept as differences from a center; of streamed
     *     features a copy, which must fit into the memory that is computed with
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
     * The probabilities that the classes should have, row by row.
     *
     * @return a copy, rows x classes, DOUBLE; empty where the rows have labels
     */
    public Optional<INDArray> targets() {
        return Optional.ofNullable(targets).map(INDArray::dup);
    }

    /**
     * The class of each row.
     *
     * @return a copy; indices into {@link #classes()}
     */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * The row weights.
     *
     * @return a copy; ones where no weights were given
     */
    public double[] weights() {
        if (weights != null) {
            return weights.clone();
        }
        var ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Whether rows have weights of their own.
     *
     * @return false where every row counts once
     */
    public boolean isWeighted() {
        return weights != null;
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
        return featureNames;
    }

    /**
     * How the rows were made of a table.
     *
     * @return empty where they were not
     */
    public Optional<FeatureRecipe> recipe() {
        return Optional.ofNullable(recipe);
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
}
