package io.github.softmax4j;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.CurvatureSample;
import io.github.softmax4j.math.DenseCurvature;
import io.github.softmax4j.math.DiagonalCurvature;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.Preconditioner;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Introduces the curvature, which is mathematics, to the optimiser, which knows none. */
final class CurvaturePreconditioner implements Preconditioner, AutoCloseable {
    /** Above this many features the products of all with all would take more memory and time than the passes they save. */
    static final int MOST_DENSE_FEATURES = 4096;

    /** Rows that the curvature is summed over; more make it better than its form allows. */
    private static final int ROWS_PER_FEATURE = 20;

    private static final int FEWEST_ROWS = 4096;

    /** A row costs features^2 multiply-adds here and 2 x features x classes in a pass: a look must not cost more passes. */
    private static final int MOST_PASSES = 4;

    private static final int BLOCK_ROWS = 512;

    private final Curvature curvature;
    private final boolean refreshed;
    private boolean known;

    CurvaturePreconditioner(Problem problem, PenaltyTerm penalty, boolean refreshed) {
        var sample = new CurvatureSample(sample(problem), problem.coordinates(), problem.classes());
        this.curvature = problem.features() > MOST_DENSE_FEATURES
                ? new DiagonalCurvature(sample, penalty)
                : new DenseCurvature(sample, penalty);
        this.refreshed = refreshed;
    }

    /** Blocks from all over the data set, which may be sorted by class. */
    private static List<Batch> sample(Problem problem) {
        List<Batch> all = problem.dataset().batches(BLOCK_ROWS);
        int step = (int) Math.max(1, problem.dataset().rows() / wantedRows(problem));
        return IntStream.range(0, all.size())
                .filter(block -> block % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static long wantedRows(Problem problem) {
        long enough = (long) ROWS_PER_FEATURE * problem.features();
        long affordable = MOST_PASSES * 2 * problem.dataset().rows() * problem.classes() / problem.features();
        return Math.max(FEWEST_ROWS, Math.min(enough, affordable));
    }

    @Override
    public void refresh(INDArray point) {
        if (refreshed || !known) {
            curvature.update(point);
            known = true;
        }
    }

    @Override
    public void applyInverse(INDArray vector) {
        curvature.applyInverse(vector);
    }

    @Override
    public void applyInverse(INDArray vector, INDArray free) {
        curvature.applyInverse(vector, free);
    }

    @Override
    public void close() {
        curvature.close();
    }
}
