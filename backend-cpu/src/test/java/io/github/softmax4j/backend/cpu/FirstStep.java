package io.github.softmax4j.backend.cpu;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.FitOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Programs for a process of their own: what is decided when ND4J starts cannot be tried twice. */
final class FirstStep {
    private static final int SMALL_STACK_BYTES = 256 * 1024;

    private FirstStep() {}

    /** Prints what was found, in one line. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        System.out.println(
                switch (arguments[0]) {
                    case "choose" -> numbersOnAnotherThread(Integer.parseInt(arguments[1]));
                    case "interrupted" -> reasonsOnAThreadThatWasInterrupted();
                    default -> throw new IllegalArgumentException(arguments[0]);
                });
    }

    private static ThreadNumbers numbersOnAnotherThread(int threads) throws InterruptedException, ExecutionException {
        Backend.chooseThreads(threads);
        Backend.start();
        var task = new FutureTask<>(() -> {
            var found = new ThreadNumbers[1];
            SoftmaxRegression.withDefaults()
                    .withMaxIterations(0)
                    .fit(
                            NumberedRows.of(20_000, 210, 10),
                            FitOptions.none().withListener(step -> found[0] = ThreadNumbers.now()));
            return found[0];
        });
        new Thread(task).start();
        return task.get();
    }

    private static String reasonsOnAThreadThatWasInterrupted() throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            Dataset rows = NumberedRows.of(100, 4, 3);
            Fit cancelled = SoftmaxRegression.withDefaults().fit(rows);
            boolean isInterrupted = Thread.interrupted();
            Fit next = SoftmaxRegression.withDefaults().fit(rows);
            return cancelled.stopReason() + " " + isInterrupted + " "
                    + next.stopReason().converged();
        });
        new Thread(null, task, "small", SMALL_STACK_BYTES).start();
        return task.get();
    }
}
