package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftmaxModelTest {
    private static final List<String> FEATURES = List.of("length", "width");
    private static final ClassLabels CLASSES = ClassLabels.inOrder(List.of("wasp", "bee", "fly"));
    private static final double[][] MATRIX = {{1.5, -2, 0.5}, {-0.1, 0.2, -0.1}, {-1, 0, 1}};

    private static TrainingSummary training(StopReason reason, int iterations) {
        return new TrainingSummary(
                "lbfgs",
                "SoftmaxRegression[...]",
                new Convergence(reason, 0.25, 1e-6, iterations, 15, 0.5),
                0.125,
                150,
                "150x2 FLOAT crc32c:00000000",
                "",
                "0.1.0",
                "nd4j-native",
                Instant.parse("2026-11-22T10:00:00Z"),
                Reading.NONE);
    }

    private static SoftmaxModel model(DataType type, double[][] matrix, ClassLabels classes, List<String> features) {
        INDArray array = Nd4j.createFromArray(matrix);
        return new SoftmaxModel(array, type, classes, features, training(StopReason.GRADIENT, 12));
    }

    private static SoftmaxModel model() {
        return model(DataType.DOUBLE, MATRIX, CLASSES, FEATURES);
    }

    @Test
    void weightsAreFoundByName() {
        SoftmaxModel model = model();
        for (int k = 0; k < 3; k++) {
            String name = CLASSES.names().get(k);
            assertEquals(MATRIX[0][k], model.coefficient("length", name));
            assertEquals(MATRIX[1][k], model.coefficient("width", name));
            assertEquals(MATRIX[2][k], model.intercept(name));
            assertEquals(FEATURES, List.copyOf(model.coefficients(name).keySet()), "in the order of the features");
            assertArrayEquals(
                    new double[] {MATRIX[0][k], MATRIX[1][k]},
                    model.coefficients(name).values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }
        assertThrows(
                UnsupportedOperationException.class,
                () -> model.coefficients("bee").put("length", 1.0));
    }

    @Test
    void unknownNamesAreRefusedWithThoseThatAreNear() {
        assertRefused("'lenght'; the nearest: 'length'", () -> model().coefficient("lenght", "bee"));
        assertRefused("'beee'; the nearest: 'bee'", () -> model().coefficient("length", "beee"));
        assertRefused("one of the 3 there are, but is 'elephant'", () -> model().coefficients("elephant"));
        assertRefused("'WASP'; the nearest: 'wasp'", () -> model().intercept("WASP"));
        SoftmaxModel twice = model(DataType.DOUBLE, MATRIX, CLASSES, List.of("x", "x"));
        assertRefused("'x' stands twice", () -> twice.coefficient("x", "bee"));
        assertRefused("'x' stands twice", () -> twice.coefficients("bee"));
        assertEquals(0, twice.intercept("bee"));
    }

    private static void assertRefused(String words, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(words), message);
    }

    /** Rows are judged alike, whichever classes their data set has, and in whatever order. */
    @Test
    void rowsThatLackAClassAreEvaluated() {
        double[][] rows = {{2, 1}, {-1, 3}, {0.5, 1}, {-2, -2}};
        String[] labels = {"wasp", "bee", "wasp", "bee"};
        Dataset ofModel = Dataset.of(Nd4j.createFromArray(rows), List.of(labels), CLASSES);
        Evaluation expected = model().evaluate(ofModel);
        assertEquals(expected, model().evaluate(Dataset.of(rows, labels)), "bee before wasp, and no fly");
        ClassLabels more = ClassLabels.of(List.of("wasp", "moth", "bee"));
        assertEquals(
                expected,
                model().evaluate(Dataset.of(Nd4j.createFromArray(rows), List.of(labels), more)),
                "a moth that no row is");
        assertEquals(CLASSES, expected.classes());
        assertEquals(0, expected.support("fly"));
        Dataset ofOthers = Dataset.of(rows, "wasp", "moth", "moth", "bee");
        assertRefused(
                "the rows must be of the classes [wasp, bee, fly], but 2 rows are of 'moth'",
                () -> model().evaluate(ofOthers));
        assertRefused("features must be rows x 2", () -> model().evaluate(Dataset.of(new double[][] {{1}}, "bee")));
        Dataset turned = Dataset.of(new double[][] {{1, 2}}, "bee").withFeatureNames(List.of("width", "length"));
        assertRefused("number 0, counted from 0, is 'width' where", () -> model().evaluate(turned));
        Dataset renamed = turned.withFeatureNames(List.of("width", "height"));
        assertEquals(
                model().evaluate(Dataset.of(new double[][] {{1, 2}}, "bee")),
                model().evaluate(renamed),
                "other names go by their places");
    }

    /** Bit for bit: -0 and 0 are two weights. Training does not count. */
    @Test
    void equalModelsSayTheSame() {
        SoftmaxModel model = model();
        SoftmaxModel same = model().withTraining(training(StopReason.TIME_LIMIT, 3));
        assertEquals(model, same);
        assertEquals(model.hashCode(), same.hashCode());
        FeatureRecipe recipe = FeatureRecipe.ofNumbers(FEATURES);
        assertEquals(model.withRecipe(recipe), same.withRecipe(Optional.of(recipe)));
        var others = new ArrayList<SoftmaxModel>();
        others.add(model(DataType.FLOAT, MATRIX, CLASSES, FEATURES));
        others.add(model(DataType.DOUBLE, MATRIX, ClassLabels.inOrder(List.of("bee", "wasp", "fly")), FEATURES));
        others.add(model(DataType.DOUBLE, MATRIX, CLASSES, List.of("length", "height")));
        others.add(model.withRecipe(recipe));
        double[][] negativeZero = {MATRIX[0], MATRIX[1], {-1, -0.0, 1}};
        others.add(model(DataType.DOUBLE, negativeZero, CLASSES, FEATURES));
        double[][] nextDouble = {MATRIX[0], {-0.1, Math.nextUp(0.2), -0.1}, MATRIX[2]};
        others.add(model(DataType.DOUBLE, nextDouble, CLASSES, FEATURES));
        others.forEach(other -> assertNotEquals(model, other));
    }

    @Test
    void tellsItselfInOneLine() {
        assertEquals("SoftmaxModel[2 features, 3 classes, DOUBLE, CONVERGED after 12 iterations]", model().toString());
        assertEquals(
                "SoftmaxModel[2 features, 3 classes, DOUBLE, TIME_LIMIT after 1 iteration]",
                model().withTraining(training(StopReason.TIME_LIMIT, 1)).toString());
    }
}
