package io.github.softmax4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.Solver;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The figures add up, and what cannot fit is refused before anything starts. */
class MemoryNeedTest {
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;

    private static Problem problem() {
        String[] labels =
                IntStream.range(0, 500).mapToObj(i -> "c" + i % CLASSES).toArray(String[]::new);
        double[][] features =
                Nd4j.rand(DataType.DOUBLE, labels.length, FEATURES).toDoubleMatrix();
        return new Problem(SoftmaxRegression.withDefaults(), Dataset.of(features, labels));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var need = new MemoryNeed(1 << 20, 2 << 20, 3 << 20, "; buy more");
        assertEquals(6 << 20, need.bytes());
        need.requireAvailable(6 << 20);
        String refusal = assertThrows(MemoryException.class, () -> need.requireAvailable((6 << 20) - 1))
                .getMessage();
        assertTrue(refusal.contains("6.0 MiB") && refusal.contains("3.0 MiB for the Hessian"), refusal);
        assertTrue(refusal.endsWith("; buy more"), refusal);
    }

    /** SGD is advised where it can be had. */
    @Test
    void sgdIsAdvised() {
        SoftmaxRegression standard = SoftmaxRegression.withDefaults();
        Dataset dataset = problem().dataset();
        assertTrue(MemoryNeed.of(new Problem(standard, dataset), 1, 1).advice().contains("withSolver(Solver.sgd())"));
        for (SoftmaxRegression other : List.of(standard.withSolver(Solver.sgd()), standard.withL1Ratio(0.5))) {
            assertEquals("", MemoryNeed.of(new Problem(other, dataset), 1, 1).advice());
        }
        assertEquals("", MemoryNeed.of(new Problem(standard, dataset), 3, 1).advice());
    }

    @Test
    void roomsTellWhatTheyTake() {
        Problem problem = problem();
        MemoryNeed one = MemoryNeed.of(problem, 1, 1);
        MemoryNeed ten = MemoryNeed.of(problem, 10, 10);
        assertEquals(ten.optimizerBytes(), one.optimizerBytes() * 10);
        long square = (FEATURES + 1L) * (FEATURES + 1L);
        assertTrue(one.hessianBytes() >= square * (2 + 3) * Double.BYTES, one.toString());
        long point = (FEATURES + 1L) * CLASSES * Double.BYTES;
        assertEquals(3 * point, ten.keeping(problem, 3).bytes() - ten.bytes(), "three points");
    }
}
