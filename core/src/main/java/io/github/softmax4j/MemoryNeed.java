package io.github.softmax4j;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.ContrastCurvature;
import io.github.softmax4j.math.RecycledDirections;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The off-heap memory that training takes beside the data set, at most.
 *
 * @param passBytes parameters, gradients, row weights, and the buffers of one block
 * @param optimizerBytes points, gradients and secant pairs, in double
 * @param curvatureBytes H, its inverse, and what is there while they are made; the sample of the Hessian, and what its systems take
 */
record MemoryNeed(long passBytes, long optimizerBytes, long curvatureBytes) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNeed.class);

    private static final long DOUBLE = Double.BYTES;

    /**
     * Vectors that a descent keeps beside its pairs: points, gradients, direction, what the two-loop recursion needs, two of its
     * penalty, and two of its coordinates.
     */
    private static final int VECTORS_BESIDE_PAIRS = 12;

    /** Right-hand sides, solution, residual, directions, images, strengths and sums of the conjugate gradients. */
    private static final long VECTORS_OF_ITERATION = 13;

    /** H and its inverse in the type of the features; the whole, its factor and the inverse of that in double. */
    private static final int DOUBLE_MATRICES = 3;

    /** The matrices, their factors, and what these are made of. */
    private static final long MATRICES_OF_INVERSION = 5;

    /** What so many models take that are trained together, under so many penalties at a time. */
    static MemoryNeed of(Problem problem, int models, int penalties) {
        var size = new Size(
                problem.dataset().rows(),
                problem.features(),
                problem.classes(),
                models,
                penalties,
                problem.type().width(),
                problem.blockRows(models));
        MemoryNeed need = of(problem.settings().solver(), size);
        return new MemoryNeed(
                need.passBytes + streamed(problem, size),
                need.optimizerBytes,
                need.curvatureBytes + hessian(problem, size));
    }

    /** Of features that are read from a file block by block: the block at hand and the next one. */
    private static long streamed(Problem problem, Size size) {
        return problem.dataset().featureMatrix().isStreamed()
                ? 2 * Math.min(size.blockRows, size.rows) * size.features * size.width
                : 0;
    }

    /** The numbers that count. */
    record Size(long rows, long features, long classes, long models, long penalties, int width, long blockRows) {
        long numbers() {
            return (features + 1) * classes * models;
        }
    }

    static MemoryNeed of(Solver solver, Size size) {
        long blocks = 4 * Math.min(size.blockRows, size.rows) * size.classes * size.models * size.width;
        long rowWeights = size.rows * (size.models * size.width + Integer.BYTES);
        long pass = 2 * size.numbers() * size.width + blocks + rowWeights;
        if (!(solver instanceof Solver.FullBatch fullBatch)) {
            return new MemoryNeed(pass, VECTORS_BESIDE_PAIRS * size.numbers() * size.width, 0);
        }
        long optimizer = (2L * fullBatch.memory() + VECTORS_BESIDE_PAIRS) * size.numbers() * DOUBLE;
        return new MemoryNeed(pass, optimizer, curvature(fullBatch, size));
    }

    /**
     * The rows of the sample, copied, what each model remembers of them, the vectors of the conjugate gradients, and the curvatures
     * in place of the Hessian, where it is not trusted.
     */
    private static long hessian(Problem problem, Size size) {
        boolean wanted = problem.settings().solver() instanceof Solver.FullBatch
                && Curvatures.isHessianWorthIt(problem, size.models);
        return wanted
                ? (Curvatures.hessianRowCount(problem, size.models)
                                                * Curvatures.numbersOfHessianRow(problem, size.models)
                                        + (VECTORS_OF_ITERATION + RecycledDirections.VECTORS) * size.numbers())
                                * size.width
                        + sample(size)
                        + curvatures(size)
                : 0;
    }

    /** Whether rows can be copied for speed, and as much is left for training. */
    static boolean hasRoomForCopy(Dataset dataset) {
        long bytes = dataset.rows()
                * dataset.featureMatrix().columns()
                * dataset.type().width();
        return 2 * bytes <= Backend.freeMemoryInBytes();
    }

    /** Curvatures by contrasts are made while a descent is under way, or not: what they take is no condition for it. */
    static boolean hasRoomForContrasts(Problem problem) {
        return contrastBytes(
                        problem.features(), problem.classes(), problem.type().width())
                <= Backend.freeMemoryInBytes();
    }

    /** A matrix of features for each class, and what is there while some of them are inverted. */
    static long contrastBytes(long features, long classes, int width) {
        long square = (features + 1) * (features + 1);
        long atATime = Math.max(square, ContrastCurvature.NUMBERS_AT_A_TIME);
        return (square * classes + MATRICES_OF_INVERSION * atATime) * width;
    }

    private static long curvature(Solver.FullBatch solver, Size size) {
        if (!solver.preconditioning().usesCurvature()) {
            return 0;
        }
        boolean isDense = size.features <= Curvatures.MOST_DENSE_FEATURES;
        long square = (size.features + 1) * (size.features + 1);
        long making = isDense ? square * DOUBLE_MATRICES * DOUBLE + 2 * size.numbers() * size.width : 0;
        return sample(size) + making + curvatures(size);
    }

    /** The buffers of a block. */
    private static long sample(Size size) {
        return Curvatures.BLOCK_ROWS * (size.features + 2 * size.classes) * size.width;
    }

    /** What stays of each, as long as its penalty is trained. */
    private static long curvatures(Size size) {
        return size.features > Curvatures.MOST_DENSE_FEATURES
                ? size.penalties * 2 * size.features * DOUBLE
                : (size.features + 1) * (size.features + 1) * size.penalties * 2 * size.width;
    }

    /** The same and the points of models that are trained already: those that others start from, and that are reported at the end. */
    MemoryNeed keeping(Problem problem, long points) {
        long bytes = points * (problem.features() + 1) * problem.classes() * DOUBLE;
        return new MemoryNeed(passBytes, optimizerBytes + bytes, curvatureBytes);
    }

    long bytes() {
        return passBytes + optimizerBytes + curvatureBytes;
    }

    /** Logs the figures, and refuses what cannot fit. */
    void requireAvailable() {
        requireAvailable(Backend.freeMemoryInBytes());
    }

    void requireAvailable(long freeBytes) {
        String figures = String.format(
                Locale.ROOT,
                "training takes %s beside the data: %s for the pass, %s for the optimiser, %s for the curvature",
                mebibytes(bytes()),
                mebibytes(passBytes),
                mebibytes(optimizerBytes),
                mebibytes(curvatureBytes));
        LOG.info(
                "{}; {} free",
                figures,
                freeBytes == Long.MAX_VALUE ? "an unknown amount is" : mebibytes(freeBytes) + " are");
        if (bytes() > freeBytes) {
            throw new MemoryException(figures + ", but only " + mebibytes(freeBytes)
                    + " are free off the heap; -Dorg.bytedeco.javacpp.maxbytes and maxphysicalbytes set the limits");
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }
}
