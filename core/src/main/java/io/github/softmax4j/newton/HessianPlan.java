package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which Hessian descents on one problem go by, over how many rows, and what is worth its cost. */
final class HessianPlan {
    /**
     * Above this many features the products of all with all would take more memory and time than the passes they save.
     */
    static final int MOST_DENSE_FEATURES = 4096;

    static final int BLOCK_ROWS = 512;

    /** Rows that a Kronecker approximation is summed over; more make it better than its form allows. */
    private static final int ROWS_PER_FEATURE = 20;

    private static final int FEWEST_ROWS = 4096;

    /**
     * A row costs features^2 multiply-adds here and 2 x features x classes in a pass: a sum must not cost more passes.
     */
    private static final int MOST_PASSES = 4;

    /** A product with the Hessian of a sample costs so much of a pass, and one descent step takes some ten of them. */
    private static final int SAMPLE_DIVISOR = 10;

    /**
     * The sample is read at every product: of features in a file it takes no more than half of what may be in memory.
     */
    private static final int BUDGET_DIVISOR = 2;

    /** A smaller sample tells less than the Kronecker approximation of all rows. */
    private static final int FEWEST_SAMPLE_ROWS = 1000;

    private static final int FEWEST_SAMPLE_ROWS_PER_FEATURE = 2;

    /** Below so many multiply-adds a product with the sample takes ND4J's calls longer than their work. */
    private static final long FEWEST_PRODUCTS_OF_SAMPLE = 500_000;

    /**
     * With fewer, systems are easy anyway, and in float badly conditioned ones stop earlier (docs/experiments/0005).
     */
    private static final int FEWEST_BLOCK_JACOBI_FEATURES = 100;

    /**
     * To choose rows by their curvature along a class direction takes as long as a product with so many elements of
     * each.
     */
    private static final double ELEMENTS_OF_CHOICE = 150;

    private final HessianRows rows;
    private final Following following;
    private final Dataset sample;

    /** For so many models that are trained together. */
    HessianPlan(HessianRows rows, Following following, int models) {
        this.rows = rows;
        this.following = following;
        this.sample = isSampleWorthIt(rows, following, models) ? randomRows(rows, divisor(rows, models)) : null;
    }

    /** Whether there are so many rows that a tenth of them tells all that matters of the Hessian. */
    static boolean isSampleWorthIt(HessianRows rows, Following following, long models) {
        long count = sampleRows(rows, models);
        return following == Following.POINT
                && count >= FEWEST_SAMPLE_ROWS
                && count >= (long) FEWEST_SAMPLE_ROWS_PER_FEATURE * rows.features()
                && count * rows.features() * rows.classes() >= FEWEST_PRODUCTS_OF_SAMPLE;
    }

    static long sampleRows(HessianRows rows, long models) {
        return rows.dataset().rows() / divisor(rows, models);
    }

    private static int divisor(HessianRows rows, long models) {
        FeatureMatrix matrix = rows.dataset().featureMatrix();
        if (!matrix.isInFile()) {
            return SAMPLE_DIVISOR;
        }
        long elements = (long) matrix.rowsInBudget() * matrix.columns() / BUDGET_DIVISOR;
        long inBudget = Math.max(1, elements / elementsOfSampleRow(rows, models));
        return Math.toIntExact(Math.max(SAMPLE_DIVISOR, (matrix.rows() - 1) / inBudget + 1));
    }

    /** Its features, copied, and what each model keeps of it. */
    static long elementsOfSampleRow(HessianRows rows, long models) {
        return rows.features() + (5L * rows.classes() + 3) * models;
    }

    /** Copied, in the optimiser's coordinates. */
    private static Dataset randomRows(HessianRows rows, int divisor) {
        var random = new SplittableRandom(rows.seed());
        int count = Math.toIntExact(rows.dataset().rows());
        int[] chosen = IntStream.range(0, count / divisor)
                .map(i -> divisor * i + random.nextInt(divisor))
                .toArray();
        Dataset rowsChosen = rows.dataset().subset(chosen);
        rows.coordinates().transformRows(rowsChosen.featureMatrix().values());
        return rowsChosen;
    }

    /**
     * Rows in the optimiser's coordinates, no more than so many: the sample, or without one as many of all as allowed.
     */
    Dataset someRows(long most) {
        if (sample != null && sample.rows() <= most) {
            return sample;
        }
        return randomRows(rows, Math.toIntExact((rows.dataset().rows() - 1) / most + 1));
    }

    /** The rows of Kronecker approximations: those of the sampled Hessian, where they only precondition its systems. */
    KroneckerSample kroneckerSample() {
        if (sample == null) {
            return largerSample();
        }
        var unchanged =
                Coordinates.unchanged(rows.features(), rows.coordinates().hasIntercept());
        return new KroneckerSample(sample.batches(BLOCK_ROWS), unchanged, rows.classes());
    }

    /** As many rows as the shape of the Kronecker approximation is worth. */
    KroneckerSample largerSample() {
        return new KroneckerSample(sampleBlocks(), rows.coordinates(), rows.classes());
    }

    /**
     * At most half as many rows as features: what is inverted is an eighth of the work then, and less. The rows are
     * copied, and are no larger than the largest dense matrix.
     */
    static boolean isDual(HessianRows rows) {
        long count = rows.dataset().rows();
        return 2 * count <= rows.features()
                && count * rows.features() <= (long) MOST_DENSE_FEATURES * MOST_DENSE_FEATURES;
    }

    KroneckerHessian kroneckerHessian(KroneckerSample of, PenaltyTerm penalty) {
        if (isDual(rows)) {
            return new DualKroneckerHessian(of, penalty);
        }
        return rows.features() > MOST_DENSE_FEATURES
                ? new DiagonalKroneckerHessian(of, penalty)
                : new DenseKroneckerHessian(of, penalty);
    }

    /** The Hessian of some rows; null where it is not worth it. */
    SampledHessian sampledHessian() {
        return sample == null
                ? null
                : new SampledHessian(
                        sample.batches(rows.blockRows()),
                        rows.classes(),
                        rows.coordinates().hasIntercept());
    }

    /**
     * What a block Jacobi preconditioner costs, in products with the sampled Hessian: for each class direction a
     * product of some rows and an inverse, at a higher rate than the products, which read all rows, and the choice of
     * the rows. Infinite where it is not worth it, as with few features, and where a matrix of them for each class
     * would take more memory than the rows.
     */
    double productsOfBlockJacobi() {
        double features = rows.features();
        FeatureMatrix matrix = rows.dataset().featureMatrix();
        long count = matrix.isInFile() ? matrix.rowsInBudget() / BUDGET_DIVISOR : matrix.rows();
        boolean isWorthIt = features >= FEWEST_BLOCK_JACOBI_FEATURES
                && features <= MOST_DENSE_FEATURES
                && features * rows.classes() <= count;
        double matrices = features * (BlockJacobi.rows(rows.features()) + 2 * features);
        return isWorthIt
                ? matrices / (4 * sample.rows()) + ELEMENTS_OF_CHOICE * rows.classes() / features
                : Double.POSITIVE_INFINITY;
    }

    long bytesOfBlockJacobi() {
        return BlockJacobi.bytes(rows.features(), rows.classes(), rows.type().width());
    }

    /** (features + 1) x classes. */
    long[] shapeOfPoint() {
        return new long[] {rows.features() + 1L, rows.classes()};
    }

    /** What a product with the sampled Hessian costs, in evaluations. */
    double shareOfRows() {
        return sample == null ? 0 : (double) sample.rows() / rows.dataset().rows();
    }

    /**
     * The sampled Hessian is linearised at every step anyway; without it the Kronecker approximation follows the point.
     */
    KroneckerHessians.Refresh refresh() {
        return following == Following.POINT && sample == null
                ? KroneckerHessians.Refresh.FOLLOWING
                : KroneckerHessians.Refresh.AT_START;
    }

    /** Blocks from all over the data set, which may be sorted by class. */
    private Blocks<Batch> sampleBlocks() {
        int step = (int) Math.max(1, rows.dataset().rows() / wantedRows());
        return rows.dataset().someBatches(BLOCK_ROWS, step);
    }

    private long wantedRows() {
        long enough = (long) ROWS_PER_FEATURE * rows.features();
        long affordable = MOST_PASSES * 2 * rows.dataset().rows() * rows.classes() / rows.features();
        return Math.max(FEWEST_ROWS, Math.min(enough, affordable));
    }
}
