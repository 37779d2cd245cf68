package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.softmax4j.math.PlainSoftmax;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Threads share a model, from its first use on, and leave nothing behind. */
class SharedModelTest {
    private static final int THREADS = 8;
    private static final int MOST_ROUNDS = 100;
    private static final int CALLS = 20_000;

    /** All first calls at once, on every way that weights are kept for. */
    @Test
    void manyThreadsMayBeTheFirst() throws InterruptedException, ExecutionException {
        double[][] matrix = PlainSoftmax.gaussian(41, 50, 0.2, 1);
        double[][] rows = PlainSoftmax.gaussian(100, 40, 1, 2);
        double[][] expected = PlainSoftmax.probabilities(PlainSoftmax.logits(matrix, rows));
        INDArray array = PlainSoftmax.array(DataType.FLOAT, rows);
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 20; round++) {
                SoftmaxModel model = Models.of(DataType.FLOAT, matrix);
                var barrier = new CyclicBarrier(THREADS);
                var results = new ArrayList<Future<double[]>>();
                for (int thread = 0; thread < THREADS; thread++) {
                    Callable<double[]> call = call(model, thread % 4, rows, array);
                    results.add(pool.submit(() -> {
                        barrier.await();
                        return call.call();
                    }));
                }
                for (Future<double[]> result : results) {
                    assertArrayEquals(expected[7], result.get(), 1e-5);
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    private static Callable<double[]> call(SoftmaxModel model, int way, double[][] rows, INDArray array) {
        float[] row = Models.toFloat(rows[7]);
        return switch (way) {
            case 0 -> () -> model.probabilities(rows[7]);
            case 1 -> () -> Models.toDouble(model.probabilities(row));
            case 2 -> () -> Models.toDouble(model.probabilities(Models.toFloat(rows))[7]);
            default -> () -> model.probabilities(array).getRow(7).toDoubleVector();
        };
    }

    /** In a Java of its own: what other tests had compiled decides what is put in line; the rest gets objects. */
    @Test
    void callsFromArrayToArrayAllocateNothing() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Allocations.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** Ends with an error if a call allocates something. */
    static final class Allocations {
        private Allocations() {}

        public static void main(String[] none) {
            requireNone(4, 3);
            requireNone(64, 10);
            requireNone(40, 50);
            requireNone(200, 100);
        }

        private static void requireNone(int features, int classes) {
            double[] row = PlainSoftmax.gaussian(1, features, 1, 2)[0];
            float[] rowInFloat = Models.toFloat(row);
            var into = new double[classes];
            var intoFloat = new float[classes];
            for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                SoftmaxModel model = Models.of(type, PlainSoftmax.gaussian(features + 1, classes, 0.2, 1));
                assertAllocatesNothing(() -> model.probabilities(rowInFloat, intoFloat));
                assertAllocatesNothing(() -> model.probabilities(row, into));
            }
            assertEquals(1, Arrays.stream(into).sum(), 1e-12);
        }
    }

    /**
     * A single object each time would be 16 bytes a call. Before the compiler has come to a call, which may take as
     * long as others are busy, vectors are objects.
     */
    private static void assertAllocatesNothing(Runnable call) {
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && bytes >= CALLS; round++) {
            bytes = allocatedBy(call);
        }
        assertTrue(bytes < CALLS, bytes + " bytes in " + CALLS + " calls");
    }

    private static long allocatedBy(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
