package io.github.softmax4j.newton;

/** The off-heap memory that the Hessians of descents take, at most. */
public final class NewtonMemory {
    /** Right-hand sides, solution, residual, directions, images, strengths and sums of the conjugate gradients. */
    private static final long VECTORS_OF_ITERATION = 13;

    /**
     * The whole, its factor and the inverse of that, in double, beside H and its inverse in the type of the features.
     */
    private static final int DOUBLE_MATRICES = 3;

    private NewtonMemory() {}

    /**
     * What they take.
     *
     * @param rows they are summed over
     * @param following whether they follow the point
     * @param models trained together
     * @param penalties at a time
     * @return bytes
     */
    public static long bytes(HessianRows rows, Following following, int models, int penalties) {
        return kronecker(rows, models, penalties)
                + (following == Following.POINT && FullHessians.areAffordable(rows) ? full(rows) : 0)
                + (HessianPlan.isSampleWorthIt(rows, following, models) ? sampled(rows, models, penalties) : 0);
    }

    private static long kronecker(HessianRows rows, int models, int penalties) {
        if (HessianPlan.isDual(rows)) {
            return block(rows) + dual(rows, penalties);
        }
        boolean isDense = rows.features() <= HessianPlan.MOST_DENSE_FEATURES;
        long making =
                isDense ? square(rows) * DOUBLE_MATRICES * Double.BYTES + 2 * elements(rows, models) * width(rows) : 0;
        return block(rows) + making + approximations(rows, penalties);
    }

    /** A, and the matrix of its rows, of each penalty; A scaled, and what is factorised, of one at a time. */
    private static long dual(HessianRows rows, int penalties) {
        long count = rows.dataset().rows();
        long elements = count * (rows.features() + 1);
        return (penalties * (elements + count * count) + elements + DOUBLE_MATRICES * count * count) * Double.BYTES;
    }

    /**
     * The rows, copied, what each model keeps of them, the vectors of the iteration, and the fallback where they are
     * not trusted.
     */
    private static long sampled(HessianRows rows, int models, int penalties) {
        long sample = HessianPlan.sampleRows(rows, models) * HessianPlan.elementsOfSampleRow(rows, models);
        long vectors = (VECTORS_OF_ITERATION + LimitedMemoryPreconditioner.VECTORS) * elements(rows, models);
        return (sample + vectors) * width(rows) + block(rows) + approximations(rows, penalties);
    }

    /** The matrix, what is subtracted from it, its factor and the inverse of that. */
    private static long full(HessianRows rows) {
        long size = elements(rows, 1);
        return 4 * size * size * Double.BYTES;
    }

    /** The buffers of a block. */
    private static long block(HessianRows rows) {
        return HessianPlan.BLOCK_ROWS * (rows.features() + 2L * rows.classes()) * width(rows);
    }

    /** What stays of each, as long as its penalty is trained. */
    private static long approximations(HessianRows rows, int penalties) {
        return rows.features() > HessianPlan.MOST_DENSE_FEATURES
                ? penalties * 2L * rows.features() * Double.BYTES
                : square(rows) * penalties * 2 * width(rows);
    }

    private static long square(HessianRows rows) {
        return (rows.features() + 1L) * (rows.features() + 1L);
    }

    private static long elements(HessianRows rows, int models) {
        return (rows.features() + 1L) * rows.classes() * models;
    }

    private static int width(HessianRows rows) {
        return rows.type().width();
    }
}
