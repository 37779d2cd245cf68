package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DatasetTest {
    private static Dataset numbered(int rows) {
        INDArray features = Nd4j.create(DataType.FLOAT, rows, 3);
        for (int row = 0; row < rows; row++) {
            features.getRow(row).assign(row);
        }
        return Dataset.of(
                features,
                IntStream.range(0, rows)
                        .mapToObj(row -> Integer.toString(row % 4))
                        .toList());
    }

    @Test
    void labelsAreIndicesOfSortedClasses() {
        Dataset dataset = Dataset.of(new float[][] {{1}, {2}, {3}}, "b", "a", "b");
        assertEquals(List.of("a", "b"), dataset.classes().names());
        assertArrayEquals(new int[] {1, 0, 1}, dataset.labels());
        assertEquals(List.of("x0"), dataset.featureNames());
        assertEquals(DataType.FLOAT, dataset.type());
        assertEquals(
                DataType.DOUBLE, Dataset.of(new double[][] {{1}, {2}}, "a", "b").type());
        assertEquals(
                List.of("3", "12"),
                Dataset.of(new float[][] {{1}, {2}}, new int[] {12, 3})
                        .classes()
                        .names());
    }

    @Test
    void batchesAreTheRowsInOrder() {
        Dataset dataset = numbered(10).withWeights(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        List<Batch> batches = dataset.batches(4);
        assertEquals(List.of(4L, 4L, 2L), batches.stream().map(Batch::rows).toList());
        assertEquals(9, batches.get(2).features().getDouble(1, 2));
        assertEquals(1, batches.get(2).labels().getInt(1));
        assertEquals(10, batches.get(2).weights().getDouble(1, 0));
        assertEquals(19, batches.get(2).weightSum());
        assertEquals(55, dataset.weightSum());
        assertEquals(10, numbered(10).weightSum());
    }

    @Test
    void everyEpochVisitsEachRowOnce() {
        Dataset dataset = numbered(23);
        try (var batches = new ShuffledBatches(dataset, 5, 1)) {
            assertEquals(5, batches.batchesPerEpoch());
            var orders = new HashSet<String>();
            for (int epoch = 0; epoch < 3; epoch++) {
                var rows = new StringBuilder();
                var seen = new HashSet<Integer>();
                for (int i = 0; i < 5; i++) {
                    Batch batch = batches.next();
                    for (int row = 0; row < batch.rows(); row++) {
                        int number = batch.features().getInt(row, 0);
                        rows.append(number).append(' ');
                        seen.add(number);
                        assertEquals(number % 4, batch.labels().getInt(row));
                    }
                }
                assertEquals(23, seen.size());
                orders.add(rows.toString());
            }
            assertEquals(3, orders.size(), "each epoch has an order of its own");
        }
    }

    @Test
    void seedsRepeatTheOrder() {
        try (var first = new ShuffledBatches(numbered(20), 7, 5);
                var same = new ShuffledBatches(numbered(20), 7, 5);
                var other = new ShuffledBatches(numbered(20), 7, 6)) {
            INDArray rows = first.next().features();
            assertEquals(rows, same.next().features());
            assertNotEquals(rows, other.next().features());
        }
    }

    /** Over an epoch the batches weigh what the data set weighs. */
    @Test
    void weightedBatchesAddUp() {
        Dataset dataset = numbered(10).withWeights(0, 0, 0, 0, 0, 1, 2, 3, 4, 5);
        try (var batches = new ShuffledBatches(dataset, 3, 1)) {
            double divisors = 0;
            double weights = 0;
            for (int i = 0; i < 4; i++) {
                Batch batch = batches.next();
                divisors += batch.weightSum();
                weights += batch.weights().sumNumber().doubleValue();
            }
            assertEquals(15, divisors, 1e-6);
            assertEquals(15, weights, 1e-6);
        }
    }

    @Test
    void rangeHasNeighbouringRows() {
        Dataset whole = Dataset.of(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, "a", "b", "b", "a")
                .withWeights(1, 2, 3, 4);
        Dataset range = whole.range(1, 3);
        Dataset copied = whole.subset(1, 2);
        assertEquals(copied.features(), range.features());
        assertArrayEquals(copied.labels(), range.labels());
        assertArrayEquals(copied.weights(), range.weights());
        assertEquals(whole.classes(), range.classes());
    }

    @Test
    void foldsInOrderAreNeighbours() {
        Dataset whole = Dataset.of(new double[10][1], "a", "b", "a", "b", "a", "b", "a", "b", "a", "b");
        Folds dealt = Folds.stratified(whole, 3, 1);
        int[] order = dealt.order();
        Folds inOrder = dealt.inOrder();
        int next = 0;
        for (int fold = 0; fold < 3; fold++) {
            for (int place : inOrder.heldOut(fold)) {
                assertEquals(next++, place);
            }
            int[] before = dealt.heldOut(fold);
            assertArrayEquals(
                    before,
                    Arrays.stream(inOrder.heldOut(fold)).map(i -> order[i]).toArray());
        }
        assertEquals(10, next);
    }

    @Test
    void splitKeepsEveryRowOnceAndRepeats() {
        Dataset dataset = numbered(10);
        List<Dataset> parts = dataset.split(0.3, 1);
        assertEquals(7, parts.get(0).rows());
        assertEquals(3, parts.get(1).rows());
        var rows = new HashSet<Double>();
        parts.forEach(part ->
                Arrays.stream(part.features().getColumn(0).toDoubleVector()).forEach(rows::add));
        assertEquals(10, rows.size());
        assertEquals(dataset.split(0.3, 1).get(1).features(), parts.get(1).features());
        assertThrows(IllegalArgumentException.class, () -> dataset.split(0.01, 1));
        assertThrows(IllegalArgumentException.class, () -> dataset.split(1, 1));
    }

    /** Views and other orders are taken for what they show, not for the memory behind them. */
    @Test
    void fingerprintIsThatOfTheNumbers() {
        INDArray values = Nd4j.rand(DataType.FLOAT, 6, 4);
        List<String> labels = List.of("a", "b", "a", "b");
        INDArray part = values.get(NDArrayIndex.interval(1, 5), NDArrayIndex.interval(1, 3));
        String fingerprint = Dataset.of(part.dup('c'), labels).fingerprint();
        assertEquals(fingerprint, Dataset.of(part, labels).fingerprint());
        assertEquals(fingerprint, Dataset.of(part.dup('f'), labels).fingerprint());
        assertTrue(fingerprint.startsWith("4x2 FLOAT crc32c:"), fingerprint);
        INDArray rows = values.get(NDArrayIndex.interval(2, 6), NDArrayIndex.all());
        assertEquals(
                Dataset.of(rows.dup(), labels).fingerprint(),
                Dataset.of(rows, labels).fingerprint());

        INDArray changed = part.dup('c');
        changed.putScalar(3, 1, changed.getDouble(3, 1) + 1);
        assertNotEquals(fingerprint, Dataset.of(changed, labels).fingerprint());
        assertNotEquals(
                fingerprint,
                Dataset.of(part.dup('c'), List.of("a", "b", "b", "b")).fingerprint());
        assertNotEquals(
                fingerprint,
                Dataset.of(part.dup('c'), labels).withWeights(1, 1, 1, 2).fingerprint());
    }

    @Test
    void refusesWhatIsNoData() {
        List<String> two = List.of("a", "b");
        assertRefused("labels", () -> Dataset.of(Nd4j.ones(DataType.FLOAT, 3, 2), two));
        assertRefused("FLOAT or DOUBLE", () -> Dataset.of(Nd4j.ones(DataType.INT32, 2, 2), two));
        assertRefused("rows x columns", () -> Dataset.of(Nd4j.ones(DataType.FLOAT, 2), two));
        assertRefused("row 1, column 0", () -> Dataset.of(new float[][] {{1}, {Float.NaN}}, "a", "b"));
        assertRefused("Infinity", () -> Dataset.of(new double[][] {{1}, {Double.POSITIVE_INFINITY}}, "a", "b"));
        assertRefused("row 1 has 2", () -> Dataset.of(new float[][] {{1}, {1, 2}}, "a", "b"));
        assertRefused("none", () -> Dataset.of(new float[0][0]));
        assertRefused("'c'", () -> Dataset.of(Nd4j.ones(DataType.FLOAT, 1, 1), List.of("c"), ClassLabels.of(two)));
        Dataset dataset = Dataset.of(new float[][] {{1}, {2}}, "a", "b");
        assertRefused("weights", () -> dataset.withWeights(1));
        assertRefused("-1", () -> dataset.withWeights(1, -1));
        assertRefused("NaN", () -> dataset.withWeights(1, Double.NaN));
        assertRefused("all are 0", () -> dataset.withWeights(0, 0));
        assertRefused("names", () -> dataset.withFeatureNames(two));
    }

    private static void assertRefused(String word, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(word), message);
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        Dataset dataset = numbered(5);
        assertRefused("at least one row", dataset::subset);
        assertRefused("from 0 to 4, but one is 5", () -> dataset.subset(0, 5));
        assertRefused("from 0 to 4, but one is -1", () -> dataset.subset(-1));
        assertRefused("from 2 to before 2", () -> dataset.range(2, 2));
        assertRefused("from 3 to before 6", () -> dataset.range(3, 6));
        assertRefused("from -1 to before 2", () -> dataset.range(-1, 2));
        assertEquals(5, dataset.range(0, 5).rows());
    }

    @Test
    void namesThatAreNullAreRefused() {
        Dataset dataset = numbered(5);
        List<String> names = new ArrayList<>(dataset.featureNames());
        names.set(0, null);
        String message = assertThrows(NullPointerException.class, () -> dataset.withFeatureNames(names))
                .getMessage();
        assertEquals("names must not be null, but one is", message);
    }

    /** ND4J takes some views of views for empty. */
    @Test
    void rangesHaveBatchesOfTheirOwn() {
        var x = new double[100][3];
        var soft = new double[100][2];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {i, -i, 2};
            soft[i] = new double[] {i / 100.0, 1 - i / 100.0};
        }
        Dataset dataset = Dataset.ofProbabilities(
                Nd4j.createFromArray(x), Nd4j.createFromArray(soft), ClassLabels.of(List.of("a", "b")));
        int row = 40;
        try (Blocks<Batch> batches = dataset.range(40, 100).batches(7)) {
            for (Batch batch : batches) {
                for (int i = 0; i < batch.rows(); i++, row++) {
                    assertEquals(row, batch.features().getDouble(i, 0));
                    assertEquals(row / 100.0, batch.targets().getDouble(i, 0));
                }
            }
        }
        assertEquals(100, row);
    }
}
