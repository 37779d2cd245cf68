package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class CoordinatesTest {
    private static final double[] RATE = {2, 0.5, 1e6};
    private static final double[] SHIFT = {3, -1, 1e-4};

    /** Logits of the features as they are and of the standardised ones are the same. */
    @Test
    void parametersGiveTheLogitsOfStandardisedFeatures() {
        double[][] x = PlainSoftmax.gaussian(10, 3, 1, 1);
        double[][] point = PlainSoftmax.gaussian(4, 2, 1, 2);
        var standardised = new double[10][3];
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 3; j++) {
                standardised[i][j] = (x[i][j] - SHIFT[j]) * RATE[j];
            }
        }
        INDArray parameters =
                Coordinates.of(RATE, SHIFT, true).toParameters(PlainSoftmax.array(DataType.DOUBLE, point));
        double[][] actual = PlainSoftmax.logits(parameters.toDoubleMatrix(), x);
        double[][] expected = PlainSoftmax.logits(point, standardised);
        for (int i = 0; i < 10; i++) {
            for (int k = 0; k < 2; k++) {
                assertEquals(expected[i][k], actual[i][k], 1e-9 * Math.max(1, Math.abs(expected[i][k])));
            }
        }
    }

    @Test
    void thereAndBackIsTheSamePoint() {
        var coordinates = Coordinates.of(RATE, SHIFT, true);
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(4, 2, 1, 2));
        INDArray back = coordinates.toPoint(coordinates.toParameters(point));
        assertEquals(0, point.sub(back).amaxNumber().doubleValue(), 1e-12);
    }

    /** A rate of 0 holds a weight at 0, and so does having no intercept. */
    @Test
    void pinnedNumbersStayZero() {
        var coordinates = Coordinates.of(new double[] {1, 0}, new double[] {0, 5}, false);
        INDArray ones = PlainSoftmax.array(DataType.DOUBLE, new double[][] {{1, 1}, {1, 1}, {1, 1}});
        INDArray parameters = coordinates.toParameters(ones);
        assertEquals(1, parameters.getDouble(0, 0));
        assertEquals(0, Math.abs(parameters.getDouble(1, 0)));
        assertEquals(0, Math.abs(parameters.getDouble(2, 0)));
        coordinates.pullBack(ones);
        assertEquals(1, ones.getDouble(0, 0));
        assertEquals(0, Math.abs(ones.getDouble(1, 0)));
        assertEquals(0, Math.abs(ones.getDouble(2, 0)));
    }
}
