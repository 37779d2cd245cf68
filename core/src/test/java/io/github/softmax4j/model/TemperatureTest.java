package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Temperatures against plain double, at every door of a model. */
class TemperatureTest {
    /** Rows whose classes are drawn from softmax(X W / T). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Drawn(double[][] matrix, double[][] features, int[] labels, double[] weights) {
        static Drawn at(double temperature, int rows, int classes, long seed) {
            double[][] matrix = PlainSoftmax.gaussian(4, classes, 1.5, seed);
            double[][] features = PlainSoftmax.gaussian(rows, 3, 1, seed + 1);
            double[][] probabilities =
                    PlainSoftmax.probabilities(scaled(1 / temperature, PlainSoftmax.logits(matrix, features)));
            var random = new Random(seed + 2);
            int[] labels = Arrays.stream(probabilities)
                    .mapToInt(row -> drawn(row, random.nextDouble()))
                    .toArray();
            double[] weights = random.ints(rows, 0, 3).asDoubleStream().toArray();
            return new Drawn(matrix, features, labels, weights);
        }

        private static int drawn(double[] probabilities, double uniform) {
            double sum = probabilities[0];
            int k = 0;
            while (sum < uniform && k < probabilities.length - 1) {
                k++;
                sum += probabilities[k];
            }
            return k;
        }

        SoftmaxModel model(DataType type) {
            return Models.of(type, matrix);
        }

        Dataset dataset(DataType type) {
            ClassLabels classes = model(type).classes();
            List<String> names = Arrays.stream(labels).mapToObj(k -> "k" + k).toList();
            return Dataset.of(PlainSoftmax.array(type, features), names, classes)
                    .withWeights(weights);
        }

        double loss(double temperature) {
            double[][] logits = scaled(1 / temperature, PlainSoftmax.logits(matrix, features));
            return IntStream.range(0, labels.length)
                            .mapToDouble(i -> weights[i] * (PlainSoftmax.logSumExp(logits[i]) - logits[i][labels[i]]))
                            .sum()
                    / Arrays.stream(weights).sum();
        }

        /** By golden sections in log T. */
        double best() {
            double low = Math.log(0.01);
            double high = Math.log(100);
            double share = (Math.sqrt(5) - 1) / 2;
            while (high - low > 1e-9) {
                double a = high - share * (high - low);
                double b = low + share * (high - low);
                if (loss(Math.exp(a)) < loss(Math.exp(b))) {
                    high = b;
                } else {
                    low = a;
                }
            }
            return Math.exp((low + high) / 2);
        }
    }

    private static double[][] scaled(double factor, double[][] values) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @CsvSource({"3, 400, 4, 1", "0.3, 400, 3, 2", "1.1, 1000, 2, 3", "8, 600, 10, 4"})
    void isTheLowestLossOfTheRows(double drawnAt, int rows, int classes, long seed) {
        Drawn drawn = Drawn.at(drawnAt, rows, classes, seed);
        SoftmaxModel model = drawn.model(DataType.DOUBLE);
        Dataset dataset = drawn.dataset(DataType.DOUBLE);
        SoftmaxModel calibrated = model.calibrated(dataset);
        assertEquals(drawn.best(), calibrated.temperature(), 1e-6 * calibrated.temperature());
        assertEquals(drawnAt, calibrated.temperature(), 0.35 * drawnAt, "as they were drawn, but for chance");
        double before = model.evaluate(dataset).logLoss();
        double after = calibrated.evaluate(dataset).logLoss();
        assertTrue(after < before, before + " before, " + after + " after");
        assertEquals(drawn.loss(calibrated.temperature()), after, 1e-12);
        assertEquals(
                model.evaluate(dataset).confusion(),
                calibrated.evaluate(dataset).confusion());
    }

    @Test
    void weightsAreRepeatedRows() {
        Drawn drawn = Drawn.at(2, 300, 3, 5);
        int[] rows = IntStream.range(0, 300)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) drawn.weights()[i]))
                .toArray();
        Dataset plain = drawn.dataset(DataType.DOUBLE);
        var ones = new double[300];
        Arrays.fill(ones, 1);
        Dataset repeated = plain.withWeights(ones).subset(rows);
        SoftmaxModel model = drawn.model(DataType.DOUBLE);
        assertEquals(
                model.calibrated(repeated).temperature(),
                model.calibrated(plain).temperature(),
                1e-10);
    }

    /** Enough rows and classes for tiles, and for rows in float. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 3", "DOUBLE, 3", "FLOAT, 40", "DOUBLE, 40"})
    void everyDoorAnswersAtIt(DataType type, int classes) {
        Drawn drawn = Drawn.at(2, 50, classes, 6);
        SoftmaxModel model = drawn.model(type).withTemperature(2.7);
        double[][] expected =
                PlainSoftmax.probabilities(scaled(1 / 2.7, PlainSoftmax.logits(drawn.matrix(), drawn.features())));
        float[][] inFloat = Models.toFloat(drawn.features());
        double tolerance = type == DataType.FLOAT ? 2e-6 : 1e-13;
        double[][] ofArray = model.probabilities(PlainSoftmax.array(type, drawn.features()))
                .castTo(DataType.DOUBLE)
                .toDoubleMatrix();
        double[][] ofRows = model.probabilities(drawn.features());
        float[][] ofFloats = model.probabilities(inFloat);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], ofArray[i], tolerance, "array");
            assertArrayEquals(expected[i], ofRows[i], 1e-13, "rows of double");
            assertArrayEquals(expected[i], Models.toDouble(ofFloats[i]), 2e-6, "rows of float");
            assertArrayEquals(expected[i], model.probabilities(drawn.features()[i]), 1e-13, "a row of double");
            assertArrayEquals(expected[i], Models.toDouble(model.probabilities(inFloat[i])), 2e-6, "a row of float");
            Map<String, Object> fields = new HashMap<>();
            for (int j = 0; j < 3; j++) {
                fields.put("x" + j, drawn.features()[i][j]);
            }
            assertArrayEquals(expected[i], model.probabilities(fields), 1e-6, "a record");
            double largest = Arrays.stream(expected[i]).max().orElseThrow();
            assertEquals(largest, model.predict(inFloat[i]).probability(), 2e-6);
            assertEquals(largest, model.topK(drawn.features()[i], 2).get(0).probability(), 1e-13);
        }
    }

    @Test
    void labelsStay() {
        Drawn drawn = Drawn.at(3, 500, 5, 7);
        SoftmaxModel model = drawn.model(DataType.FLOAT);
        SoftmaxModel calibrated = model.calibrated(drawn.dataset(DataType.FLOAT));
        var features = PlainSoftmax.array(DataType.FLOAT, drawn.features());
        assertEquals(model.predict(features), calibrated.predict(features));
        assertEquals(
                model.coefficient("x1", "k2") / calibrated.temperature(),
                calibrated.coefficient("x1", "k2"),
                1e-15,
                "coefficients are those of the logits");
    }

    @Test
    void oneWhereNothingIsGained() {
        Drawn drawn = Drawn.at(2, 200, 3, 8);
        Dataset dataset = drawn.dataset(DataType.DOUBLE);
        SoftmaxModel once = drawn.model(DataType.DOUBLE).calibrated(dataset);
        SoftmaxModel twice = once.calibrated(dataset);
        assertEquals(once.temperature(), twice.temperature(), 1e-9, "temperatures multiply");
        SoftmaxModel says = Models.of(DataType.DOUBLE, new double[][] {{0, 0}, {0, 0}});
        Dataset even = Dataset.of(new double[][] {{1}, {2}}, "k0", "k1");
        assertSame(says, says.calibrated(even), "equal logits have no temperature");
        assertEquals(1, says.temperature());
    }

    private static String refused(SoftmaxModel model, Dataset rows) {
        return assertThrows(IllegalArgumentException.class, () -> model.calibrated(rows))
                .getMessage();
    }

    @Test
    void rowsWithoutAFiniteTemperatureAreRefused() {
        SoftmaxModel model = Models.of(DataType.DOUBLE, new double[][] {{1, -1}, {0, 0}});
        String separable = refused(model, Dataset.of(new double[][] {{1}, {2}, {-0.5}}, "k0", "k0", "k1"));
        assertTrue(separable.contains("of these 3 the most probable class is always the label"), separable);
        String contrary = refused(model, Dataset.of(new double[][] {{1}, {2}, {-0.5}}, "k1", "k1", "k0"));
        assertTrue(contrary.contains("lowest where all classes are equally probable"), contrary);
        SoftmaxModel says = Models.of(DataType.DOUBLE, new double[][] {{1e-9, -1e-9}, {0, 0}});
        String small = refused(says, Dataset.of(new double[][] {{1}, {2}, {-0.1}}, "k0", "k0", "k0"));
        assertTrue(small.contains("must be at least 9.5367431640625E-7, but"), small);
        Dataset sure = Dataset.of(new double[][] {{1e9}, {-1e9}}, "k0", "k1");
        assertTrue(refused(model, sure).contains("always the label"), "also where the loss is 0 but for rounding");
        Dataset weightless = Dataset.of(new double[][] {{1}, {2}, {-0.5}}, "k0", "k0", "k0");
        assertTrue(
                refused(model, weightless.withWeights(1, 1, 0)).contains("always the label"),
                "a row of weight 0 is none");
    }

    @Test
    void temperaturesAreSetAndTakenBack() {
        Drawn drawn = Drawn.at(1, 10, 3, 9);
        SoftmaxModel model = drawn.model(DataType.DOUBLE);
        SoftmaxModel half = model.withTemperature(2);
        assertEquals(2, half.temperature());
        assertEquals(model.matrix(), half.withTemperature(1).matrix());
        assertEquals(4, half.withTemperature(4).temperature());
        assertEquals(model.matrix().div(4), half.withTemperature(4).matrix());
        assertEquals(1, half.withMatrix(model.matrix()).temperature(), "of new weights");
        assertEquals(2, half.withTraining(model.training()).temperature());
        assertTrue(half.toString().endsWith(", temperature 2.0]"), half.toString());
        assertEquals(half, model.withMatrix(model.matrix().div(2)), "they say the same of every row");
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(IllegalArgumentException.class, () -> model.withTemperature(wrong))
                    .getMessage();
            assertEquals("the temperature must be above 0 and finite, but is " + wrong, message);
        }
    }

    @Test
    void warmStartsBeginWhereTrainingEnded() {
        Drawn drawn = Drawn.at(1, 10, 3, 10);
        SoftmaxModel model = drawn.model(DataType.DOUBLE);
        var match = new NameMatch(model.withTemperature(3), model.classes(), model.featureNames());
        double[][] start = match.matrix();
        for (int row = 0; row < start.length; row++) {
            assertArrayEquals(drawn.matrix()[row], start[row], 1e-14);
        }
    }

    /** Rows are read in several parts. */
    @Test
    void manyRows() {
        Drawn drawn = Drawn.at(2, 100_000, 3, 11);
        double temperature = drawn.model(DataType.DOUBLE)
                .calibrated(drawn.dataset(DataType.DOUBLE))
                .temperature();
        assertEquals(2, temperature, 0.03);
        double loss = drawn.loss(temperature);
        var around = new ArrayList<Double>();
        around.add(drawn.loss(temperature * 1.001));
        around.add(drawn.loss(temperature / 1.001));
        assertTrue(around.stream().allMatch(other -> other > loss), loss + ", " + around);
    }
}
