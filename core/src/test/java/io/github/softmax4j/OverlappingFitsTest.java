package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Fits that overlap give the very numbers of fits that are alone, whatever the others are: computed with on the heap,
 * by one thread or by all, in float or double.
 */
class OverlappingFitsTest {
    private static final int SMALL_STACK_BYTES = 256 * 1024;
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-3);
    private static final SoftmaxRegression BRIEF = REGRESSION.withMaxIterations(8);
    private static final SoftmaxRegression FEW = REGRESSION.withMaxIterations(1);
    private static Dataset digits;
    private static Dataset large;

    /** By name; each gives all numbers of a model, and what they say of the rows. */
    private static Map<String, Supplier<List<Double>>> jobs;

    private static Map<String, List<Double>> alone;

    @BeforeAll
    static void fitAlone() {
        Backend.start();
        assumeTrue(Nd4j.getEnvironment().isCPU(), "a GPU promises no more than close numbers");
        jobs = new LinkedHashMap<>();
        digits = ReferenceData.digits().withType(DataType.FLOAT);
        large = made(20_000, 201, 11);
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            Dataset wine = ReferenceData.wine().withType(type);
            Dataset some = digits.range(0, 600).withType(type);
            jobs.put("on the heap " + type, fit(REGRESSION, wine));
            jobs.put("lasso " + type, fit(REGRESSION.withLambda(1e-2).withL1Ratio(1), wine));
            jobs.put("one thread " + type, fit(BRIEF, digits.withType(type)));
            jobs.put(
                    "mini-batches " + type,
                    fit(REGRESSION.withSolver(new Solver.MiniBatch(2, 200, new Adam(0.01))), digits.withType(type)));
            jobs.put("sweep " + type, sweep(some));
            jobs.put("all threads " + type, fit(FEW, large.withType(type)));
        }
        jobs.put("many classes", fit(FEW, made(3000, 301, 62)));
        jobs.put("more classes", fit(FEW, made(3000, 301, 70)));
        alone = new LinkedHashMap<>();
        jobs.forEach((name, job) -> alone.put(name, job.get()));
    }

    @AfterAll
    static void forgetRows() {
        digits = null;
        large = null;
        jobs = null;
        alone = null;
    }

    private static Dataset made(int rows, int features, int classes) {
        var ones = new double[features];
        Arrays.fill(ones, 1);
        var strength = new double[features];
        Arrays.fill(strength, 0.3);
        return MadeRows.of(features + classes, rows, classes, strength, ones).dataset(DataType.FLOAT);
    }

    private static Supplier<List<Double>> fit(SoftmaxRegression regression, Dataset dataset) {
        return () -> numbers(regression.fit(dataset).model(), dataset);
    }

    private static Supplier<List<Double>> sweep(Dataset dataset) {
        return () -> {
            CrossValidation found = Sweep.of(REGRESSION.withMaxIterations(5), List.of(1e-1, 1e-2))
                    .crossValidate(dataset, 2);
            List<Double> numbers = numbers(found.refit().model(), dataset);
            found.candidates().forEach(candidate -> numbers.add(candidate.meanLoss()));
            return numbers;
        };
    }

    private static List<Double> numbers(SoftmaxModel model, Dataset dataset) {
        var numbers = new ArrayList<Double>();
        Arrays.stream(Vectors.toArray(model.matrix())).forEach(numbers::add);
        numbers.add(model.evaluate(dataset).logLoss());
        return numbers;
    }

    /** All jobs, some times each, in a mixed order. */
    private static List<String> mixed(int times) {
        var names = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            names.addAll(jobs.keySet());
        }
        Collections.shuffle(names, new Random(7));
        return names;
    }

    private static void assertAsAlone(String name, List<Double> found) {
        assertEquals(alone.get(name), found, name);
    }

    @Test
    void poolOfEightThreads() throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<String> names = mixed(2);
            List<Callable<List<Double>>> work = names.stream()
                    .map(name -> (Callable<List<Double>>) jobs.get(name)::get)
                    .toList();
            List<Future<List<Double>>> found = pool.invokeAll(work);
            for (int i = 0; i < names.size(); i++) {
                assertAsAlone(names.get(i), found.get(i).get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void parallelStream() {
        List<String> names = mixed(1);
        List<List<Double>> found =
                names.parallelStream().map(name -> jobs.get(name).get()).toList();
        for (int i = 0; i < names.size(); i++) {
            assertAsAlone(names.get(i), found.get(i));
        }
    }

    @Test
    void smallStacks() throws InterruptedException, ExecutionException {
        var found = new LinkedHashMap<String, FutureTask<List<Double>>>();
        jobs.forEach((name, job) -> found.put(name, new FutureTask<>(job::get)));
        found.forEach((name, task) -> new Thread(null, task, name, SMALL_STACK_BYTES).start());
        for (var task : found.entrySet()) {
            assertAsAlone(task.getKey(), task.getValue().get());
        }
    }

    /** A fit in the listener of another one is a fit like any other, and so is that other one. */
    @Test
    void fitsWithinFits() {
        assertWithin("one thread FLOAT", BRIEF, digits, "all threads FLOAT");
        assertWithin("all threads FLOAT", FEW, large, "one thread FLOAT");
    }

    private static void assertWithin(String outer, SoftmaxRegression regression, Dataset dataset, String inner) {
        var found = new ArrayList<List<Double>>();
        FitOptions options = FitOptions.none().withListener(step -> {
            if (step.iteration() == 1) {
                found.add(jobs.get(inner).get());
            }
        });
        SoftmaxModel model = regression.fit(dataset, options).model();
        assertAsAlone(outer, numbers(model, dataset));
        assertEquals(1, found.size());
        assertAsAlone(inner, found.get(0));
    }
}
