package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.optim.Knowledge;
import io.github.softmax4j.optim.LinearSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A solver that takes the state of another one over solves what comes next to the same bits. */
class RememberedSolverTest {
    private static final int FEATURES = 110;
    private static final int CLASSES = 6;

    /** Of one path of penalties, the next of which begins before the one before it ends. */
    private static final double[] LAMBDAS = {1e-2, 1e-4, 1e-6};

    private final HessianRows rows = problem();
    private final PenaltyTerm[] penalties =
            Arrays.stream(LAMBDAS).mapToObj(this::penalty).toArray(PenaltyTerm[]::new);

    /** Columns that depend on each other, so that systems need many products. */
    private static HessianRows problem() {
        var random = new Random(3);
        double[][] values = new double[12_000][FEATURES];
        for (double[] row : values) {
            double common = random.nextGaussian();
            Arrays.setAll(row, j -> 3 * common + Math.pow(0.9, j) * random.nextGaussian());
        }
        List<String> labels =
                Arrays.stream(values).map(row -> "c" + random.nextInt(CLASSES)).toList();
        Dataset dataset = Dataset.of(PlainSoftmax.array(DataType.FLOAT, values), labels);
        ColumnStatistics statistics = ColumnStatistics.of(dataset.batches(1000));
        double[] rate = Arrays.stream(statistics.deviation())
                .map(deviation -> 1 / deviation)
                .toArray();
        return new HessianRows(dataset, Coordinates.of(rate, statistics.mean(), true), 1);
    }

    private PenaltyTerm penalty(double lambda) {
        return new PenaltyTerm(Arrays.stream(rows.coordinates().rate())
                .map(rate -> lambda * rate * rate)
                .toArray());
    }

    /** What happens to a solver: descents begin and end, and want systems solved. */
    private record Event(int task, boolean begins, double at, int steps, Knowledge wanted) {}

    private static List<Event> events() {
        var events = new ArrayList<Event>();
        for (int task = 0; task < LAMBDAS.length; task++) {
            events.add(new Event(task, true, 0, 0, Knowledge.NEWTON));
            for (int step = 0; step < 4; step++) {
                events.add(new Event(task, false, 0.7 * step, step, Knowledge.NEWTON));
            }
            events.add(new Event(task, false, 0.5, 4, Knowledge.SHAPE));
            events.add(new Event(task, false, 0.6, 5, Knowledge.NEWTON));
        }
        return events;
    }

    private NewtonSolver solver() {
        return new NewtonSolver(rows, Following.POINT, 1);
    }

    /** Does what happens; the solution of systems. */
    private double[] happens(NewtonSolver solver, Event event, boolean isSolved) {
        if (event.begins) {
            solver.begin(event.task, penalties[event.task], event.task > 0, LAMBDAS.length - 1 - event.task, null);
            if (event.task > 0) {
                solver.end(event.task - 1);
            }
            return new double[0];
        }
        if (!isSolved) {
            return new double[0];
        }
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, event.at, 1));
        INDArray vector = PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 2))
                .reshape((FEATURES + 1) * CLASSES);
        solver.solve(List.of(event.task), List.of(new LinearSystem(point, event.steps, List.of(vector), event.wanted)));
        return vector.toDoubleVector();
    }

    @Test
    void goesOnAfterAnyEvent() throws IOException {
        List<Event> events = events();
        List<double[]> expected = new ArrayList<>();
        List<byte[]> states = new ArrayList<>();
        try (NewtonSolver solver = solver()) {
            for (Event event : events) {
                expected.add(happens(solver, event, true));
                var bytes = new ByteArrayOutputStream();
                solver.writeTo(new DataOutputStream(bytes));
                states.add(bytes.toByteArray());
            }
        }
        int[] sizes = states.stream().mapToInt(state -> state.length).toArray();
        assertTrue(IntStream.of(sizes).distinct().count() > 4, "states must differ: " + Arrays.toString(sizes));
        for (int from = 1; from < events.size(); from += 2) {
            try (NewtonSolver solver = solver()) {
                for (Event event : events.subList(0, from)) {
                    happens(solver, event, false);
                }
                solver.readFrom(new DataInputStream(new ByteArrayInputStream(states.get(from - 1))));
                for (int next = from; next < Math.min(from + 3, events.size()); next++) {
                    assertArrayEquals(
                            expected.get(next), happens(solver, events.get(next), true), from + " to " + next);
                }
            }
        }
    }
}
