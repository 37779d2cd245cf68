package io.github.softmax4j.settings;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How much the rows of each class count, beside their own weights.
 *
 * <p>Known elsewhere as: {@code class_weight} of scikit-learn, a dict ({@link #of}) or "balanced" ({@link #equal}); the
 * weights of DL4J's {@code LossMCXENT}; elsewhere made into row weights ({@code weightCol} of Spark, {@code setWeight}
 * of Tribuo's examples).
 *
 * <p>For example:
 *
 * <pre>{@code
 * ClassWeights rare = ClassWeights.of(Map.of("virginica", 10.0)); // each row counts ten times
 * SoftmaxModel model = SoftmaxRegression.withDefaults()
 *         .withClassWeights(rare)
 *         .fit(training)
 *         .model();
 * double recall = model.evaluate(training).recall("virginica");
 * }</pre>
 *
 * @param balanced whether each class counts the same in sum: (sum of row weights) / (classes * sum of the class), as
 *     scikit-learn's "balanced"
 * @param weights by class name, 0 or more; classes that are not named have 1
 */
public record ClassWeights(boolean balanced, Map<String, Double> weights) {
    /**
     * Checks the weights.
     *
     * @param balanced whether each class counts the same in sum
     * @param weights by class name, 0 or more
     * @throws IllegalArgumentException if a weight is negative or not finite
     */
    public ClassWeights {
        Objects.requireNonNull(weights, "weights must not be null");
        weights = Map.copyOf(weights);
        weights.forEach((name, weight) -> {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "the weight of class '" + name + "' must be finite and not negative, but is " + weight);
            }
        });
    }

    /**
     * All rows count by their own weights alone.
     *
     * @return no class weights
     */
    public static ClassWeights none() {
        return new ClassWeights(false, Map.of());
    }

    /**
     * All classes count the same.
     *
     * @return balanced class weights
     */
    public static ClassWeights equal() {
        return new ClassWeights(true, Map.of());
    }

    /**
     * Classes count as named.
     *
     * @param weights by class name, 0 or more; classes that are not named have 1
     * @return the class weights
     */
    public static ClassWeights of(Map<String, Double> weights) {
        Objects.requireNonNull(weights, "weights must not be null");
        return new ClassWeights(false, weights);
    }

    /**
     * The same rows, each weighted by its class too; rows of probabilities by the mean of their classes.
     *
     * @param dataset the rows
     * @return the rows with their weights
     * @throws IllegalArgumentException if a class is named that the rows have not
     */
    public Dataset applyTo(Dataset dataset) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        requireKnown(dataset.classes());
        if (!balanced && weights.isEmpty()) {
            return dataset;
        }
        double[] rowWeights = dataset.weights();
        double[] classWeights = byIndex(
                dataset.classes(),
                dataset.targets().classSums(rowWeights, dataset.classes().size()));
        if (dataset.targets() instanceof Targets.Probabilities probabilities) {
            return applyToProbabilities(dataset, probabilities, classWeights);
        }
        int[] labels = dataset.labels();
        for (int row = 0; row < labels.length; row++) {
            rowWeights[row] *= classWeights[labels[row]];
        }
        return dataset.withWeights(rowWeights);
    }

    /**
     * w_i sum_k c_k Y_ik (lse_i - Z_ik) is the loss of a row of weight w_i sum_k c_k Y_ik with targets c_k Y_ik, made
     * to sum to 1.
     */
    private static Dataset applyToProbabilities(
            Dataset dataset, Targets.Probabilities probabilities, double[] classWeights) {
        double[] rowWeights = dataset.weights();
        INDArray rows = probabilities.rows().mulRowVector(Nd4j.createFromArray(classWeights));
        double[] sums = rows.sum(1).toDoubleVector();
        for (int row = 0; row < sums.length; row++) {
            rowWeights[row] *= sums[row];
            rows.getRow(row).divi(sums[row] > 0 ? sums[row] : 1);
        }
        return dataset.withTargets(probabilities.with(rows)).withWeights(rowWeights);
    }

    private double[] byIndex(ClassLabels classes, double[] classSums) {
        double sum = Arrays.stream(classSums).sum();
        var byIndex = new double[classes.size()];
        for (int k = 0; k < byIndex.length; k++) {
            double named = weights.getOrDefault(classes.names().get(k), 1.0);
            boolean occurs = classSums[k] > 0;
            byIndex[k] = balanced ? occurs ? sum / (classes.size() * classSums[k]) : 0 : named;
        }
        return byIndex;
    }

    private void requireKnown(ClassLabels classes) {
        for (String name : weights.keySet()) {
            if (classes.indexOf(name) < 0) {
                throw new IllegalArgumentException("class weights must be for classes of the data " + classes
                        + ", but there is one for '" + name + "'");
            }
        }
    }
}
