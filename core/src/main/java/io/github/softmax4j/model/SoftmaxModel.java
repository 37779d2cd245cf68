package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.ModelWeights;
import io.github.softmax4j.metrics.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained softmax regression; immutable, safe to share between threads, and nothing to be closed.
 *
 * <pre>
 *   P(class k | x) = exp(W_k x + b_k) / sum_j exp(W_j x + b_j)
 * </pre>
 *
 * <p>Arrays of Java are answered on the Java heap, a row in a fraction of a microsecond, without waiting for other
 * threads; large batches by ND4J where that is faster, and on all threads. Arrays of ND4J are answered by ND4J, rows x
 * features in every call; another number type is converted to the model's, and threads take turns. The weights are kept
 * in double whatever the type is: an intercept may be the difference of large values.
 */
public final class SoftmaxModel {
    private final ModelWeights weights;
    private final DataType type;
    private final ClassLabels classes;
    private final List<String> featureNames;
    private final TrainingSummary training;
    private final FeatureRecipe recipe;
    private final RowAnswers one;
    private final BatchAnswers many;

    /**
     * Puts a model together.
     *
     * @param matrix (features + 1) x classes, the last row the intercept, FLOAT or DOUBLE, all finite; copied
     * @param type the number type that rows are computed in, FLOAT or DOUBLE
     * @param classes the names of the columns
     * @param featureNames the names of the rows but the last
     * @param training how it was trained
     * @throws IllegalArgumentException if the shapes do not fit, or a number is not finite
     */
    public SoftmaxModel(
            INDArray matrix, DataType type, ClassLabels classes, List<String> featureNames, TrainingSummary training) {
        this(checked(matrix, classes, featureNames), type, classes, List.copyOf(featureNames), training, null);
    }

    private SoftmaxModel(
            ModelWeights weights,
            DataType type,
            ClassLabels classes,
            List<String> featureNames,
            TrainingSummary training,
            FeatureRecipe recipe) {
        this.weights = weights;
        this.type = type;
        this.classes = classes;
        this.featureNames = featureNames;
        this.training = training;
        this.recipe = recipe;
        this.one = new RowAnswers(weights, type, classes, featureNames);
        this.many = new BatchAnswers(one, weights, type, featureNames.size(), classes.size());
    }

    private static ModelWeights checked(INDArray matrix, ClassLabels classes, List<String> featureNames) {
        Features.requireFinite("weights", matrix);
        if (matrix.rows() != featureNames.size() + 1 || matrix.columns() != classes.size()) {
            throw new IllegalArgumentException("the matrix must be " + (featureNames.size() + 1) + " x "
                    + classes.size() + ", but is " + Arrays.toString(matrix.shape()));
        }
        return new ModelWeights(matrix);
    }

    /**
     * The same model, which also knows how features are made of a table.
     *
     * @param made as the training rows were; empty if they were not
     * @return the model
     * @throws IllegalArgumentException if it makes other features than the model's
     */
    public SoftmaxModel withRecipe(Optional<FeatureRecipe> made) {
        made.ifPresent(this::requireSameFeatures);
        return new SoftmaxModel(weights, type, classes, featureNames, training, made.orElse(null));
    }

    private void requireSameFeatures(FeatureRecipe made) {
        if (!made.featureNames().equals(featureNames)) {
            throw new IllegalArgumentException("the recipe must make the model's " + featureNames.size()
                    + " features, but makes " + made.featureNames().size() + ", or others");
        }
    }

    /**
     * The same model with another account of its training, such as the column that the labels came from.
     *
     * @param summary the account
     * @return the model
     */
    public SoftmaxModel withTraining(TrainingSummary summary) {
        return new SoftmaxModel(weights, type, classes, featureNames, summary, recipe);
    }

    /**
     * The same model with other weights, such as the mean of several.
     *
     * @param other (features + 1) x classes, the last row the intercept, all finite; copied
     * @return the model
     */
    public SoftmaxModel withMatrix(INDArray other) {
        return new SoftmaxModel(checked(other, classes, featureNames), type, classes, featureNames, training, recipe);
    }

    /**
     * The weights.
     *
     * @return a copy, features x classes, DOUBLE
     */
    public INDArray weights() {
        return weights.parameters(DataType.DOUBLE).weights().dup('c');
    }

    /**
     * The intercept.
     *
     * @return a copy, 1 x classes, DOUBLE
     */
    public INDArray intercept() {
        return weights.parameters(DataType.DOUBLE).intercept().dup('c');
    }

    /**
     * Weights and intercept in one.
     *
     * @return a copy, (features + 1) x classes, DOUBLE, the last row the intercept
     */
    public INDArray matrix() {
        return weights.matrix().dup('c');
    }

    /**
     * The classes, in the order of the columns.
     *
     * @return their names
     */
    public ClassLabels classes() {
        return classes;
    }

    /**
     * The features, in the order of the rows.
     *
     * @return their names
     */
    public List<String> featureNames() {
        return featureNames;
    }

    /**
     * How features are made of a table.
     *
     * @return empty where the training rows were not made of one
     */
    public Optional<FeatureRecipe> recipe() {
        return Optional.ofNullable(recipe);
    }

    /**
     * How the model was trained.
     *
     * @return the summary
     */
    public TrainingSummary training() {
        return training;
    }

    /**
     * The number type that rows are computed in.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return type;
    }

    /**
     * The most probable class of each row.
     *
     * @param features rows x features, finite; no rows are as good as some, here and below
     * @return class names, one per row; of equal probabilities the first class wins
     * @throws IllegalArgumentException if the features do not fit the model
     */
    public List<String> predict(INDArray features) {
        INDArray logits = logits(features);
        if (logits.isEmpty()) {
            return List.of();
        }
        try {
            return Arrays.stream(Evaluation.mostProbable(logits))
                    .mapToObj(classes.names()::get)
                    .toList();
        } finally {
            logits.close();
        }
    }

    /**
     * X W + b.
     *
     * @param features rows x features, finite
     * @return rows x classes, finite, in the model's type; in DOUBLE if one is beyond that
     * @throws IllegalArgumentException if the features do not fit the model, or a logit is beyond the largest double
     */
    public INDArray logits(INDArray features) {
        return compute(features, Inference.Output.LOGITS);
    }

    /**
     * The probability of each class.
     *
     * @param features rows x features, finite
     * @return rows x classes; rows sum to 1
     * @throws IllegalArgumentException if the features do not fit the model, or a logit is beyond the largest double
     */
    public INDArray probabilities(INDArray features) {
        return compute(features, Inference.Output.PROBABILITIES);
    }

    /**
     * The probability of each class, for rows as a reader made them.
     *
     * @param features rows x features
     * @return rows x classes; rows sum to 1
     * @throws IllegalArgumentException if the features do not fit the model, or a logit is beyond the largest double
     */
    public INDArray probabilities(FeatureMatrix features) {
        return compute(features, Inference.Output.PROBABILITIES);
    }

    /**
     * The logarithm of the probability of each class, from logits: finite also where the probability is 0 in the number
     * type.
     *
     * @param features rows x features, finite
     * @return rows x classes, at most 0, finite, in the model's type; in DOUBLE if one is beyond that
     * @throws IllegalArgumentException if the features do not fit the model, or a logit is beyond the largest double
     */
    public INDArray logProbabilities(INDArray features) {
        return compute(features, Inference.Output.LOG_PROBABILITIES);
    }

    private INDArray compute(INDArray features, Inference.Output output) {
        Features.requireColumns(featureNames.size(), features.shape());
        return features.isEmpty() ? Nd4j.create(type, 0, classes.size()) : compute(FeatureMatrix.of(features), output);
    }

    private INDArray compute(FeatureMatrix features, Inference.Output output) {
        Features.requireColumns(featureNames.size(), features.rows(), features.columns());
        return Inference.compute(weights, features.withType(type), output);
    }

    /**
     * The most probable class of one row.
     *
     * @param row one finite number per feature, in the order of {@link #featureNames}
     * @return the class and its probability; of equal ones the first class wins
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public Prediction predict(float... row) {
        return one.predict(one.logits(row, RowAnswers.ALONE).logits);
    }

    /**
     * The most probable class of each row.
     *
     * @param rows rows x features, finite; not changed
     * @return one for each row; none for no rows
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public List<Prediction> predict(float[][] rows) {
        var predictions = new Prediction[rows.length];
        many.each(rows, (i, logits) -> predictions[i] = one.predict(logits));
        return List.of(predictions);
    }

    /**
     * The probability of each class for one row.
     *
     * @param row one finite number per feature
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public float[] probabilities(float[] row) {
        var result = new float[classes.size()];
        probabilities(row, result);
        return result;
    }

    /**
     * The same, without allocating anything but what each thread keeps for its next calls.
     *
     * @param row one finite number per feature; not changed, unless it is the other array
     * @param into overwritten with one probability per class; exactly as long
     * @throws IllegalArgumentException if the row or the array does not fit the model, or a logit is beyond the largest
     *     double
     */
    public void probabilities(float[] row, float[] into) {
        one.requireLength(into.length);
        one.probabilities(one.logits(row, RowAnswers.ALONE).logits, into);
    }

    /**
     * The probability of each class for each row.
     *
     * @param rows rows x features, finite; not changed
     * @return rows x classes, 0 to 1; each row sums to 1
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public float[][] probabilities(float[][] rows) {
        return many.probabilities(rows);
    }

    /**
     * The most probable classes of one row.
     *
     * @param row one finite number per feature
     * @param k how many, 1 or more; all classes if there are fewer
     * @return the most probable first; of equal ones the first class comes first
     * @throws IllegalArgumentException if the row does not fit the model, or k is below 1, or a logit is beyond the
     *     largest double
     */
    public List<Prediction> topK(float[] row, int k) {
        requirePositive(k);
        return one.topK(one.logits(row, RowAnswers.ALONE).logits, k);
    }

    /**
     * The most probable class of one row.
     *
     * @param row one finite number per feature, in the order of {@link #featureNames}
     * @return the class and its probability; of equal ones the first class wins
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public Prediction predict(double... row) {
        return one.predict(one.logits(row, RowAnswers.ALONE).logits);
    }

    /**
     * The most probable class of each row.
     *
     * @param rows rows x features, finite; not changed
     * @return one for each row; none for no rows
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public List<Prediction> predict(double[][] rows) {
        var predictions = new Prediction[rows.length];
        many.each(rows, (i, logits) -> predictions[i] = one.predict(logits));
        return List.of(predictions);
    }

    /**
     * The probability of each class for one row.
     *
     * @param row one finite number per feature
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public double[] probabilities(double[] row) {
        var result = new double[classes.size()];
        probabilities(row, result);
        return result;
    }

    /**
     * The same, without allocating anything but what each thread keeps for its next calls.
     *
     * @param row one finite number per feature; not changed, unless it is the other array
     * @param into overwritten with one probability per class; exactly as long
     * @throws IllegalArgumentException if the row or the array does not fit the model, or a logit is beyond the largest
     *     double
     */
    public void probabilities(double[] row, double[] into) {
        one.requireLength(into.length);
        one.probabilities(one.logits(row, RowAnswers.ALONE).logits, into);
    }

    /**
     * The probability of each class for each row.
     *
     * @param rows rows x features, finite; not changed
     * @return rows x classes, 0 to 1; each row sums to 1
     * @throws IllegalArgumentException if a row does not fit the model, or a logit is beyond the largest double; the
     *     message names the row
     */
    public double[][] probabilities(double[][] rows) {
        var result = new double[rows.length][classes.size()];
        many.each(rows, (i, logits) -> one.probabilities(logits, result[i]));
        return result;
    }

    /**
     * The most probable classes of one row.
     *
     * @param row one finite number per feature
     * @param k how many, 1 or more; all classes if there are fewer
     * @return the most probable first; of equal ones the first class comes first
     * @throws IllegalArgumentException if the row does not fit the model, or k is below 1, or a logit is beyond the
     *     largest double
     */
    public List<Prediction> topK(double[] row, int k) {
        requirePositive(k);
        return one.topK(one.logits(row, RowAnswers.ALONE).logits, k);
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, but is " + k);
        }
    }

    /**
     * Compares predictions with labels.
     *
     * @param dataset rows labelled with classes of this model
     * @return accuracy, loss, confusion and more
     * @throws IllegalArgumentException if the features do not fit, or the classes are not this model's, or a logit is
     *     beyond the largest double
     */
    public Evaluation evaluate(Dataset dataset) {
        if (!dataset.classes().equals(classes)) {
            throw new IllegalArgumentException(
                    "the data must have the model's classes " + classes + ", but has " + dataset.classes());
        }
        INDArray logProbabilities = compute(dataset.featureMatrix(), Inference.Output.LOG_PROBABILITIES);
        try {
            return Evaluation.of(classes, dataset.labels(), dataset.weights(), logProbabilities);
        } finally {
            logProbabilities.close();
        }
    }
}
