package io.github.softmax4j;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.optim.Preconditioner;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Introduces the curvature, which is mathematics, to the optimiser, which knows none; without one it is the identity. */
record CurvaturePreconditioner(Optional<Curvature> curvature) implements Preconditioner, AutoCloseable {
    /** Above this many features the curvature would take more memory and time than the passes that it saves. */
    private static final int MOST_FEATURES = 4096;

    /** Rows that the curvature is summed over; more make it better than its form allows. */
    private static final int ROWS_PER_FEATURE = 20;

    private static final int FEWEST_ROWS = 4096;

    /** A row costs features^2 multiply-adds here and 2 x features x classes in a pass: a look must not cost more passes. */
    private static final int MOST_PASSES = 20;

    private static final int BLOCK_ROWS = 512;

    /** Looks at a data set, if the solver wants that and there are not too many features. */
    static CurvaturePreconditioner of(Dataset dataset, Solver.FullBatch solver, double lambda) {
        long features = dataset.features().columns();
        long classes = dataset.classes().size();
        if (!solver.preconditioned() || features > MOST_FEATURES) {
            return new CurvaturePreconditioner(Optional.empty());
        }
        List<Batch> sample = sample(dataset, features, classes);
        return new CurvaturePreconditioner(
                Optional.of(new Curvature(sample, features, classes, dataset.type(), lambda)));
    }

    /** Blocks from all over the data set, which may be sorted by class. */
    private static List<Batch> sample(Dataset dataset, long features, long classes) {
        List<Batch> all = dataset.batches(BLOCK_ROWS);
        long enough = ROWS_PER_FEATURE * features;
        long affordable = MOST_PASSES * 2 * dataset.rows() * classes / features;
        long wanted = Math.max(FEWEST_ROWS, Math.min(enough, affordable));
        int step = (int) Math.max(1, dataset.rows() / wanted);
        return IntStream.range(0, all.size())
                .filter(block -> block % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public void refresh(INDArray point) {
        curvature.ifPresent(c -> c.update(point));
    }

    @Override
    public void applyInverse(INDArray vector) {
        curvature.ifPresent(c -> c.applyInverse(vector));
    }

    @Override
    public boolean hasScale() {
        return curvature.isPresent();
    }

    @Override
    public void close() {
        curvature.ifPresent(Curvature::close);
    }
}
