package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Of so many rows that a backend's own kernel is taken, where it has one. */
class HessianProductsTest {
    private static final int ROWS = 600;
    private static final int FEATURES = 100;
    private static final int CLASSES = 2;
    private static final int MODELS = 2;

    private static Batch batch(DataType type) {
        double[] weights =
                IntStream.range(0, ROWS).mapToDouble(i -> i % 5 / 2.0).toArray();
        return Dataset.of(
                        PlainSoftmax.array(type, PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1)),
                        Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                                .mapToObj(Integer::toString)
                                .toList())
                .withWeights(weights)
                .batches(ROWS)
                .get(0);
    }

    private static double[][] stack(long seed, double scale) {
        return PlainSoftmax.gaussian(MODELS * CLASSES, FEATURES + 1, scale, seed);
    }

    private static INDArray product(Batch batch, double[][] points, double[][] directions) {
        DataType type = batch.features().dataType();
        int models = points.length / CLASSES;
        INDArray images = Nd4j.create(type, points.length, FEATURES + 1);
        var shape = new PassShape(ROWS, FEATURES, CLASSES, models, type);
        try (HessianProducts products = PassKernels.first(kernel -> kernel.hessianProducts(List.of(batch), shape))) {
            products.linearizeAt(PlainSoftmax.array(type, points));
            products.multiply(PlainSoftmax.array(type, directions), images);
        }
        return images;
    }

    /** Models together are models alone, also where rows have weights. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void theWeightOfARowCountsForAllModels(DataType type) {
        Batch batch = batch(type);
        double[][] points = stack(10, 0.1);
        double[][] directions = stack(20, 1);
        INDArray together = product(batch, points, directions);
        double tolerance = type == DataType.FLOAT ? 1e-3 : 1e-10; // of sums of about 100
        for (int m = 0; m < MODELS; m++) {
            int from = m * CLASSES;
            INDArray alone = product(
                    batch,
                    Arrays.copyOfRange(points, from, from + CLASSES),
                    Arrays.copyOfRange(directions, from, from + CLASSES));
            INDArray ofModel = together.get(NDArrayIndex.interval(from, from + CLASSES), NDArrayIndex.all());
            assertEquals(0, alone.distance2(ofModel), tolerance);
        }
    }
}
