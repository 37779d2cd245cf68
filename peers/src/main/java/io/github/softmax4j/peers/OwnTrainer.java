package io.github.softmax4j.peers;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** This library. */
final class OwnTrainer implements Trainer {
    private final Solver solver;

    OwnTrainer(Solver solver) {
        this.solver = solver;
    }

    @Override
    public Trained train(TrainingData data, double lambda) {
        String[] names = IntStream.range(0, data.rows())
                .mapToObj(i -> String.format("%04d", data.labels()[i]))
                .toArray(String[]::new);
        Dataset dataset = Dataset.of(data.features(), names);
        var history = new ArrayList<double[]>();
        long start = System.nanoTime();
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(lambda)
                .withSolver(solver)
                .fit(
                        dataset,
                        FitOptions.none()
                                .withListener(step ->
                                        history.add(new double[] {Trainer.secondsSince(start), step.objective()})));
        double seconds = Trainer.secondsSince(start);
        INDArray weights = fit.model().weights();
        INDArray intercept = fit.model().intercept();
        double[][] matrix = Nd4j.vstack(weights, intercept.reshape(1, intercept.length()))
                .castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                .toDoubleMatrix();
        boolean isSgd = solver instanceof Solver.MiniBatch; // its history has the means of its epochs
        Trained trained = Trained.softmax(seconds, matrix);
        return isSgd
                ? trained.withEpochEnds(
                        history.stream().mapToDouble(point -> point[0]).toArray())
                : trained.withHistory(history.toArray(double[][]::new));
    }
}
