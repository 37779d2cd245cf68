package io.github.softmax4j.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What every door refuses, and what every call may count on: no lock, no garbage. */
class DoorsTest {
    private static final SoftmaxModel MODEL = MadeModels.random(new Random(1), 3, 4, DataType.FLOAT);
    private static final Scorer SCORER = MadeModels.scorer(MODEL);

    private static final Map<Class<?>, Object> VALUES = Map.of(
            Path.class,
            Path.of("missing"),
            InputStream.class,
            new ByteArrayInputStream(new byte[0]),
            byte[].class,
            new byte[0],
            float[].class,
            new float[3],
            double[].class,
            new double[3],
            float[][].class,
            new float[][] {{1, 2, 3}},
            double[][].class,
            new double[][] {{1, 2, 3}},
            Map.class,
            Map.of("x0", 1, "x1", 2, "x2", 3),
            List.class,
            List.of(),
            int.class,
            1);

    @Test
    void nullIsRefusedByName() throws IllegalAccessException {
        int parameters = 0;
        for (Method door : Scorer.class.getDeclaredMethods()) {
            if (!Modifier.isPublic(door.getModifiers()) || door.getName().equals("toString")) {
                continue;
            }
            for (int i = 0; i < door.getParameterCount(); i++) {
                Parameter parameter = door.getParameters()[i];
                if (parameter.getType().isPrimitive()) {
                    continue;
                }
                Object[] arguments =
                        Arrays.stream(door.getParameterTypes()).map(VALUES::get).toArray();
                arguments[i] = null;
                InvocationTargetException thrown = assertThrows(
                        InvocationTargetException.class, () -> door.invoke(SCORER, arguments), door.toString());
                assertEquals(
                        parameter.getName() + " must not be null",
                        thrown.getCause().getMessage(),
                        door.toString());
                parameters++;
            }
        }
        assertTrue(parameters >= 22, parameters + " parameters");
        assertEquals(
                "label must not be null",
                assertThrows(NullPointerException.class, () -> new Answer(null, 0))
                        .getMessage());
    }

    /** Threads that score by several models in turn get the answers of one. */
    @Test
    void threadsShareAScorer() throws Exception {
        var random = new Random(2);
        List<Scorer> scorers = List.of(
                SCORER,
                MadeModels.scorer(MadeModels.random(random, 40, 33, DataType.DOUBLE)),
                MadeModels.scorer(MadeModels.random(random, 1, 1, DataType.DOUBLE)));
        var expected = new ArrayList<double[]>();
        for (Scorer scorer : scorers) {
            expected.add(scorer.score(row(scorer)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int task = 0; task < 8; task++) {
                tasks.add(() -> assertAlways(scorers, expected));
            }
            for (Future<Integer> done : pool.invokeAll(tasks)) {
                assertEquals(6000, done.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    private static double[] row(Scorer scorer) {
        return new Random(3).doubles(scorer.featureNames().size()).toArray();
    }

    private static Integer assertAlways(List<Scorer> scorers, List<double[]> expected) {
        int scored = 0;
        for (int i = 0; i < 2000; i++) {
            for (int s = 0; s < scorers.size(); s++) {
                Scorer scorer = scorers.get(s);
                double[] row = row(scorer);
                assertArrayEquals(expected.get(s), scorer.score(row));
                var record = new HashMap<String, Object>();
                for (int j = 0; j < row.length; j++) {
                    record.put("x" + j, row[j]);
                }
                assertArrayEquals(expected.get(s), scorer.score(record), 1e-12);
                scored++;
            }
        }
        return scored;
    }

    private static long allocated(Runnable call) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1000; i++) {
            call.run(); // what is made once is made
        }
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 100_000; i++) {
            call.run();
        }
        return threads.getThreadAllocatedBytes(id) - before;
    }

    /** Some bytes are the measurement's own; an object for each call would be a megabyte and more. */
    @Test
    void callsIntoAnArrayAllocateNothing() {
        float[] row = {1, 2, 3};
        var into = new float[4];
        assertTrue(allocated(() -> SCORER.score(row, into)) < 100_000);
        double[] inDouble = {1, 2, 3};
        var intoDouble = new double[4];
        assertTrue(allocated(() -> SCORER.score(inDouble, intoDouble)) < 100_000);
        assertTrue(allocated(() -> SCORER.label(row)) < 100_000);
        Map<String, Object> numbers = Map.of("x0", 1, "x1", 2.5, "x2", 3f);
        assertTrue(allocated(() -> SCORER.score(numbers, intoDouble)) < 100_000);
        assertTrue(allocated(() -> SCORER.score(row)) > 1_000_000, "what allocates is found");
    }

    @Test
    void wordsAllocateNothing() {
        SoftmaxModel model = RecordsOfWords.model();
        Scorer scorer = MadeModels.scorer(model);
        Map<String, Object> record = Map.of("kind", "stout", "strength", 5.5, "cold", true);
        var into = new double[model.classes().size()];
        scorer.score(record, into);
        assertArrayEquals(model.probabilities(record), into, 1e-12);
        assertTrue(allocated(() -> scorer.score(record, into)) < 100_000);
    }
}
