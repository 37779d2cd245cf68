package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PenaltyTermTest {
    @Test
    void isWithinComparesEachFeature() {
        var term = new PenaltyTerm(1, 2, 0);
        assertTrue(term.isWithin(1, new PenaltyTerm(1, 2, 0)));
        assertTrue(term.isWithin(2, new PenaltyTerm(2, 1, 0)));
        assertFalse(term.isWithin(2, new PenaltyTerm(1, 4.1, 0)));
        assertFalse(term.isWithin(2, new PenaltyTerm(0.4, 2, 0)));
        assertFalse(term.isWithin(1e9, new PenaltyTerm(1, 2, 1e-9)), "penalised and not");
    }

    /** Long matrices take another operation than short ones. */
    @ParameterizedTest
    @CsvSource({"3, 2, DOUBLE, 1e-12", "3, 2, FLOAT, 1e-5", "400, 250, DOUBLE, 1e-12", "400, 250, FLOAT, 1e-5"})
    void isThatOfPlainJava(int features, int classes, DataType type, double tolerance) {
        var strengths = new double[features];
        Arrays.setAll(strengths, j -> 0.5 + j % 3);
        double[][] point = PlainSoftmax.gaussian(features + 1, classes, 1, 1);
        double[][] gradient = PlainSoftmax.gaussian(features + 1, classes, 1, 2);
        double value = 0;
        double[][] expected = Arrays.stream(gradient).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < classes; k++) {
                value += strengths[j] / 2 * point[j][k] * point[j][k];
                expected[j][k] += strengths[j] * point[j][k];
            }
        }
        var term = new PenaltyTerm(strengths);
        INDArray at = PlainSoftmax.array(type, point);
        INDArray sums = PlainSoftmax.array(type, gradient);
        assertEquals(value, term.addGradient(at, sums), tolerance * value);
        double[][] actual = sums.castTo(DataType.DOUBLE).toDoubleMatrix();
        for (int j = 0; j <= features; j++) {
            assertArrayEquals(expected[j], actual[j], 10 * tolerance, "row " + j);
        }
    }
}
