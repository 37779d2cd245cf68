package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ShuffledBatchesTest {
    private static final int ROWS = 23;

    /** Row i has the features 10 i, 10 i + 1, 10 i + 2, the class i mod 5 and the weight i + 1. */
    private static INDArray features(DataType type) {
        double[][] rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new double[] {10 * i, 10 * i + 1, 10 * i + 2})
                .toArray(double[][]::new);
        return Nd4j.createFromArray(rows).castTo(type);
    }

    private static Dataset dataset(INDArray features) {
        return Dataset.of(
                        features,
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> Integer.toString(i % 5))
                                .toList())
                .withWeights(IntStream.rangeClosed(1, ROWS).asDoubleStream().toArray());
    }

    /** The numbers of the rows of an epoch, after everything that goes with each has been looked at. */
    private static List<Integer> epoch(ShuffledBatches batches) {
        var rows = new ArrayList<Integer>();
        for (int b = 0; b < batches.batchesPerEpoch(); b++) {
            Batch batch = batches.next();
            assertNull(batch.targets());
            for (int i = 0; i < batch.rows(); i++) {
                int row = (int) Math.round(batch.features().getDouble(i, 0) / 10);
                for (int j = 0; j < 3; j++) {
                    assertEquals(10 * row + j, batch.features().getDouble(i, j));
                }
                assertEquals(row % 5, batch.labels().getInt(i));
                assertEquals(row + 1, batch.weights().getDouble(i, 0));
                rows.add(row);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void everyEpochHasEachRowOnceInAnotherOrder(DataType type) {
        List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
        INDArray dense = features(type);
        INDArray wide = Nd4j.zeros(type, ROWS + 4, 6);
        INDArray view = wide.get(NDArrayIndex.interval(2, ROWS + 2), NDArrayIndex.interval(1, 4));
        view.assign(dense);
        for (INDArray features : List.of(dense, dense.dup('f'), view)) {
            try (var batches = new ShuffledBatches(dataset(features), 5, 7)) {
                assertEquals(5, batches.batchesPerEpoch());
                List<Integer> first = epoch(batches);
                List<Integer> second = epoch(batches);
                assertEquals(all, first.stream().sorted().toList());
                assertEquals(all, second.stream().sorted().toList());
                assertNotEquals(first, second);
            }
        }
    }

    @Test
    void targetsGoWithTheirRows() {
        INDArray features = features(DataType.FLOAT);
        double[][] targets = IntStream.range(0, ROWS)
                .mapToObj(i -> new double[] {i / 32.0, 1 - i / 32.0})
                .toArray(double[][]::new);
        Dataset soft = Dataset.ofProbabilities(
                features, Nd4j.createFromArray(targets), ClassLabels.inOrder(List.of("a", "b")));
        try (var batches = new ShuffledBatches(soft, 100, 7)) {
            assertEquals(1, batches.batchesPerEpoch());
            Batch batch = batches.next();
            assertEquals(ROWS, batch.rows());
            assertNull(batch.labels());
            for (int i = 0; i < ROWS; i++) {
                double row = batch.features().getDouble(i, 0) / 10;
                assertEquals(row / 32, batch.targets().getDouble(i, 0), 1e-7);
            }
        }
    }
}
