package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.optim.LinearSystem;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CurvaturePreconditionerTest {
    private static final int ROWS = 10_000;
    private static final int FEATURES = 64;
    private static final int CLASSES = 8;
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-4);

    /** So many rows that the Hessian of a sample is worth it. */
    private static Problem problem() {
        var random = new Random(42);
        var features = new float[ROWS][FEATURES];
        for (float[] row : features) {
            IntStream.range(0, FEATURES).forEach(j -> row[j] = (float) random.nextGaussian());
        }
        String[] labels =
                IntStream.range(0, ROWS).mapToObj(i -> "class " + i % CLASSES).toArray(String[]::new);
        return new Problem(REGRESSION, Dataset.of(features, labels));
    }

    /** Where all logits are 0, or far away, where rows are told apart. */
    private static INDArray point(double size) {
        var random = new Random(1);
        var point = new double[FEATURES + 1][CLASSES];
        for (double[] row : point) {
            IntStream.range(0, CLASSES).forEach(k -> row[k] = size * random.nextGaussian());
        }
        return Nd4j.createFromArray(point);
    }

    private static double[] solution(INDArray point, boolean byHessian) {
        Problem problem = problem();
        INDArray vector = point(1).reshape((FEATURES + 1) * CLASSES);
        try (var preconditioner = new CurvaturePreconditioner(problem, 1)) {
            assertTrue(preconditioner.isHessian());
            preconditioner.begin(0, problem.smoothPenalty(REGRESSION.penalty()), false);
            preconditioner.solve(
                    List.of(0), List.of(new LinearSystem(point, 0, List.of(vector), Optional.empty(), byHessian)));
        }
        return vector.toDoubleVector();
    }

    /** Rows that are told apart have no curvature: steps become long, and then short again when the line search finds out. */
    @Test
    void whatStandsInForTheHessianDoesNotShrinkAsThePointMovesOn() {
        double[] atZero = solution(point(0), false);
        double[] farAway = solution(point(3), false);
        for (int i = 0; i < atZero.length; i++) {
            assertEquals(atZero[i], farAway[i], 1e-9 * Math.abs(atZero[i]));
        }
    }

    @Test
    void theHessianFollowsThePoint() {
        assertNotEquals(solution(point(0), true)[0], solution(point(3), true)[0], 1e-3);
    }
}
