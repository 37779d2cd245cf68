package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.math.Coordinates;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class HessianPlanTest {
    private static final int ROWS = 11_000;
    private static final int FEATURES = 200;

    /** Enough for the sample of the Hessian, less than the features. */
    private static final FeatureStorage SMALL = FeatureStorage.inMemory().withBudget(6 << 20);

    private static HessianRows rows(FeatureBuilder builder, int count) {
        var random = new Random(5);
        for (int i = 0; i < count; i++) {
            builder.add(random.doubles(FEATURES).toArray());
        }
        List<String> labels =
                IntStream.range(0, count).mapToObj(i -> "c" + i % 3).toList();
        Dataset dataset = Dataset.of(builder.build(), labels, ClassLabels.of(labels));
        return new HessianRows(dataset, Coordinates.unchanged(FEATURES, true), 1);
    }

    @Test
    void aSampleIsATenthOfManyRows() {
        HessianRows many = rows(new FeatureBuilder(FEATURES, DataType.DOUBLE), ROWS);
        assertEquals(ROWS / 10, HessianPlan.sampleRows(many, 40));
        assertTrue(HessianPlan.isSampleWorthIt(many, Following.POINT, 1));
        assertFalse(HessianPlan.isSampleWorthIt(many, Following.START, 1));
        HessianRows few = rows(new FeatureBuilder(FEATURES, DataType.DOUBLE), 2000);
        assertFalse(HessianPlan.isSampleWorthIt(few, Following.POINT, 1));
    }

    /** It takes no more than half of the budget, with what all models keep of it. */
    @Test
    void theSampleFitsTheBudget() {
        HessianRows inFile = rows(new FeatureBuilder(FEATURES, DataType.DOUBLE, SMALL), ROWS);
        assertTrue(inFile.dataset().featureMatrix().isInFile());
        assertEquals(ROWS / 10, HessianPlan.sampleRows(inFile, 1));
        long rows = HessianPlan.sampleRows(inFile, 40);
        long bytes = rows * HessianPlan.elementsOfSampleRow(inFile, 40) * Double.BYTES;
        assertTrue(bytes <= SMALL.budgetInBytes() / 2 && bytes > SMALL.budgetInBytes() / 3, rows + " rows");
    }

    @Test
    void blockJacobiKeepsAMatrixPerClass() {
        assertTrue(BlockJacobi.bytes(784, 10, 4) >= 785L * 785 * 10 * 4);
    }
}
