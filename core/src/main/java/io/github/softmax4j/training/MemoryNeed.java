package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.MemoryException;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PassMemory;
import io.github.softmax4j.newton.NewtonMemory;
import io.github.softmax4j.optim.Lbfgs;
import io.github.softmax4j.optim.Sgd;
import io.github.softmax4j.settings.Solver;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The off-heap memory that training takes beside the data set, at most: what each room tells of itself.
 *
 * @param passBytes parameters, gradients, row weights, and the buffers of one block
 * @param optimizerBytes points, gradients and secant pairs, in double
 * @param hessianBytes approximations, samples, and what their systems take
 * @param advice what takes less, or nothing
 */
record MemoryNeed(long passBytes, long optimizerBytes, long hessianBytes, String advice) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNeed.class);

    /** What so many models take that are trained together, under so many penalties at a time. */
    static MemoryNeed of(Problem problem, int models, int penalties) {
        long pass = PassMemory.bytes(
                problem.passShape(models),
                problem.blockRows(models),
                problem.dataset().featureMatrix().isStreamed());
        long length = elements(problem, models);
        if (problem.settings().solver() instanceof Solver.MiniBatch) {
            return new MemoryNeed(pass, Sgd.bytes(length, problem.type()), 0, "");
        }
        long optimizer = Lbfgs.bytes(problem.settings().solver().memory(), length);
        long hessian = problem.preconditioning().usesCurvature()
                ? NewtonMemory.bytes(problem.hessianRows(), problem.following(), models, penalties)
                : 0;
        return new MemoryNeed(pass, optimizer, hessian, advice(problem, models));
    }

    /** Several models are trained together by full batches alone, and absolute values, bounds and groups need them. */
    private static String advice(Problem problem, int models) {
        boolean isForSgd = models == 1
                && problem.settings().bounds().isEmpty()
                && problem.settings().penalty().l1Ratio() == 0;
        return isForSgd
                ? "; SGD (SoftmaxRegression.withSolver(Solver.sgd())) takes only the first, and its updater's"
                : "";
    }

    private static long elements(Problem problem, long points) {
        return points * (problem.features() + 1) * problem.classes();
    }

    /** Whether rows can be copied for speed, and as much is left for training. */
    static boolean hasRoomForCopy(Dataset dataset) {
        long bytes = dataset.rows()
                * dataset.featureMatrix().columns()
                * dataset.type().width();
        return 2 * bytes <= Backend.freeMemoryInBytes();
    }

    /**
     * The same and the points of models that are trained already: those that others start from, and that are reported
     * at the end.
     */
    MemoryNeed keeping(Problem problem, long points) {
        return new MemoryNeed(
                passBytes, optimizerBytes + elements(problem, points) * Double.BYTES, hessianBytes, advice);
    }

    long bytes() {
        return passBytes + optimizerBytes + hessianBytes;
    }

    /** Logs the figures, and refuses what cannot fit. */
    void requireAvailable() {
        requireAvailable(Backend.freeMemoryInBytes());
    }

    void requireAvailable(long freeBytes) {
        String figures = String.format(
                Locale.ROOT,
                "training takes %s beside the data: %s for the pass, %s for the optimiser, %s for the Hessian",
                mebibytes(bytes()),
                mebibytes(passBytes),
                mebibytes(optimizerBytes),
                mebibytes(hessianBytes));
        LOG.info(
                "{}; {} free",
                figures,
                freeBytes == Long.MAX_VALUE ? "an unknown amount is" : mebibytes(freeBytes) + " are");
        if (bytes() > freeBytes) {
            throw new MemoryException(figures + ", but only " + mebibytes(freeBytes)
                    + " are free off the heap; -Dorg.bytedeco.javacpp.maxbytes and maxphysicalbytes set the limits"
                    + advice);
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }
}
