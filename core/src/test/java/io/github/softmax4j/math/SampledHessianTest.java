package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SampledHessianTest {
    private static final int ROWS = 80;
    private static final int FEATURES = 5;
    private static final int CLASSES = 4;
    private static final double[] STRENGTHS = {0.1, 0.2, 0, 0.3, 0.5};
    private static final Coordinates AS_IS = Coordinates.of(new double[] {1, 1, 1, 1, 1}, new double[5], true);

    private static Dataset dataset(DataType type) {
        double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
        return Dataset.of(
                        PlainSoftmax.array(type, PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1)),
                        Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                                .mapToObj(Integer::toString)
                                .toList())
                .withWeights(weights);
    }

    private static SampledHessian hessian(Dataset dataset, INDArray point) {
        var penalty = new PenaltyTerm(STRENGTHS);
        var shared = new DenseCurvature(new CurvatureSample(dataset.batches(32), AS_IS, CLASSES), penalty);
        shared.update(point);
        var hessian = new SampledHessian(dataset.batches(32), CLASSES, penalty, shared);
        hessian.update(point);
        return hessian;
    }

    private static INDArray gradient(Dataset dataset, INDArray point) {
        INDArray gradient = point.ulike();
        try (var loss = new StackedLoss(FEATURES, CLASSES, 1, dataset.type(), 0, AS_IS)) {
            loss.evaluate(
                    List.of(point),
                    dataset.batches(32),
                    new double[] {dataset.weightSum()},
                    List.of(new PenaltyTerm(STRENGTHS)),
                    List.of(gradient));
        }
        return gradient;
    }

    /** The Hessian is the slope of the gradient. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, 1e-8", "FLOAT, 2e-3"})
    void productIsTheSlopeOfTheGradient(DataType type, double tolerance) {
        Dataset dataset = dataset(type);
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 0.5, 2));
        INDArray direction = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 3));
        double step = type == DataType.FLOAT ? 1e-2 : 1e-5;
        INDArray slope = gradient(dataset, point.add(direction.mul(step)))
                .sub(gradient(dataset, point.sub(direction.mul(step))))
                .div(2 * step);
        INDArray product = direction.castTo(type).dup().reshape((FEATURES + 1L) * CLASSES);
        hessian(dataset, point).multiply(product);
        INDArray difference = product.castTo(DataType.DOUBLE).sub(slope.reshape((FEATURES + 1L) * CLASSES));
        assertEquals(0, difference.amaxNumber().doubleValue(), tolerance);
    }

    /** Not the inverse to the last digit, but a direction that goes down, and fixed coordinates stay. */
    @Test
    void inverseIsADirectionOfDescent() {
        Dataset dataset = dataset(DataType.DOUBLE);
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 0.5, 2));
        SampledHessian hessian = hessian(dataset, point);
        long size = (FEATURES + 1L) * CLASSES;
        INDArray vector = gradient(dataset, point).reshape(size);
        INDArray before = vector.dup();
        hessian.applyInverse(vector);
        assertTrue(Nd4j.getBlasWrapper().dot(before, vector) > 0);
        INDArray back = vector.dup();
        hessian.multiply(back);
        double residual = back.sub(before).norm2Number().doubleValue();
        assertTrue(residual < before.norm2Number().doubleValue(), "residual " + residual);

        INDArray free = Nd4j.ones(DataType.DOUBLE, size);
        free.putScalar(3, 0);
        free.putScalar(10, 0);
        INDArray masked = before.mul(free);
        hessian.applyInverse(masked, free);
        assertEquals(0, Math.abs(masked.getDouble(3)) + Math.abs(masked.getDouble(10)));
        assertTrue(Nd4j.getBlasWrapper().dot(before.mul(free), masked) > 0);
    }
}
