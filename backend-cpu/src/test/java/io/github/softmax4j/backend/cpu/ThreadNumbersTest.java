package io.github.softmax4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.Estimates;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Who computes sets numbers for its own thread alone, and gives them back. */
class ThreadNumbersTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withMaxIterations(2);

    private static Dataset small;
    private static Dataset large;

    @BeforeAll
    static void makeRows() {
        small = NumberedRows.of(1000, 30, 5);
        large = NumberedRows.of(20_000, 210, 10);
    }

    @AfterAll
    static void forgetRows() {
        small = null;
        large = null;
    }

    /** On a thread that has a number of its own. */
    private static <T> T onThreadWith(int number, Supplier<T> work) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(() -> {
            ThreadNumbers.giveCaller(number);
            return work.get();
        });
        new Thread(task).start();
        return task.get();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noThreadIsLeftWithAnotherNumber(int number) throws InterruptedException, ExecutionException {
        ThreadNumbers before = onThreadWith(number, ThreadNumbers::now);
        assertEquals(number, before.ofCaller());
        List<ThreadNumbers> after = onThreadWith(number, () -> {
            var found = new ArrayList<ThreadNumbers>();
            Fit fit = REGRESSION.fit(small);
            found.add(ThreadNumbers.now());
            REGRESSION.fit(large);
            found.add(ThreadNumbers.now());
            REGRESSION.withSolver(new Solver.MiniBatch(1, 100, new Adam(0.01))).fit(small);
            found.add(ThreadNumbers.now());
            Sweep.of(REGRESSION, List.of(1e-1, 1e-2)).crossValidate(small, 2);
            found.add(ThreadNumbers.now());
            fit.model().predict(small.features());
            found.add(ThreadNumbers.now());
            fit.model().predict(Nd4j.rand(DataType.FLOAT, 50_000, 30));
            found.add(ThreadNumbers.now());
            Estimates.of(SoftmaxRegression.withDefaults().withLambda(0).fit(small), small);
            found.add(ThreadNumbers.now());
            return found;
        });
        assertEquals(Collections.nCopies(7, before), after);
    }

    private static ThreadNumbers during(Dataset rows) {
        var found = new ArrayList<ThreadNumbers>();
        REGRESSION.fit(rows, FitOptions.none().withListener(step -> found.add(ThreadNumbers.now())));
        return found.get(0);
    }

    /** Whatever number a thread has, a fit has its own; what all threads have in common stays as it is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFitHasTheSameNumberOnEveryThread(int number) throws InterruptedException, ExecutionException {
        ThreadNumbers outside = ThreadNumbers.now();
        int all = Backend.onAllThreads(ThreadNumbers::now).ofCaller();
        assertEquals(outside.withOfCaller(1), onThreadWith(number, () -> during(small)));
        assertEquals(outside.withOfCaller(all), onThreadWith(number, () -> during(large)));
    }

    @Test
    void numbersLastAsLongAsTheirWork() {
        int before = ThreadNumbers.now().ofCaller();
        int all = Backend.onAllThreads(ThreadNumbers::now).ofCaller();
        List<Integer> inside = Backend.onOneThread(() -> List.of(
                ThreadNumbers.now().ofCaller(),
                Backend.onAllThreads(ThreadNumbers::now).ofCaller(),
                ThreadNumbers.now().ofCaller()));
        assertEquals(List.of(1, all, 1), inside);
        assertThrows(
                IllegalStateException.class,
                () -> Backend.onOneThread(() -> {
                    throw new IllegalStateException("work failed");
                }));
        assertEquals(before, ThreadNumbers.now().ofCaller());
    }
}
