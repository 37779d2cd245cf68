package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** By its rows or by its columns, it is the same matrix. */
class DualKroneckerHessianTest {
    private static final int ROWS = 40;
    private static final int FEATURES = 90;
    private static final int CLASSES = 3;

    private static KroneckerSample sample(DataType type, boolean hasIntercept) {
        double[][] x = PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1);
        String[] labels = Arrays.stream(PlainSoftmax.labels(ROWS, CLASSES, 4))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        Dataset dataset = Dataset.of(x, labels).withType(type);
        return new KroneckerSample(dataset.batches(16), Coordinates.unchanged(FEATURES, hasIntercept), CLASSES);
    }

    private static PenaltyTerm penalty(double strength) {
        var strengths = new double[FEATURES];
        Arrays.setAll(strengths, j -> strength * (1 + j % 3));
        return new PenaltyTerm(strengths);
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, true, 0.01, 1e-4", "DOUBLE, false, 0.1, 1e-8", "FLOAT, true, 0.1, 1e-3"})
    void isTheInverseOfTheDenseOne(DataType type, boolean hasIntercept, double strength, double tolerance) {
        INDArray point = Nd4j.createFromArray(PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 0.1, 2));
        INDArray expected = Nd4j.createFromArray(PlainSoftmax.gaussian(CLASSES, FEATURES + 1, 1, 3));
        if (!hasIntercept) {
            expected.getColumn(FEATURES).assign(0);
        }
        INDArray actual = expected.dup();
        try (var sample = sample(type, hasIntercept);
                var dense = new DenseKroneckerHessian(sample, penalty(strength));
                var dual = new DualKroneckerHessian(sample, penalty(strength))) {
            dense.linearizeAt(point);
            dual.linearizeAt(point);
            dense.applyInverse(expected);
            dual.applyInverse(actual);
            double size = expected.amaxNumber().doubleValue();
            assertEquals(0, actual.sub(expected).amaxNumber().doubleValue(), tolerance * size);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.001"})
    void penaltyCanBeChanged(double strength) {
        INDArray point = Nd4j.createFromArray(PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 0.1, 2));
        INDArray expected = Nd4j.createFromArray(PlainSoftmax.gaussian(CLASSES, FEATURES + 1, 1, 3));
        INDArray actual = expected.dup();
        try (var sample = sample(DataType.DOUBLE, true);
                var before = new DualKroneckerHessian(sample, penalty(0.02));
                var after = new DualKroneckerHessian(sample, penalty(strength))) {
            before.linearizeAt(point);
            after.linearizeAt(point);
            after.applyInverse(expected);
            try (KroneckerHessian changed = before.withPenalty(penalty(strength))) {
                changed.applyInverse(actual);
            }
        }
        assertEquals(0, actual.sub(expected).amaxNumber().doubleValue(), 1e-10);
    }
}
