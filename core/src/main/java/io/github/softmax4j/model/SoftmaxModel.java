package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.RecordFeatures;
import io.github.softmax4j.math.Inference;
import io.github.softmax4j.math.ModelWeights;
import io.github.softmax4j.metrics.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 *
 * <p>Two models are equal if they say the same of every row in every form: weights equal bit for bit, features,
 * classes, number type and recipe. How they were trained does not count, nor by which temperature weights were divided.
 *
 * <p>Known elsewhere as: {@code coef_} (classes x features there), {@code intercept_}, {@code classes_},
 * {@code feature_names_in_}, {@code predict}, {@code predict_proba}, {@code predict_log_proba} and
 * {@code decision_function} of scikit-learn's {@code LogisticRegression}; {@code LogisticRegression.Multinomial} of
 * Smile; {@code LinearSGDModel} of Tribuo; {@code coefficientMatrix} and {@code interceptVector} of Spark's
 * {@code LogisticRegressionModel}; an {@code OutputLayer} with softmax and MCXENT of DL4J. Elsewhere one class may have
 * no weights of its own (Smile, a binary model of scikit-learn): there weights are differences from those of that
 * class.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Prediction prediction = model.predict(5.1f, 3.5f, 1.4f, 0.2f);
 * String kind = prediction.label();
 * float[] row = {6.3f, 2.5f, 5.0f, 1.9f};
 * List<Prediction> firstTwo = model.topK(row, 2);
 * float[] probabilities = model.probabilities(row); // in the order of model.classes()
 * double weight = model.coefficient("petal width", "virginica");
 * TrainingSummary training = model.training();
 * }</pre>
 */
public final class SoftmaxModel {
    private final ModelWeights weights;
    private final DataType type;
    private final ClassLabels classes;
    private final List<String> featureNames;
    private final TrainingSummary training;
    private final FeatureRecipe recipe;
    private final double temperature;
    private final RowAnswers one;
    private final BatchAnswers many;
    /** Made when the first record comes. */
    private volatile RecordFeatures records;

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
        this(matrix, type, classes, featureNames, training, 1);
    }

    /**
     * Puts a calibrated model together.
     *
     * @param matrix (features + 1) x classes, as above: the weights that training found, already divided by the
     *     temperature
     * @param type the number type that rows are computed in, FLOAT or DOUBLE
     * @param classes the names of the columns
     * @param featureNames the names of the rows but the last
     * @param training how it was trained
     * @param temperature that it was divided by, above 0 and finite
     * @throws IllegalArgumentException if the shapes do not fit, or a number is not finite, or the temperature not
     *     above 0
     */
    public SoftmaxModel(
            INDArray matrix,
            DataType type,
            ClassLabels classes,
            List<String> featureNames,
            TrainingSummary training,
            double temperature) {
        this(
                Objects.requireNonNull(type, "type must not be null"),
                Objects.requireNonNull(training, "training must not be null"),
                checked(matrix, classes, featureNames),
                classes,
                List.copyOf(featureNames),
                null,
                TemperatureScaling.checked(temperature));
    }

    private SoftmaxModel(
            DataType type,
            TrainingSummary training,
            ModelWeights weights,
            ClassLabels classes,
            List<String> featureNames,
            FeatureRecipe recipe,
            double temperature) {
        this.weights = weights;
        this.type = type;
        this.classes = classes;
        this.featureNames = featureNames;
        this.training = training;
        this.recipe = recipe;
        this.temperature = temperature;
        this.one = new RowAnswers(weights, type, classes, featureNames);
        this.many = new BatchAnswers(one, weights, type, featureNames.size(), classes.size());
    }

    private static ModelWeights checked(INDArray matrix, ClassLabels classes, List<String> featureNames) {
        Objects.requireNonNull(matrix, "matrix must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(featureNames, "featureNames must not be null");
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
        Objects.requireNonNull(made, "made must not be null");
        made.ifPresent(this::requireSameFeatures);
        return new SoftmaxModel(type, training, weights, classes, featureNames, made.orElse(null), temperature);
    }

    /**
     * The same model, which also knows how features are made of a table.
     *
     * @param made as the training rows were
     * @return the model
     * @throws IllegalArgumentException if it makes other features than the model's
     */
    public SoftmaxModel withRecipe(FeatureRecipe made) {
        Objects.requireNonNull(made, "made must not be null");
        return withRecipe(Optional.of(made));
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
        Objects.requireNonNull(summary, "summary must not be null");
        return new SoftmaxModel(type, summary, weights, classes, featureNames, recipe, temperature);
    }

    /**
     * The same model with other weights, such as the mean of several.
     *
     * @param other (features + 1) x classes, the last row the intercept, all finite; copied
     * @return the model, at temperature 1
     */
    public SoftmaxModel withMatrix(INDArray other) {
        Objects.requireNonNull(other, "other must not be null");
        return new SoftmaxModel(
                type, training, checked(other, classes, featureNames), classes, featureNames, recipe, 1);
    }

    /**
     * The same model, less sure or more: all logits are those that training found, divided by the temperature. That
     * changes no order of classes, but how far apart they are: the most probable class is the same, unless two are
     * equal but for rounding. Weights and intercept are divided too, so that all that is said of a model fits together.
     *
     * @param other instead of {@link #temperature()}, above 0; above 1 for less sure, 1 for the weights that training
     *     found (but for rounding, if it is another now)
     * @return the model
     * @throws IllegalArgumentException if it is not above 0, or weights divided by it are not finite
     */
    public SoftmaxModel withTemperature(double other) {
        INDArray divided = weights.matrix().div(TemperatureScaling.checked(other) / temperature);
        return new SoftmaxModel(
                type, training, checked(divided, classes, featureNames), classes, featureNames, recipe, other);
    }

    /**
     * The same model at the temperature that gives rows the lowest log-loss: where a model is too sure of rows that it
     * was not trained on, its probabilities come true afterwards, and so do those of one that is not sure enough
     * (temperature scaling: Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, 2017;
     * {@code CalibratedClassifierCV(method="temperature")} of scikit-learn).
     *
     * @param rows labelled rows that the model was not trained on, some hundred or more; as for {@link #evaluate}
     * @return the model; this one where no other temperature is better
     * @throws IllegalArgumentException as {@link #evaluate}; or if there is no such temperature, because the most
     *     probable class is the label in all rows, or because the log-loss is lowest where all classes are equally
     *     probable
     */
    public SoftmaxModel calibrated(Dataset rows) {
        Dataset fitting = fitting(Objects.requireNonNull(rows, "rows must not be null"));
        try (INDArray logits = compute(fitting.featureMatrix(), Inference.Output.LOGITS)) {
            double factor = new TemperatureScaling(logits, fitting.labels(), fitting.weights()).temperature();
            return factor == 1 ? this : withTemperature(factor * temperature);
        }
    }

    /**
     * What the weights that training found are divided by: {@link #calibrated}.
     *
     * @return 1 where nothing was calibrated
     */
    public double temperature() {
        return temperature;
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
     * The weight of a feature for a class.
     *
     * @param feature its name
     * @param className the class
     * @return by how much the logit of the class rises where the feature rises by 1
     * @throws IllegalArgumentException if there is no such feature or class, or two features have the name; the message
     *     says which names are near
     */
    public double coefficient(String feature, String className) {
        int column = classes.requireIndex(className);
        return weights.matrix().getDouble(Features.requireIndex(featureNames, feature), column);
    }

    /**
     * The weights of all features for a class.
     *
     * @param className the class
     * @return by name, in the order of the features; not to be changed
     * @throws IllegalArgumentException if there is no such class, or two features have one name
     */
    public Map<String, Double> coefficients(String className) {
        int column = classes.requireIndex(className);
        Features.requireNamesDiffer(featureNames);
        double[] values = weights.matrix().getColumn(column).toDoubleVector();
        var byName = new LinkedHashMap<String, Double>();
        for (int row = 0; row < featureNames.size(); row++) {
            byName.put(featureNames.get(row), values[row]);
        }
        return Collections.unmodifiableMap(byName);
    }

    /**
     * The intercept of a class.
     *
     * @param className the class
     * @return its logit where all features are 0
     * @throws IllegalArgumentException if there is no such class; the message says which names are near
     */
    public double intercept(String className) {
        return weights.matrix().getDouble(featureNames.size(), classes.requireIndex(className));
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
        Objects.requireNonNull(features, "features must not be null");
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
        Objects.requireNonNull(features, "features must not be null");
        Features.requireColumns(featureNames.size(), features.shape());
        return features.isEmpty() ? Nd4j.create(type, 0, classes.size()) : compute(FeatureMatrix.of(features), output);
    }

    private INDArray compute(FeatureMatrix features, Inference.Output output) {
        Objects.requireNonNull(features, "features must not be null");
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
        return one.predict(row, RowAnswers.ALONE);
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
        Objects.requireNonNull(rows, "rows must not be null");
        return List.of(many.predictions(rows));
    }

    /**
     * The probability of each class for one row.
     *
     * @param row one finite number per feature
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException if the row does not fit the model, or a logit is beyond the largest double
     */
    public float[] probabilities(float[] row) {
        Objects.requireNonNull(row, "row must not be null");
        return one.probabilities(row, RowAnswers.ALONE);
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
        Objects.requireNonNull(row, "row must not be null");
        Objects.requireNonNull(into, "into must not be null");
        one.requireLength(into.length);
        one.probabilities(row, RowAnswers.ALONE, into);
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
        Objects.requireNonNull(rows, "rows must not be null");
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
        return one.topK(row, k);
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
        Objects.requireNonNull(rows, "rows must not be null");
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
        Objects.requireNonNull(row, "row must not be null");
        Objects.requireNonNull(into, "into must not be null");
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
        Objects.requireNonNull(rows, "rows must not be null");
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
     * The features of a raw record: the numbers that a reader of tables makes of the same values by the model's recipe.
     * Without one the keys are the names of the features, and all of them must have a number.
     *
     * @param record values by the names of columns, as {@link RecordFeatures} takes them; other keys are passed over
     * @return one finite number per feature, in the order of {@link #featureNames}
     * @throws IllegalArgumentException if a value is missing or a category unseen and the recipe refuses that, or a
     *     value is not what its column holds; the message names the column and the value
     */
    public double[] featuresInDouble(Map<String, ?> record) {
        Objects.requireNonNull(record, "record must not be null");
        RecordFeatures made = records;
        if (made == null) {
            made = new RecordFeatures(
                    recipe().orElseGet(() -> FeatureRecipe.ofNumbers(featureNames)),
                    Notation.of(training.reading().settings()),
                    type);
            records = made;
        }
        return made.of(record);
    }

    /**
     * The same in float, where dates and other large numbers lose their last digits.
     *
     * @param record values by the names of columns
     * @return one number per feature
     * @throws IllegalArgumentException as {@link #featuresInDouble}
     */
    public float[] features(Map<String, ?> record) {
        double[] features = featuresInDouble(record);
        var rounded = new float[features.length];
        for (int j = 0; j < rounded.length; j++) {
            rounded[j] = (float) features[j];
        }
        return rounded;
    }

    /**
     * The most probable class of a raw record.
     *
     * @param record values by the names of columns, as {@link RecordFeatures} takes them; other keys are passed over
     * @return the class and its probability; of equal ones the first class wins
     * @throws IllegalArgumentException as {@link #featuresInDouble}, or if a logit is beyond the largest double
     */
    public Prediction predict(Map<String, ?> record) {
        return predict(featuresInDouble(record));
    }

    /**
     * The most probable class of each raw record.
     *
     * @param records values by the names of columns
     * @return one for each record; none for no records
     * @throws IllegalArgumentException as {@link #predict(Map)}; the message names the record, from 0
     */
    public List<Prediction> predict(List<? extends Map<String, ?>> records) {
        Objects.requireNonNull(records, "records must not be null");
        var predictions = new ArrayList<Prediction>(records.size());
        for (Map<String, ?> record : records) {
            try {
                predictions.add(predict(record));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("record " + predictions.size() + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(predictions);
    }

    /**
     * The probability of each class for a raw record.
     *
     * @param record values by the names of columns, as {@link RecordFeatures} takes them; other keys are passed over
     * @return one number per class, in the order of {@link #classes}, 0 to 1; they sum to 1
     * @throws IllegalArgumentException as {@link #predict(Map)}
     */
    public double[] probabilities(Map<String, ?> record) {
        return probabilities(featuresInDouble(record));
    }

    /**
     * Compares predictions with labels. The data may lack classes of the model, or have them in another order: they go
     * by their names. Features go by their places, whatever they are called.
     *
     * @param dataset rows labelled with classes of this model
     * @return accuracy, loss, confusion and more, in the order of the model's classes
     * @throws IllegalArgumentException if the features do not fit, or have the model's names in another order, or rows
     *     are of a class that the model does not know, or a logit is beyond the largest double
     */
    public Evaluation evaluate(Dataset dataset) {
        Dataset rows = fitting(Objects.requireNonNull(dataset, "dataset must not be null"));
        INDArray logProbabilities = compute(rows.featureMatrix(), Inference.Output.LOG_PROBABILITIES);
        try {
            return Evaluation.of(classes, rows.labels(), rows.weights(), logProbabilities);
        } finally {
            logProbabilities.close();
        }
    }

    private Dataset fitting(Dataset dataset) {
        Features.requireOrder(featureNames, dataset.featureNames());
        return dataset.withClasses(classes);
    }

    /** See the class. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof SoftmaxModel that
                        && type == that.type
                        && classes.equals(that.classes)
                        && featureNames.equals(that.featureNames)
                        && Objects.equals(recipe, that.recipe)
                        && Arrays.equals(values(weights.matrix()), values(that.weights.matrix())));
    }

    private static double[] values(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, classes, featureNames, Arrays.hashCode(values(weights.matrix())));
    }

    /** Its size, and how its training ended; never its weights. */
    @Override
    public String toString() {
        return "SoftmaxModel[" + featureNames.size() + " features, " + classes.size() + " classes, " + type + ", "
                + training.convergence().words() + (temperature == 1 ? "" : ", temperature " + temperature) + "]";
    }
}
