package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Serving: one model, any number of threads; single rows, batches, and arrays that are used again. */
public final class ServingExample {
    private ServingExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the sample cannot be read
     * @throws ExecutionException if a prediction fails
     * @throws InterruptedException if somebody ends the program
     */
    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        Dataset digits =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();
        byte[] bytes = ModelFile.toBytes(
                SoftmaxRegression.withDefaults().fit(digits).model()); // or write(model, file or stream)
        float[][] rows = digits.subset(0, 1, 2, 3).features().toFloatMatrix();
        ExecutorService pool = Executors.newFixedThreadPool(4);

        // begin
        SoftmaxModel model = ModelFile.ofBytes(bytes); // immutable: threads share it, and nothing is to be closed

        Prediction one = model.predict(rows[0]);
        float[] probabilities = model.probabilities(rows[0]); // in the order of model.classes()
        List<Prediction> likely = model.topK(rows[0], 3);
        List<Prediction> batch = model.predict(rows);

        var used = new float[model.classes().size()]; // of one thread; the call allocates nothing
        model.probabilities(rows[1], used);

        List<Future<Prediction>> answers =
                pool.invokeAll(List.of(() -> model.predict(rows[0]), () -> model.predict(rows[1])));
        // end

        pool.shutdown();
        System.out.println(one + ", most likely " + likely + ", of the batch " + batch);
        List<Prediction> all = List.of(
                likely.get(0),
                batch.get(0),
                answers.get(0).get(),
                new Prediction(one.label(), probabilities[model.classes().indexOf(one.label())]));
        Prediction second = answers.get(1).get();
        boolean agree = all.stream().allMatch(other -> agree(one, other))
                && agree(second, batch.get(1))
                && agree(
                        second,
                        new Prediction(second.label(), used[model.classes().indexOf(second.label())]));
        if (!agree) {
            throw new IllegalStateException("all ways to ask must give one answer, but give " + one + ", " + batch);
        }
    }

    /** Single rows may be computed in another type than many at a time. */
    private static boolean agree(Prediction one, Prediction other) {
        return one.label().equals(other.label()) && Math.abs(one.probability() - other.probability()) < 1e-5;
    }
}
