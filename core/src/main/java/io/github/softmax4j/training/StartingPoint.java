package io.github.softmax4j.training;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.RegressionSettings;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where descents begin. */
final class StartingPoint {
    private final Problem problem;
    private final RegressionSettings settings;
    private final Dataset dataset;

    StartingPoint(Problem problem) {
        this.problem = problem;
        this.settings = problem.settings();
        this.dataset = problem.dataset();
    }

    /** At a model, or at the shares of the classes. */
    INDArray of(Optional<SoftmaxModel> model) {
        model.ifPresent(this::requireFitting);
        return model.map(given -> problem.fromModelMatrix(given.matrix())).orElseGet(this::ofShares);
    }

    private void requireFitting(SoftmaxModel model) {
        if (!model.classes().equals(dataset.classes()) || !model.featureNames().equals(dataset.featureNames())) {
            throw new IllegalArgumentException(
                    "the model to start from must have the classes and features of the data, "
                            + dataset.classes() + " and "
                            + dataset.featureNames().size() + " features, but has "
                            + model.classes() + " and " + model.featureNames().size() + " features, or other names");
        }
    }

    /** W = 0 and b = the centred logarithms of the shares of the classes: the optimum where features say nothing. */
    private INDArray ofShares() {
        var point = new double[problem.features() + 1][problem.classes()];
        if (settings.intercept()) {
            point[problem.features()] = centredLogShares();
        }
        return Nd4j.createFromArray(point);
    }

    private double[] centredLogShares() {
        double[] shares = classShares();
        double least =
                1.0 / (2 * dataset.rows()); // a class without rows has no finite optimum; half a row stands for it
        double[] logarithms = Arrays.stream(shares)
                .map(share -> Math.log(Math.max(share, least)))
                .toArray();
        double mean = Arrays.stream(logarithms).average().orElseThrow();
        return Arrays.stream(logarithms).map(logarithm -> logarithm - mean).toArray();
    }

    /** Rows of probabilities are smoothed already. */
    private double[] classShares() {
        double sum = dataset.weightSum();
        double[] parts =
                Arrays.stream(dataset.weights()).map(weight -> weight / sum).toArray();
        double[] shares = dataset.targets().classSums(parts, problem.classes());
        double smoothing = dataset.targets() instanceof Targets.Labels ? settings.labelSmoothing() : 0;
        return Arrays.stream(shares)
                .map(share -> (1 - smoothing) * share + smoothing / problem.classes())
                .toArray();
    }
}
