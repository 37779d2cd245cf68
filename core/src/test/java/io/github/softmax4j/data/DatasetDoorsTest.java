package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** All ways to make a data set of arrays make the same one, and refuse the same. */
class DatasetDoorsTest {
    private static final float[][] FLOATS = {{1, 2}, {3, 4}, {5, 6}};
    private static final double[][] DOUBLES = {{1, 2}, {3, 4}, {5, 6}};
    private static final ClassLabels CLASSES = ClassLabels.inOrder(List.of("wasp", "bee", "fly"));

    @Test
    void allDoorsLeadToTheSameRows() {
        int[] indices = {1, 0, 1};
        Dataset expected = Dataset.of(Nd4j.createFromArray(DOUBLES), List.of("bee", "wasp", "bee"), CLASSES);
        assertEquals(expected, Dataset.of(DOUBLES, indices, CLASSES));
        assertEquals(expected, Dataset.of(Nd4j.createFromArray(DOUBLES), indices, CLASSES));
        assertEquals(expected, Dataset.of(DOUBLES, "bee", "wasp", "bee").withClasses(CLASSES));
        assertEquals(expected.withType(DataType.FLOAT), Dataset.of(FLOATS, indices, CLASSES));
        assertEquals(Dataset.of(FLOATS, "7", "-1", "7"), Dataset.of(FLOATS, new int[] {7, -1, 7}));
        assertEquals(Dataset.of(DOUBLES, "7", "-1", "7"), Dataset.of(DOUBLES, new int[] {7, -1, 7}));
        assertEquals(List.of("wasp", "bee", "fly"), expected.classes().names(), "also those that have no rows");
    }

    @Test
    void indicesAreCopied() {
        int[] indices = {1, 0, 1};
        Dataset dataset = Dataset.of(FLOATS, indices, CLASSES);
        indices[0] = 2;
        assertArrayEquals(new int[] {1, 0, 1}, dataset.labels());
    }

    @Test
    void refusesWithRowExpectedAndFound() {
        assertRefused(
                "the class index of row 2 must be from 0 to 2, but is 3",
                () -> Dataset.of(FLOATS, new int[] {0, 1, 3}, CLASSES));
        assertRefused(
                "the class index of row 0 must be from 0 to 2, but is -1",
                () -> Dataset.of(DOUBLES, new int[] {-1, 1, 2}, CLASSES));
        assertRefused(
                "features have 3 rows and there are 2 labels", () -> Dataset.of(DOUBLES, new int[] {0, 1}, CLASSES));
        assertRefused(
                "row 0 has 2 and row 1 has 1",
                () -> Dataset.of(new double[][] {{1, 2}, {3}}, new int[] {0, 1}, CLASSES));
        assertRefused(
                "row 1, column 0 is NaN",
                () -> Dataset.of(new double[][] {{1, 2}, {Double.NaN, 1}}, new int[] {0, 1}, CLASSES));
        assertRefused(
                "row 0, column 1 is -Infinity",
                () -> Dataset.of(new float[][] {{1, Float.NEGATIVE_INFINITY}}, new int[] {0}, CLASSES));
        assertNull("row 1", () -> Dataset.of(new double[][] {{1, 2}, null}, "a", "b"));
        assertNull("number 1", () -> Dataset.of(new float[][] {{1}, {2}}, "a", null));
        assertNull(
                "that of row 1",
                () -> Dataset.of(Nd4j.createFromArray(DOUBLES), Arrays.asList("bee", null, "bee"), CLASSES));
    }

    private static void assertNull(String word, Executable action) {
        String message = assertThrows(NullPointerException.class, action).getMessage();
        assertTrue(message.contains(word), message);
    }

    private static void assertRefused(String words, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(words), message);
    }

    /** Labels keep their names, whatever their numbers are. */
    @Test
    void otherClassesAreFoundByName() {
        Dataset dataset = Dataset.of(DOUBLES, "bee", "fly", "bee").withWeights(1, 2, 3);
        Dataset mapped = dataset.withClasses(CLASSES);
        assertEquals(CLASSES, mapped.classes());
        assertArrayEquals(new int[] {1, 2, 1}, mapped.labels());
        assertArrayEquals(dataset.weights(), mapped.weights());
        assertSame(dataset.featureMatrix(), mapped.featureMatrix());
        assertSame(mapped, mapped.withClasses(ClassLabels.inOrder(CLASSES.names())));
        assertEquals(dataset, mapped.withClasses(dataset.classes()), "and back, as no row is a wasp");
    }

    @Test
    void probabilitiesMoveWithTheirClasses() {
        ClassLabels two = ClassLabels.of(List.of("bee", "moth", "wasp"));
        double[][] soft = {{0.25, 0, 0.75}, {0.5, 0, 0.5}, {1, 0, 0}};
        Dataset mapped = Dataset.ofProbabilities(Nd4j.createFromArray(DOUBLES), Nd4j.createFromArray(soft), two)
                .withClasses(CLASSES);
        var probabilities = (Targets.Probabilities) mapped.targets();
        double[][] expected = {{0.75, 0.25, 0}, {0.5, 0.5, 0}, {0, 1, 0}};
        assertEquals(Nd4j.createFromArray(expected), probabilities.rows());
        assertArrayEquals(new int[] {0, 1, 1}, mapped.labels(), "of equal ones that which was the first");
    }

    @Test
    void rowsOfUnknownClassesAreCounted() {
        Dataset dataset = Dataset.of(new float[][] {{1}, {2}, {3}, {4}}, "bee", "moth", "ant", "moth");
        assertRefused("1 row is of 'ant', 2 rows are of 'moth'", () -> dataset.withClasses(CLASSES));
        ClassLabels two = ClassLabels.of(List.of("bee", "moth"));
        double[][] soft = {{0.25, 0.75}, {1, 0}, {0.5, 0.5}};
        Dataset probable = Dataset.ofProbabilities(Nd4j.createFromArray(DOUBLES), Nd4j.createFromArray(soft), two);
        assertRefused("2 rows are of 'moth'", () -> probable.withClasses(CLASSES));
    }

    /** Each of what a model learns from makes another data set. */
    @Test
    void equalIsWhatAModelLearnsFrom() {
        Dataset dataset = Dataset.of(FLOATS, "a", "b", "a");
        Dataset same = Dataset.of(FLOATS, "a", "b", "a");
        assertEquals(dataset, same);
        assertEquals(dataset.hashCode(), same.hashCode());
        assertEquals(dataset, same.withReading(new Reading(Map.of(), List.of("a note"), List.of(), List.of())));
        List<Dataset> others = List.of(
                Dataset.of(new float[][] {{1, 2}, {3, 4}, {5, Math.nextUp(6f)}}, "a", "b", "a"),
                Dataset.of(FLOATS, "a", "b", "b"),
                Dataset.of(FLOATS, "a", "c", "a"),
                Dataset.of(DOUBLES, "a", "b", "a"),
                dataset.withWeights(1, 2, 1),
                dataset.withFeatureNames(List.of("length", "width")),
                dataset.subset(0, 1),
                dataset.withClasses(ClassLabels.of(List.of("a", "b", "c"))),
                Dataset.ofProbabilities(
                        Nd4j.createFromArray(FLOATS),
                        Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}}),
                        dataset.classes()));
        others.forEach(other -> assertNotEquals(dataset, other));
    }

    /** In float a column far from 0 is kept as differences: the same numbers, or others. */
    @Test
    void whatIsSubtractedCounts() {
        double[][] late = {{1.6e9, 1}, {1.6e9 + 1, 2}, {1.6e9 + 2, 3}};
        double[][] later = {{1.7e9, 1}, {1.7e9 + 1, 2}, {1.7e9 + 2, 3}};
        Dataset one = Dataset.of(late, "a", "b", "a").withType(DataType.FLOAT);
        assertTrue(one.featureMatrix().isCentered());
        assertEquals(one, Dataset.of(late, "a", "b", "a").withType(DataType.FLOAT));
        assertNotEquals(one, Dataset.of(later, "a", "b", "a").withType(DataType.FLOAT));
    }

    @Test
    void tellsItsSizeInOneLine() {
        assertEquals(
                "Dataset[3 rows, 2 features, 2 classes, FLOAT]",
                Dataset.of(FLOATS, "a", "b", "a").toString());
        assertEquals(
                "Dataset[3 rows, 2 features, 2 classes, DOUBLE, weighted]",
                Dataset.of(DOUBLES, "a", "b", "a").withWeights(1, 2, 3).toString());
    }

    @Test
    void namesThatAreNearAreTold() {
        List<String> names = List.of("sepal length", "sepal width", "petal length", "petal width");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Features.requireIndex(names, "Sepal lenght"))
                .getMessage();
        assertTrue(message.contains("'Sepal lenght'; the nearest: 'sepal length'"), message);
        assertEquals(3, NearestNames.distance("kitten", "sitting"));
        assertEquals(5, NearestNames.distance("", "wasps"));
        assertEquals("", NearestNames.hint("kilograms", names));
        String twice = assertThrows(
                        IllegalArgumentException.class, () -> Features.requireIndex(List.of("x", "y", "x"), "x"))
                .getMessage();
        assertTrue(twice.contains("number 0 and number 2"), twice);
    }
}
