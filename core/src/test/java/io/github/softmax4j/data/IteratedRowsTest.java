package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class IteratedRowsTest {
    private static final float[][] FEATURES = {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}};

    private static DataSetIterator iterator(INDArray features, double[][] labels) {
        return new ViewIterator(
                new DataSet(features, Nd4j.createFromArray(labels).castTo(DataType.FLOAT)), 2);
    }

    @Test
    void oneHotRowsAreLabels() {
        var labels = new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
        DataSetIterator iterator = iterator(Nd4j.createFromArray(FEATURES), labels);
        iterator.next(); // somebody has looked at it before
        Dataset dataset = Dataset.of(iterator);
        assertEquals(List.of("0", "1", "2"), dataset.classes().names());
        assertArrayEquals(new int[] {1, 0, 1, 2, 0}, dataset.labels());
        assertArrayEquals(FEATURES, dataset.featureMatrix().original().toFloatMatrix());
        assertEquals(DataType.FLOAT, dataset.type());
    }

    @Test
    void otherRowsAreProbabilities() {
        var labels = new double[][] {{0.25, 0.75}, {1, 0}, {0.5, 0.5}, {0, 1}, {1, 0}};
        INDArray features = Nd4j.createFromArray(FEATURES).castTo(DataType.DOUBLE);
        Dataset dataset = Dataset.of(iterator(features, labels));
        assertEquals(DataType.DOUBLE, dataset.type());
        Batch batch = dataset.batches(5).get(0);
        assertArrayEquals(labels, batch.targets().toDoubleMatrix());
    }

    @Test
    void axesAfterTheFirstAreOneRow() {
        INDArray images =
                Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5, 6, 7, 8}).reshape('c', 2, 1, 2, 2);
        Dataset dataset = Dataset.of(iterator(images, new double[][] {{0, 1}, {1, 0}}));
        assertArrayEquals(
                new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}},
                dataset.featureMatrix().original().toFloatMatrix());
    }

    @Test
    void saysWhatDoesNotFit() {
        INDArray features = Nd4j.createFromArray(FEATURES);
        assertProblem("labels must be rows x classes", iterator(features, new double[][] {{1}, {0}, {1}, {0}, {1}}));
        assertProblem("must be 0 or more and sum to 1", iterator(features, new double[][] {
            {1, 1}, {1, 0}, {1, 0}, {1, 0}, {1, 0}
        }));
        INDArray broken = features.dup();
        broken.putScalar(3, 1, Float.NaN);
        assertProblem("finite", iterator(broken, new double[][] {{0, 1}, {1, 0}, {1, 0}, {1, 0}, {1, 0}}));
    }

    private static void assertProblem(String message, DataSetIterator iterator) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Dataset.of(iterator));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
