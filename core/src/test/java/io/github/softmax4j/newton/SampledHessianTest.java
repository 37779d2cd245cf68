package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.linalg.ConjugateGradients;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.math.StackedLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SampledHessianTest {
    private static final int ROWS = 80;
    private static final int FEATURES = 5;
    private static final int CLASSES = 4;
    private static final double[] STRENGTHS = {0.1, 0.2, 0, 0.3, 0.5};
    private static final Coordinates AS_IS = Coordinates.unchanged(5, true);

    private static Dataset dataset(DataType type) {
        double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
        return Dataset.of(
                        PlainSoftmax.array(type, PlainSoftmax.gaussian(ROWS, FEATURES, 1.5, 1)),
                        Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                                .mapToObj(Integer::toString)
                                .toList())
                .withWeights(weights);
    }

    private static final ConjugateGradients TO_THE_LAST_DIGIT = new ConjugateGradients(1e-12, 0, 1, 500);

    private static SampledHessian.Newton newton(Dataset dataset, INDArray point, INDArray vector) {
        return newton(dataset, point, vector, new LimitedMemoryPreconditioner());
    }

    private static SampledHessian.Newton newton(
            Dataset dataset, INDArray point, INDArray vector, LimitedMemoryPreconditioner recycled) {
        return newton(dataset, point, new PenaltyTerm(STRENGTHS), vector, recycled);
    }

    private static SampledHessian.Newton newton(
            Dataset dataset,
            INDArray point,
            PenaltyTerm penalty,
            INDArray vector,
            LimitedMemoryPreconditioner recycled) {
        var shared = new DenseKroneckerHessian(new KroneckerSample(dataset.batches(32), AS_IS, CLASSES), penalty);
        shared.linearizeAt(point);
        return new SampledHessian.Newton(point, penalty, shared, vector, recycled);
    }

    private static INDArray point(long seed, double scale) {
        return PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, scale, seed));
    }

    private static INDArray gradient(Dataset dataset, INDArray point) {
        INDArray gradient = point.ulike();
        var shape = new PassShape(dataset.rows(), FEATURES, CLASSES, 1, dataset.type());
        try (var loss = new StackedLoss(shape, 0, AS_IS)) {
            loss.evaluate(
                    List.of(point),
                    dataset.batches(32),
                    new double[] {dataset.weightSum()},
                    List.of(new PenaltyTerm(STRENGTHS)),
                    List.of(gradient));
        }
        return gradient;
    }

    /** The change of the gradient along a direction, which is the Hessian times it. */
    private static INDArray slope(Dataset dataset, INDArray point, INDArray direction) {
        double step = 1e-5;
        return gradient(dataset, point.add(direction.mul(step)))
                .subi(gradient(dataset, point.sub(direction.mul(step))))
                .divi(2 * step);
    }

    @Test
    void hessianTimesTheSolutionIsTheVector() {
        Dataset dataset = dataset(DataType.DOUBLE);
        INDArray point = point(2, 0.5);
        INDArray vector = gradient(dataset, point);
        INDArray before = vector.dup();
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, true, TO_THE_LAST_DIGIT)) {
            hessian.solve(List.of(newton(dataset, point, vector)));
        }
        INDArray difference = slope(dataset, point, vector).subi(before);
        assertEquals(0, difference.amaxNumber().doubleValue(), 1e-7);
    }

    /** Columns that are not around 0, as without an intercept: it must not make up for their means. */
    @Test
    void withoutAnInterceptItsPlaceStays() {
        Dataset dataset = dataset(DataType.DOUBLE);
        dataset.features().addi(1);
        INDArray point = point(2, 0.5);
        point.getRow(FEATURES).assign(0);
        INDArray vector = gradient(dataset, point);
        vector.getRow(FEATURES).assign(0);
        INDArray before = vector.dup();
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, false, TO_THE_LAST_DIGIT)) {
            hessian.solve(List.of(newton(dataset, point, vector)));
        }
        assertEquals(0, vector.getRow(FEATURES).amaxNumber().doubleValue());
        INDArray difference = slope(dataset, point, vector).subi(before);
        difference.getRow(FEATURES).assign(0);
        assertEquals(0, difference.amaxNumber().doubleValue(), 1e-7);
    }

    /** What is remembered may be of another point: it changes the way, not where it leads to. */
    @Test
    void recyclingLeadsToTheSolutionToo() {
        Dataset dataset = dataset(DataType.DOUBLE);
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, true, TO_THE_LAST_DIGIT);
                var recycled = new LimitedMemoryPreconditioner()) {
            for (int step = 0; step < 6; step++) {
                INDArray point = point(2, 0.5 + 0.3 * step);
                INDArray vector = gradient(dataset, point);
                INDArray before = vector.dup();
                hessian.solve(List.of(newton(dataset, point, vector, recycled)));
                INDArray difference = slope(dataset, point, vector).subi(before);
                assertEquals(0, difference.amaxNumber().doubleValue(), 1e-7, "step " + step);
            }
        }
    }

    /** The same system again, and one whose point has moved on a little. */
    @Test
    void recyclingSavesProducts() {
        Dataset dataset = dataset(DataType.DOUBLE);
        INDArray point = point(2, 2);
        try (var hessian = new SampledHessian(
                        dataset.batches(32), CLASSES, true, new ConjugateGradients(1e-3, 0, 1, 500));
                var recycled = new LimitedMemoryPreconditioner()) {
            INDArray vector = gradient(dataset, point);
            int first = hessian.solve(List.of(newton(dataset, point, vector.dup(), recycled)))[0];
            int again = hessian.solve(List.of(newton(dataset, point, vector.dup(), recycled)))[0];
            int near = hessian.solve(List.of(newton(dataset, point.mul(1.05), vector.dup(), recycled)))[0];
            assertTrue(again < first && near < first, first + " products, then " + again + " and " + near);
        }
    }

    /** Not the inverse to the last digit, but a direction that goes down, in float too. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void inverseIsADirectionOfDescent(DataType type) {
        Dataset dataset = dataset(type);
        INDArray point = point(2, 0.5);
        INDArray vector = gradient(dataset, point);
        INDArray before = vector.dup();
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, true)) {
            hessian.solve(List.of(newton(dataset, point, vector)));
        }
        assertTrue(before.mul(vector).sumNumber().doubleValue() > 0);
        double residual = slope(dataset(DataType.DOUBLE), point, vector)
                .subi(before)
                .norm2Number()
                .doubleValue();
        assertTrue(residual < 0.5 * before.norm2Number().doubleValue(), "residual " + residual);
    }

    /** A column that these rows do not show has the most curvature that rows can have, not none. */
    @Test
    void unseenColumnHasCurvature() {
        double[][] x = PlainSoftmax.gaussian(ROWS, FEATURES, 1.5, 1);
        Arrays.stream(x).forEach(row -> row[2] = 0);
        Dataset dataset = Dataset.of(
                PlainSoftmax.array(DataType.DOUBLE, x),
                Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                        .mapToObj(Integer::toString)
                        .toList());
        INDArray vector = Nd4j.create(DataType.DOUBLE, FEATURES + 1, CLASSES);
        vector.putScalar(2, 1, 3);
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, true, TO_THE_LAST_DIGIT)) {
            hessian.solve(List.of(newton(dataset, point(2, 0.5), vector)));
        }
        assertEquals(3 / (STRENGTHS[2] + 1.0 / CLASSES), vector.getDouble(2, 1), 1e-9);
    }

    /**
     * Models of any difficulty, some of which are done before others: together as alone, also with what each has
     * learnt.
     */
    @Test
    void togetherAsAlone() {
        Dataset dataset = dataset(DataType.DOUBLE);
        double[] scales = {0, 3, 0.1, 8, 1};
        List<SampledHessian.Newton> together = new ArrayList<>();
        List<SampledHessian.Newton> alone = new ArrayList<>();
        for (int m = 0; m < scales.length; m++) {
            INDArray point = point(m, scales[m]);
            INDArray vector = point(10 + m, 1);
            together.add(newton(dataset, point, vector.dup()));
            alone.add(newton(dataset, point, vector));
        }
        try (var hessian = new SampledHessian(dataset.batches(32), CLASSES, true)) {
            for (int round = 0; round < 3; round++) {
                int[] products = hessian.solve(together);
                for (int m = 0; m < scales.length; m++) {
                    int[] productsAlone = hessian.solve(List.of(alone.get(m)));
                    assertEquals(productsAlone[0], products[m]);
                    INDArray difference =
                            together.get(m).vector().sub(alone.get(m).vector());
                    assertEquals(0, difference.amaxNumber().doubleValue(), 1e-9);
                    INDArray next = gradient(dataset, point(30 + 10 * round + m, 1));
                    together.get(m).vector().assign(next);
                    alone.get(m).vector().assign(next);
                }
                boolean someAreHarder = Arrays.stream(products).distinct().count() > 1;
                assertTrue(round > 0 || someAreHarder, "all as hard: " + Arrays.toString(products));
            }
        }
    }

    /**
     * Long solutions are thinned out, and images of flat directions, which are mostly rounding in float, are left out.
     */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void flatDirectionsDoNoHarm(DataType type) {
        Dataset dataset = dataset(type);
        INDArray point = point(2, 6); // probabilities next to 0 and 1
        var penalty = new PenaltyTerm(1e-9, 1e-9, 0, 1e-9, 1e-9);
        try (var hessian = new SampledHessian(
                        dataset.batches(32), CLASSES, true, new ConjugateGradients(1e-4, 5, 0.05, 60));
                var recycled = new LimitedMemoryPreconditioner()) {
            for (int step = 0; step < 5; step++) {
                INDArray vector = gradient(dataset, point.mul(1 + 0.01 * step));
                INDArray before = vector.dup();
                hessian.solve(List.of(newton(dataset, point, penalty, vector, recycled)));
                double slope = before.mul(vector).sumNumber().doubleValue();
                assertTrue(slope > 0 && Double.isFinite(slope), "step " + step + ": " + slope);
            }
        }
    }
}
