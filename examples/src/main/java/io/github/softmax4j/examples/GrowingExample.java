package io.github.softmax4j.examples;

import io.github.softmax4j.Fit;
import io.github.softmax4j.OnlineRegression;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.Solver;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.learning.config.Adam;

/** Data that grow: batches that are not kept, and a model that goes on from last month's. */
public final class GrowingExample {
    private static final int ROWS_OF_BATCH = 500;

    private GrowingExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the sample cannot be read
     */
    public static void main(String[] args) throws IOException {
        Dataset all =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();
        Dataset test =
                Tables.readTest("sample:digits", ReadOptions.forTraining()).dataset(all.classes());
        List<Dataset> batches = IntStream.range(0, (int) all.rows() / ROWS_OF_BATCH)
                .mapToObj(i -> all.range(i * ROWS_OF_BATCH, (i + 1) * ROWS_OF_BATCH))
                .toList();
        Dataset lastMonth = batches.get(0);

        // begin
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        SoftmaxModel streamed;
        try (var online = OnlineRegression.of(
                regression.withSolver(new Solver.MiniBatch(1, 32, new Adam(1e-2))), all.classes())) {
            for (Dataset batch : batches) { // each is gone through once
                System.out.println("loss of rows not seen before: " + online.partialFit(batch));
            }
            streamed = online.model();
        }

        SoftmaxModel old = regression.fit(lastMonth).model();
        Fit updated = regression.update(old, all); // the optimum of all rows, on a shorter way
        // end

        double ofStream = streamed.evaluate(test).accuracy();
        double fromScratch = regression.fit(all).objective();
        System.out.println("accuracy of the stream " + ofStream + "; " + updated + ", from scratch " + fromScratch);
        if (ofStream < 0.9 || Math.abs(updated.objective() - fromScratch) > 1e-4) {
            throw new IllegalStateException("the stream must reach 0.9, and the update the optimum, but there are "
                    + ofStream + ", and " + updated.objective() + " instead of " + fromScratch);
        }
    }
}
