package io.github.softmax4j.peers;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.settings.FitOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** This library's default solver, which tells its objective after every step. */
final class OwnTrainer implements Trainer {
    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        Dataset dataset = dataset(data);
        SoftmaxRegression settings = SoftmaxRegression.withDefaults().withLambda(lambda);
        return watch -> {
            var points = new ArrayList<Trained.Point>();
            watch.start();
            Fit fit = settings.fit(
                    dataset,
                    watched(step ->
                            points.add(Trained.Point.told(step.iteration(), watch.seconds(), step.objective()))));
            double seconds = watch.stop();
            Trained.Point last = points.get(points.size() - 1);
            points.add(Trained.Point.of(last.steps(), seconds, matrix(fit.model())));
            return new Trained(false, List.copyOf(points));
        };
    }

    static FitOptions watched(Consumer<Step> watcher) {
        return FitOptions.none().withListener(watcher);
    }

    static Dataset dataset(TrainingData data) {
        String[] names = IntStream.range(0, data.rows())
                .mapToObj(i -> String.format("%04d", data.labels()[i]))
                .toArray(String[]::new);
        return Dataset.of(data.features(), names);
    }

    /** Weights, and the intercept below them. */
    static double[][] matrix(SoftmaxModel model) {
        INDArray intercept = model.intercept();
        return Nd4j.vstack(model.weights(), intercept.reshape(1, intercept.length()))
                .castTo(DataType.DOUBLE)
                .toDoubleMatrix();
    }
}
