package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The weights that are shown, against those of the model and deviations in plain Java. */
class WeightsTest {
    private static final double ROUNDING = 1e-12;

    private static double deviation(Dataset rows, int feature) {
        double[] values = rows.features().getColumn(feature).dup().toDoubleVector();
        double mean = DoubleStream.of(values).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void deviations(String type) {
        // more rows than one block has
        Dataset rows = Rows.of(2, 700, 1600).withType(DataType.valueOf(type));
        Spread spread = Spread.of(rows.featureMatrix());
        for (int j = 0; j < 700; j += 100) {
            double expected = deviation(rows, j);
            assertEquals(expected, spread.deviation(j), (type.equals("FLOAT") ? 1e-6 : ROUNDING) * expected);
        }
    }

    /** Per class, in units of a deviation, the largest first. */
    @Test
    void ofClasses() {
        Dataset rows = Rows.of(3, 5, 90);
        Fit fit = SoftmaxRegression.withDefaults().fit(rows);
        var weights = new Weights(fit.model(), Optional.of(Spread.of(rows.featureMatrix())));
        assertEquals(3, weights.columns());
        for (int k = 0; k < 3; k++) {
            String name = fit.model().classes().names().get(k);
            double[] expected = new double[5];
            for (int j = 0; j < 5; j++) {
                expected[j] = fit.model().coefficient("feature " + j, name) * deviation(rows, j);
                assertEquals(expected[j], weights.value(j, k), ROUNDING);
            }
            assertArrayEquals(expected, weights.column(k), ROUNDING);
            assertEquals(fit.model().intercept(name), weights.intercept(k), ROUNDING);
            assertEquals(
                    IntStream.range(0, 5)
                            .boxed()
                            .sorted(Comparator.comparingDouble(j -> -Math.abs(expected[j])))
                            .limit(3)
                            .toList(),
                    weights.strongest(k, 3).stream().map(Weights.Entry::feature).toList());
        }
        List<Weights.Entry> strongest = weights.strongest(15);
        assertEquals(15, strongest.size());
        for (int i = 1; i < 15; i++) {
            assertTrue(Math.abs(strongest.get(i - 1).value())
                    >= Math.abs(strongest.get(i).value()));
        }
        assertEquals(15, weights.nonZero());
    }

    /** Of two classes the difference is what moves the odds. */
    @Test
    void ofTwoClasses() {
        Fit fit = SoftmaxRegression.withDefaults().fit(Rows.of(2, 4, 60));
        var weights = new Weights(fit.model(), Optional.empty());
        assertEquals(1, weights.columns());
        assertEquals("class 1 rather than class 0", weights.columnName(0));
        for (int j = 0; j < 4; j++) {
            assertEquals(
                    fit.model().coefficient("feature " + j, "class 1")
                            - fit.model().coefficient("feature " + j, "class 0"),
                    weights.value(j, 0),
                    ROUNDING);
        }
        assertArrayEquals(
                IntStream.range(0, 4).mapToDouble(j -> weights.value(j, 0)).toArray(), weights.column(0), ROUNDING);
        assertEquals(
                fit.model().intercept("class 1") - fit.model().intercept("class 0"), weights.intercept(0), ROUNDING);
    }
}
