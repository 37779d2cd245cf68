package io.github.softmax4j.training;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.model.NameMatch;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.RegressionSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where descents begin. */
final class StartingPoint {
    private static final Logger LOG = LoggerFactory.getLogger(StartingPoint.class);

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
        return model.map(this::ofModel).orElseGet(this::ofShares);
    }

    private INDArray ofModel(SoftmaxModel model) {
        var match = new NameMatch(model, dataset.classes(), dataset.featureNames());
        if (!match.isWhole()) {
            LOG.info("the start has {}", match);
        }
        INDArray point = problem.fromModelMatrix(Nd4j.createFromArray(match.matrix()));
        if (settings.intercept() && !match.newClasses().isEmpty()) {
            setNewClasses(match, point.getRow(problem.features()));
        }
        return point;
    }

    /**
     * At the origin of the coordinates, that is at the mean row for the solvers that know it, new classes have the
     * probability of their shares, and the others share the rest as they do in the model:
     *
     * <pre>
     *   v_n = log share_n + (log sum_k exp v_k - log sum_k share_k),   k the classes that the model has
     * </pre>
     *
     * <p>Where the model has no weights this is the same as {@link #ofShares}, but for a constant.
     */
    private void setNewClasses(NameMatch match, INDArray intercept) {
        double[] shares = positiveShares();
        double[] values = intercept.toDoubleVector();
        int[] known =
                IntStream.range(0, shares.length).filter(k -> !match.isNew(k)).toArray();
        double largest = Arrays.stream(known).mapToDouble(k -> values[k]).max().orElseThrow();
        double powers = Arrays.stream(known)
                .mapToDouble(k -> Math.exp(values[k] - largest))
                .sum();
        double ofKnown = Arrays.stream(known).mapToDouble(k -> shares[k]).sum();
        double offset = largest + Math.log(powers) - Math.log(ofKnown);
        for (int k = 0; k < shares.length; k++) {
            if (match.isNew(k)) {
                intercept.putScalar(k, Math.log(shares[k]) + offset);
            }
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
        double[] logarithms = Arrays.stream(positiveShares()).map(Math::log).toArray();
        double mean = Arrays.stream(logarithms).average().orElseThrow();
        return Arrays.stream(logarithms).map(logarithm -> logarithm - mean).toArray();
    }

    /** A class without rows has no finite optimum; half a row stands for it. */
    private double[] positiveShares() {
        double least = 1.0 / (2 * dataset.rows());
        return Arrays.stream(classShares()).map(share -> Math.max(share, least)).toArray();
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
