package io.github.softmax4j;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.math.ContrastCurvature;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.CurvatureSample;
import io.github.softmax4j.math.DenseCurvature;
import io.github.softmax4j.math.DiagonalCurvature;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.SampledHessian;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes what descents on one problem start from: how many rows are looked at, and what is worth it. */
final class Curvatures {
    /** Above this many features the products of all with all would take more memory and time than the passes they save. */
    static final int MOST_DENSE_FEATURES = 4096;

    /** Rows that the shared curvature is summed over; more make it better than its form allows. */
    private static final int ROWS_PER_FEATURE = 20;

    private static final int FEWEST_ROWS = 4096;

    /** A row costs features^2 multiply-adds here and 2 x features x classes in a pass: a look must not cost more passes. */
    private static final int MOST_PASSES = 4;

    static final int BLOCK_ROWS = 512;

    /** A product with the Hessian of a sample costs so much of a pass, and one descent step takes some ten of them. */
    private static final int HESSIAN_ROWS_DIVISOR = 10;

    /** The sample is read at every product: of features in a file it takes no more than half of what may be in memory. */
    private static final int BUDGET_DIVISOR = 2;

    /** A smaller sample tells less than the shared curvature of all rows. */
    private static final int FEWEST_HESSIAN_ROWS = 1000;

    private static final int FEWEST_HESSIAN_ROWS_PER_FEATURE = 2;

    /** Below so many multiply-adds a product with the sample takes ND4J's calls longer than their work. */
    private static final long FEWEST_HESSIAN_PRODUCTS = 500_000;

    /** With fewer, systems are easy anyway, and in float badly conditioned ones stop earlier (decision 5). */
    private static final int FEWEST_FEATURES_OF_CONTRASTS = 100;

    /** To choose rows by their curvature along a contrast takes as long as a product with so many numbers of each. */
    private static final double NUMBERS_OF_CHOICE = 150;

    private final Problem problem;
    private final Solver.Preconditioning preconditioning;
    private final Dataset hessianRows;

    /** Of a problem on which so many models are trained together. */
    Curvatures(Problem problem, int models) {
        this.problem = problem;
        this.preconditioning = ((Solver.FullBatch) problem.settings().solver()).preconditioning();
        this.hessianRows =
                isHessianWorthIt(problem, models) ? randomRows(problem, hessianRowsDivisor(problem, models)) : null;
    }

    /** Whether there are so many rows that a tenth of them tells all that matters of the Hessian. */
    static boolean isHessianWorthIt(Problem problem, long models) {
        long rows = hessianRowCount(problem, models);
        return ((Solver.FullBatch) problem.settings().solver()).preconditioning() == Solver.Preconditioning.CURVATURE
                && rows >= FEWEST_HESSIAN_ROWS
                && rows >= (long) FEWEST_HESSIAN_ROWS_PER_FEATURE * problem.features()
                && rows * problem.features() * problem.classes() >= FEWEST_HESSIAN_PRODUCTS;
    }

    static long hessianRowCount(Problem problem, long models) {
        return problem.dataset().rows() / hessianRowsDivisor(problem, models);
    }

    private static int hessianRowsDivisor(Problem problem, long models) {
        FeatureMatrix matrix = problem.dataset().featureMatrix();
        if (!matrix.isInFile()) {
            return HESSIAN_ROWS_DIVISOR;
        }
        long numbers = (long) matrix.rowsInBudget() * matrix.columns() / BUDGET_DIVISOR;
        long inBudget = Math.max(1, numbers / numbersOfHessianRow(problem, models));
        return Math.toIntExact(Math.max(HESSIAN_ROWS_DIVISOR, (matrix.rows() - 1) / inBudget + 1));
    }

    /** Its features, copied, and what each model keeps of it. */
    static long numbersOfHessianRow(Problem problem, long models) {
        return problem.features() + (5L * problem.classes() + 3) * models;
    }

    /** Copied, in the optimiser's coordinates. */
    private static Dataset randomRows(Problem problem, int divisor) {
        var random = new SplittableRandom(problem.settings().seed());
        int rows = Math.toIntExact(problem.dataset().rows());
        int[] chosen = IntStream.range(0, rows / divisor)
                .map(i -> divisor * i + random.nextInt(divisor))
                .toArray();
        Dataset rowsChosen = problem.dataset().subset(chosen);
        problem.coordinates().transformRows(rowsChosen.featureMatrix().values());
        return rowsChosen;
    }

    /** The rows that curvatures are summed over: those of the Hessian, where they only precondition its inversion. */
    CurvatureSample sample() {
        if (hessianRows == null) {
            return largerSample();
        }
        var unchanged =
                Coordinates.unchanged(problem.features(), problem.coordinates().hasIntercept());
        return new CurvatureSample(hessianRows.batches(BLOCK_ROWS), unchanged, problem.classes());
    }

    /** As many rows as the shape of the shared curvature is worth. */
    CurvatureSample largerSample() {
        return new CurvatureSample(sampleBlocks(), problem.coordinates(), problem.classes());
    }

    /** A curvature that all classes share. */
    Curvature shared(CurvatureSample sample, PenaltyTerm penalty) {
        return problem.features() > MOST_DENSE_FEATURES
                ? new DiagonalCurvature(sample, penalty)
                : new DenseCurvature(sample, penalty);
    }

    /** The Hessian of some rows; null where it is not worth it. */
    SampledHessian hessian() {
        return hessianRows == null
                ? null
                : new SampledHessian(
                        hessianRows.batches(problem.blockRows(1)),
                        problem.classes(),
                        problem.coordinates().hasIntercept());
    }

    /**
     * What the curvature by contrasts costs, in products with the Hessian: of each contrast a product of some rows and an inverse,
     * at a higher rate than the products, which read all rows, and the choice of the rows. Infinite where it is not worth it, as with few features,
     * and where a matrix of them for each class would take more memory than they.
     */
    double productsOfContrasts() {
        double features = problem.features();
        FeatureMatrix matrix = problem.dataset().featureMatrix();
        long rows = matrix.isInFile() ? matrix.rowsInBudget() / BUDGET_DIVISOR : matrix.rows();
        boolean isWorthIt = features >= FEWEST_FEATURES_OF_CONTRASTS
                && features <= MOST_DENSE_FEATURES
                && features * problem.classes() <= rows;
        double matrices = features * (ContrastCurvature.rows(problem.features()) + 2 * features);
        return isWorthIt
                ? matrices / (4 * hessianRows.rows()) + NUMBERS_OF_CHOICE * problem.classes() / features
                : Double.POSITIVE_INFINITY;
    }

    /** What a product with the Hessian costs, in evaluations. */
    double shareOfRows() {
        return hessianRows == null
                ? 0
                : (double) hessianRows.rows() / problem.dataset().rows();
    }

    /** The Hessian is taken anew at every step anyway; without it the default's curvatures follow the point. */
    SharedCurvatures.Look look() {
        return preconditioning == Solver.Preconditioning.CURVATURE && hessianRows == null
                ? SharedCurvatures.Look.AGAIN
                : SharedCurvatures.Look.ONCE;
    }

    /** Whether the solver wants any curvature at all. */
    static boolean areWanted(Problem problem) {
        return ((Solver.FullBatch) problem.settings().solver())
                .preconditioning()
                .usesCurvature();
    }

    /** Blocks from all over the data set, which may be sorted by class. */
    private Blocks<Batch> sampleBlocks() {
        int step = (int) Math.max(1, problem.dataset().rows() / wantedRows());
        return problem.dataset().someBatches(BLOCK_ROWS, step);
    }

    private long wantedRows() {
        long enough = (long) ROWS_PER_FEATURE * problem.features();
        long affordable = MOST_PASSES * 2 * problem.dataset().rows() * problem.classes() / problem.features();
        return Math.max(FEWEST_ROWS, Math.min(enough, affordable));
    }
}
