package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.model.SoftmaxModel;

/** The objective of a ridge model in plain Java, in double, row by row: nothing of it is the library's. */
final class PlainObjective {
    private final double[] values;
    private final double[] center;
    private final int[] labels;
    private final double[] weights;
    private final double lambda;

    /** On the rows as they are stored, which in float are rounded. */
    PlainObjective(Dataset dataset, double lambda) {
        FeatureMatrix features = dataset.featureMatrix();
        this.values = features.values().dup('c').data().asDouble();
        this.center = features.center();
        this.labels = dataset.labels();
        double[] given = dataset.weights();
        this.weights = given;
        this.lambda = lambda;
    }

    /** Mean loss and lambda / 2 times the squared weights. */
    double of(SoftmaxModel model) {
        double[] parameters = model.matrix().dup('c').data().asDouble();
        int features = center.length;
        int classes = parameters.length / (features + 1);
        var intercept = new double[classes]; // of features without their center
        for (int k = 0; k < classes; k++) {
            intercept[k] = parameters[features * classes + k];
            for (int j = 0; j < features; j++) {
                intercept[k] += center[j] * parameters[j * classes + k];
            }
        }
        double sum = 0;
        double weightSum = 0;
        double most = 0;
        for (double weight : weights) {
            most = Math.max(most, weight);
        }
        for (int i = 0; i < labels.length; i++) {
            double weight = weights[i] / most;
            if (weight > 0) {
                sum += weight * loss(i, parameters, intercept);
                weightSum += weight;
            }
        }
        double squares = 0;
        for (int i = 0; i < features * classes; i++) {
            squares += parameters[i] * parameters[i];
        }
        return sum / weightSum + lambda / 2 * squares;
    }

    private double loss(int row, double[] parameters, double[] intercept) {
        int features = center.length;
        int classes = intercept.length;
        double[] logits = intercept.clone();
        for (int j = 0; j < features; j++) {
            double value = values[row * features + j];
            for (int k = 0; k < classes; k++) {
                logits[k] += value * parameters[j * classes + k];
            }
        }
        double others = 0; // 1 + the others' share of its class's is exact where the loss is next to 0
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double own = logits[labels[row]];
        if (own == largest) {
            for (int k = 0; k < classes; k++) {
                others += k == labels[row] ? 0 : Math.exp(logits[k] - own);
            }
            return Math.log1p(others);
        }
        double total = 0;
        for (double logit : logits) {
            total += Math.exp(logit - largest);
        }
        return largest - own + Math.log(total);
    }
}
