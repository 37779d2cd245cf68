package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BlockJacobiScheduleTest {
    private static final int CLASSES = 3;
    private static final INDArray POINT = Nd4j.zeros(DataType.DOUBLE, 5, CLASSES);
    private static final PenaltyTerm PENALTY = penalty(0.01);

    private static PenaltyTerm penalty(double strength) {
        return new PenaltyTerm(strength, strength, strength, strength);
    }

    private static SampledHessian hessian(double[][] features) {
        var labels = Arrays.stream(PlainSoftmax.labels(features.length, CLASSES, 1))
                .mapToObj(Integer::toString)
                .toList();
        Dataset dataset = Dataset.of(PlainSoftmax.array(DataType.FLOAT, features), labels);
        return new SampledHessian(dataset.batches(50), CLASSES, true);
    }

    @Test
    void isMadeWhenWhatItMightHaveSavedHasCostAsMuch() {
        try (SampledHessian hessian = hessian(PlainSoftmax.gaussian(200, 4, 1, 1));
                var choice = new BlockJacobiSchedule(hessian, 10, () -> true)) {
            choice.solved(SampledHessian.FEWEST_PRODUCTS, 0); // nothing could be saved
            choice.solved(SampledHessian.FEWEST_PRODUCTS + 9, 0);
            choice.refreshIfDue(0, PENALTY, POINT);
            assertTrue(choice.of(PENALTY).isEmpty());
            choice.solved(SampledHessian.FEWEST_PRODUCTS + 1, 0);
            choice.refreshIfDue(0, PENALTY, POINT);
            assertTrue(choice.of(PENALTY).isPresent());
            assertEquals(choice.of(PENALTY), choice.of(penalty(5)), "a penalty that is not too far away");
            assertTrue(choice.of(penalty(50)).isEmpty());
        }
    }

    /** The penalties after it might save as much again, each of them. */
    @Test
    void isMadeEarlierTheMorePenaltiesCome() {
        try (SampledHessian hessian = hessian(PlainSoftmax.gaussian(200, 4, 1, 1));
                var choice = new BlockJacobiSchedule(hessian, 30, () -> true)) {
            choice.solved(SampledHessian.FEWEST_PRODUCTS + 9, 2);
            choice.refreshIfDue(0, PENALTY, POINT);
            assertTrue(choice.of(PENALTY).isEmpty());
            choice.solved(SampledHessian.FEWEST_PRODUCTS + 1, 2);
            choice.refreshIfDue(0, PENALTY, POINT);
            assertTrue(choice.of(PENALTY).isPresent());
        }
    }

    @Test
    void isNotMadeWithoutMemory() {
        try (SampledHessian hessian = hessian(PlainSoftmax.gaussian(200, 4, 1, 1));
                var choice = new BlockJacobiSchedule(hessian, 1, () -> false)) {
            choice.solved(30, 0);
            choice.refreshIfDue(0, PENALTY, POINT);
            assertTrue(choice.of(PENALTY).isEmpty());
        }
    }

    @Test
    void isLetGoOfWhereFloatCannotTellIt() {
        double[][] features = PlainSoftmax.gaussian(200, 4, 2, 1);
        IntStream.range(0, 200).forEach(i -> features[i][3] = features[i][2]);
        try (SampledHessian hessian = hessian(features);
                var choice = new BlockJacobiSchedule(hessian, 1, () -> true)) {
            for (int i = 0; i < 3; i++) {
                choice.solved(30, 0);
                choice.refreshIfDue(0, penalty(1e-9), POINT);
                assertTrue(choice.of(penalty(1e-9)).isEmpty());
            }
        }
    }

    /** A preconditioner is made anew where the first was made, and is the same to the bit. */
    @Test
    void goesOnFromAState() throws IOException {
        try (SampledHessian hessian = hessian(PlainSoftmax.gaussian(200, 4, 1, 1));
                var first = new BlockJacobiSchedule(hessian, 10, () -> true);
                var second = new BlockJacobiSchedule(hessian, 10, () -> true)) {
            first.solved(SampledHessian.FEWEST_PRODUCTS + 10, 0);
            first.refreshIfDue(7, PENALTY, POINT);
            first.solved(SampledHessian.FEWEST_PRODUCTS + 79, 0);
            var bytes = new ByteArrayOutputStream();
            first.writeTo(new DataOutputStream(bytes));
            var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            second.readFrom(in, task -> task == 7 ? PENALTY : null, POINT.shape());
            assertEquals(applied(first), applied(second));
            INDArray elsewhere = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(5, CLASSES, 1, 9));
            for (BlockJacobiSchedule schedule : List.of(first, second)) {
                schedule.refreshIfDue(8, PENALTY, elsewhere); // not due: products are remembered
                schedule.solved(SampledHessian.FEWEST_PRODUCTS + 1, 0);
            }
            assertEquals(applied(first), applied(second));
            first.refreshIfDue(8, PENALTY, elsewhere);
            assertNotEquals(applied(first), applied(second));
            second.refreshIfDue(8, PENALTY, elsewhere);
            assertEquals(applied(first), applied(second));
        }
    }

    private static INDArray applied(BlockJacobiSchedule schedule) {
        INDArray rows = PlainSoftmax.array(DataType.FLOAT, PlainSoftmax.gaussian(CLASSES, 5, 1, 4));
        schedule.of(PENALTY).orElseThrow().applyInverse(rows);
        return rows;
    }
}
