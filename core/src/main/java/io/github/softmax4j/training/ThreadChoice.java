package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.settings.Solver;
import java.util.function.Supplier;

/**
 * Keeps work on one thread that is too little for more: a pass has a dozen operations, and for each of them a thread
 * would have to be woken.
 */
final class ThreadChoice {
    /** Multiplications in X W of one pass or mini-batch: little beside what waking threads takes. */
    private static final double MOST_WORK = 40e6;

    /** A dense factor takes features^3 / 3. */
    private static final int MOST_FEATURES = 1024;

    private ThreadChoice() {}

    /**
     * Does some work, of a caller who is on all threads.
     *
     * @param problem what it is about
     * @param rows of a pass or mini-batch
     * @param models that are trained together
     * @param work made of many of those
     */
    static <T> T run(Problem problem, long rows, int models, Supplier<T> work) {
        boolean isOnHeap = problem.heapRows().filter(HeapRows::hasCheapHessian).isPresent();
        boolean isLittle = (double) rows * problem.features() * problem.classes() * models < MOST_WORK;
        boolean factorsLittle =
                problem.settings().solver() instanceof Solver.MiniBatch || problem.features() <= MOST_FEATURES;
        return isOnHeap || (isLittle && factorsLittle) ? Backend.onOneThread(work) : work.get();
    }
}
