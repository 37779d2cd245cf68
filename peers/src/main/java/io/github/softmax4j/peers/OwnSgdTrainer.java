package io.github.softmax4j.peers;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.learning.config.Adam;

/**
 * This library's SGD, which tells after every epoch how long it took and the mean loss on its way, but not the weights:
 * those come from fits of fewer epochs, which are not timed. The same seed makes them the same but for rounding,
 * and that is checked.
 */
final class OwnSgdTrainer implements Trainer {
    private static final double ROUNDING = 1e-5; // of float, which grows from step to step

    private final int epochs;

    OwnSgdTrainer(int epochs) {
        this.epochs = epochs;
    }

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        return new SgdFitting(OwnTrainer.dataset(data), lambda, epochs);
    }

    private static final class SgdFitting implements Fitting {
        private final Dataset dataset;
        private final double lambda;
        private final int epochs;
        private final Map<Integer, double[][]> matrixAfter = new HashMap<>();

        SgdFitting(Dataset dataset, double lambda, int epochs) {
            this.dataset = dataset;
            this.lambda = lambda;
            this.epochs = epochs;
        }

        @Override
        public Trained fit(Stopwatch watch) {
            var points = new ArrayList<Trained.Point>();
            watch.start();
            Fit fit = settings(epochs)
                    .fit(
                            dataset,
                            OwnTrainer.watched(step -> points.add(
                                    Trained.Point.told(step.iteration(), watch.seconds(), step.objective()))));
            double seconds = watch.stop();
            points.set(points.size() - 1, Trained.Point.of(epochs, seconds, OwnTrainer.matrix(fit.model())));
            return new Trained(false, List.copyOf(points));
        }

        private SoftmaxRegression settings(int count) {
            return SoftmaxRegression.withDefaults()
                    .withLambda(lambda)
                    .withSolver(new Solver.MiniBatch(count, Dl4jTrainer.BATCH, new Adam(1e-3)));
        }

        @Override
        public Trained completed(Trained trained) {
            List<Trained.Point> points = trained.points().stream()
                    .filter(point -> point.hasMatrix() || Epochs.isKept(point.steps()))
                    .map(point -> point.hasMatrix() ? point : withMatrix(point))
                    .toList();
            return new Trained(false, points);
        }

        private Trained.Point withMatrix(Trained.Point point) {
            double[][] matrix = matrixAfter.computeIfAbsent(point.steps(), count -> {
                Fit fit = settings(count).fit(dataset);
                double loss = fit.history().get(fit.history().size() - 1).objective();
                if (Math.abs(loss / point.objective() - 1) > ROUNDING) {
                    throw new IllegalStateException("epoch " + count + " must have the loss " + point.objective()
                            + " in every fit, but has " + loss);
                }
                return OwnTrainer.matrix(fit.model());
            });
            return Trained.Point.of(point.steps(), point.seconds(), matrix);
        }
    }
}
