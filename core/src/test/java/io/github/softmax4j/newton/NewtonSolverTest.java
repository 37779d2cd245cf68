package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.optim.Knowledge;
import io.github.softmax4j.optim.LinearSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NewtonSolverTest {
    private static final int ROWS = 10_000;
    private static final int FEATURES = 64;
    private static final int CLASSES = 8;

    /** In the coordinates of the default solver: columns of mean 0 and deviation 1. */
    private static HessianRows standardised(Dataset dataset) {
        ColumnStatistics statistics = ColumnStatistics.of(dataset.batches(1000));
        double[] rate = Arrays.stream(statistics.deviation())
                .map(deviation -> 1 / deviation)
                .toArray();
        return new HessianRows(dataset, Coordinates.of(rate, statistics.mean(), true), 1);
    }

    private static PenaltyTerm penalty(HessianRows rows, double lambda) {
        return new PenaltyTerm(Arrays.stream(rows.coordinates().rate())
                .map(rate -> lambda * rate * rate)
                .toArray());
    }

    /** So many rows that the Hessian of a sample is worth it. */
    private static HessianRows problem() {
        INDArray features = PlainSoftmax.array(DataType.FLOAT, PlainSoftmax.gaussian(ROWS, FEATURES, 1, 42));
        List<String> labels =
                IntStream.range(0, ROWS).mapToObj(i -> "class " + i % CLASSES).toList();
        return standardised(Dataset.of(features, labels));
    }

    /** Where all logits are 0, or far away, where rows are separated. */
    private static INDArray point(double size) {
        return PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, size, 1));
    }

    private static INDArray solution(INDArray point, Knowledge wanted) {
        try (var solver = new NewtonSolver(problem(), Following.POINT, 1)) {
            assertEquals(Knowledge.NEWTON, solver.knowledge());
            solver.begin(0, penalty(problem(), 1e-4), false, 0, null);
            return solution(solver, 0, point, wanted);
        }
    }

    private static INDArray solution(NewtonSolver solver, int task, INDArray point, Knowledge wanted) {
        INDArray vector = point(1).reshape((FEATURES + 1) * CLASSES);
        solver.solve(List.of(task), List.of(new LinearSystem(point, 0, List.of(vector), wanted)));
        return vector;
    }

    /**
     * Rows that are separated have no curvature: steps become long, and then short again when the line search finds
     * out.
     */
    @Test
    void theFallbackDoesNotShrinkAsThePointMovesOn() {
        INDArray atZero = solution(point(0), Knowledge.SHAPE);
        INDArray farAway = solution(point(3), Knowledge.SHAPE);
        assertEquals(0, atZero.distance2(farAway), 1e-4 * atZero.norm2Number().doubleValue());
    }

    @Test
    void theSampledHessianFollowsThePoint() {
        INDArray atZero = solution(point(0), Knowledge.NEWTON);
        INDArray farAway = solution(point(3), Knowledge.NEWTON);
        assertTrue(atZero.distance2(farAway) > 0.1 * atZero.norm2Number().doubleValue());
    }

    /**
     * What only preconditions need not be that of the very penalty: the solution is still that of the penalty's own
     * Hessian.
     */
    @Test
    void anApproximationOfANeighbouringPenaltyPreconditionsAsWell() {
        HessianRows problem = problem();
        PenaltyTerm strong = penalty(problem, 0.02);
        PenaltyTerm weak = penalty(problem, 0.01);
        INDArray point = point(0.1);
        try (var inSweep = new NewtonSolver(problem, Following.POINT, 2);
                var alone = new NewtonSolver(problem, Following.POINT, 1)) {
            inSweep.begin(0, strong, false, 0, null);
            INDArray ofStrong = solution(inSweep, 0, point, Knowledge.NEWTON);
            inSweep.begin(1, weak, true, 0, null);
            inSweep.end(0);
            INDArray ofWeak = solution(inSweep, 1, point, Knowledge.NEWTON);
            alone.begin(0, weak, false, 0, null);
            INDArray expected = solution(alone, 0, point, Knowledge.NEWTON);
            double size = expected.norm2Number().doubleValue();
            assertEquals(0, expected.distance2(ofWeak), 0.05 * size);
            assertTrue(expected.distance2(ofStrong) > 0.1 * size);
        }
    }

    /** In a sweep the fallback is made once, and taken over from penalty to penalty. */
    @Test
    void theFallbackFollowsThePenalties() {
        HessianRows problem = problem();
        try (var solver = new NewtonSolver(problem, Following.POINT, 1)) {
            for (int task = 0; task < 3; task++) {
                double lambda = Math.pow(10, -task);
                PenaltyTerm penalty = penalty(problem, lambda);
                solver.begin(task, penalty, false, 0, null);
                if (task > 0) {
                    solver.end(task - 1);
                }
                INDArray inSweep = solution(solver, task, point(3), Knowledge.SHAPE);
                INDArray alone;
                try (var fresh = new NewtonSolver(problem, Following.POINT, 1)) {
                    fresh.begin(0, penalty, false, 0, null);
                    alone = solution(fresh, 0, point(3), Knowledge.SHAPE);
                }
                assertEquals(
                        0, alone.distance2(inSweep), 1e-4 * alone.norm2Number().doubleValue());
            }
        }
    }

    private static final int PAIRS = 4;
    private static final int MANY_FEATURES = 110;

    /** Classes of a pair are confused, and the rows of each pair spread along features of their own. */
    private static HessianRows problemOfPairs() {
        double[][] rows = PlainSoftmax.gaussian(12_000, MANY_FEATURES, 1, 3);
        for (int i = 0; i < rows.length; i++) {
            int pair = i % PAIRS;
            for (int j = 0; j < MANY_FEATURES; j++) {
                double place = (7 * j + pair * MANY_FEATURES / PAIRS) % MANY_FEATURES;
                rows[i][j] = j < PAIRS
                        ? (j == pair ? 4 : 0) + 0.01 * rows[i][j]
                        : rows[i][j] * Math.exp(-5 * place / MANY_FEATURES);
            }
        }
        List<String> labels = IntStream.range(0, rows.length)
                .mapToObj(i -> "class " + (2 * (i % PAIRS) + i / PAIRS % 2))
                .toList();
        return standardised(Dataset.of(PlainSoftmax.array(DataType.FLOAT, rows), labels));
    }

    /** As soon as systems have cost enough, those that follow take fewer products, and no harm comes of it. */
    @Test
    void blockJacobiIsMadeAndUsedWhereSystemsAreHard() {
        HessianRows problem = problemOfPairs();
        INDArray point =
                PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(MANY_FEATURES + 1, CLASSES, 0.05, 1));
        for (int k = 0; k < CLASSES; k++) {
            point.putScalar(k / 2, k, 3);
        }
        INDArray right = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(MANY_FEATURES + 1, CLASSES, 1, 5));
        right.subiColumnVector(right.mean(true, 1)); // as gradients are
        int values = (MANY_FEATURES + 1) * CLASSES;
        var passes = new ArrayList<Double>();
        var solutions = new ArrayList<INDArray>();
        try (var solver = new NewtonSolver(problem, Following.POINT, 1)) {
            for (int task = 0; task < 12; task++) {
                solver.begin(task, penalty(problem, 1e-4), false, 0, null);
                INDArray vector = right.dup().reshape(values);
                solver.solve(List.of(task), List.of(new LinearSystem(point, 0, List.of(vector), Knowledge.NEWTON)));
                passes.add(solver.passes(task));
                solutions.add(vector);
                solver.end(task);
            }
        }
        assertTrue(passes.get(11) < 0.7 * passes.get(0), "passes " + passes);
        double energy = solutions.get(11).mul(right.reshape(values)).sumNumber().doubleValue();
        double before = solutions.get(0).mul(right.reshape(values)).sumNumber().doubleValue();
        assertEquals(1, energy / before, 0.1);
    }
}
