package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PenaltyTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes the Hessians that composite models begin with.
 *
 * <ul>
 *   <li>Where rows are few beside the features, the exact one of all rows, by the rows.
 *   <li>Where the features are too many for a matrix, the same of a sample.
 *   <li>Else a Kronecker approximation at first, and one with a matrix for each class direction as soon as that has
 *       become worth its cost, if there is room for it.
 * </ul>
 */
final class BlockHessians {
    /** A sweep over rows costs more than one over a matrix of the features, but the matrix has to be made. */
    private static final long MOST_ROWS_PER_FEATURE = 2;

    /** Matrices, or rows of a sample, are no larger than the largest dense matrix. */
    private static final long MOST_ELEMENTS = (long) HessianPlan.MOST_DENSE_FEATURES * HessianPlan.MOST_DENSE_FEATURES;

    /** Rows are kept in double. */
    private static final long MOST_ELEMENTS_OF_ROWS = MOST_ELEMENTS / 2;

    private final HessianRows rows;
    private final HessianPlan plan;
    private final boolean isByRows;
    private final boolean isExact;
    private Dataset sample;
    private List<Batch> batches;
    private double[][] columns;
    private double[] unseenCurvature;

    /**
     * A Hessian, and its cost.
     *
     * @param hessian at d = 0
     * @param passes what it cost
     * @param passesOfNext what the next one would cost; infinite where that would be no better
     */
    record Made(BlockHessian hessian, double passes, double passesOfNext) {}

    BlockHessians(HessianRows rows, HessianPlan plan) {
        this.rows = rows;
        this.plan = plan;
        long count = rows.dataset().rows();
        boolean areFew =
                count <= MOST_ROWS_PER_FEATURE * rows.features() && count * rows.features() <= MOST_ELEMENTS_OF_ROWS;
        this.isExact = areFew;
        this.isByRows = areFew || rows.features() > HessianPlan.MOST_DENSE_FEATURES;
    }

    /** Whether they are the Hessian of all rows. */
    boolean areExact() {
        return isExact;
    }

    /**
     * Makes one.
     *
     * @param point where
     * @param penalty of the objective
     * @param rowWeights what each row counts; null for the weights of the data set
     * @param evaluations of the descent so far
     */
    Made at(INDArray point, PenaltyTerm penalty, double[] rowWeights, int evaluations) {
        if (isByRows) {
            return new Made(byRows(point, penalty, rowWeights), 0.5 * shareOfSample(), evaluations);
        }
        double ofDirections = passesOfDirections();
        if (evaluations < ofDirections) {
            return new Made(kronecker(point, penalty), ofDirections / rows.classes(), ofDirections);
        }
        return new Made(byDirections(point, penalty), ofDirections, ofDirections);
    }

    private double shareOfSample() {
        return (double) sample.rows() / rows.dataset().rows();
    }

    private double passesOfDirections() {
        double size = rows.features() + 1.0;
        boolean hasRoom = size * size * rows.classes() <= MOST_ELEMENTS;
        double ofRow = size * size * rows.classes() / 2;
        return hasRoom
                ? BlockJacobi.rows(rows.features()) * ofRow / rows.multiplyAddsOfPass()
                : Double.POSITIVE_INFINITY;
    }

    private BlockHessian kronecker(INDArray point, PenaltyTerm penalty) {
        try (KroneckerSample some = plan.kroneckerSample();
                INDArray matrix = DenseKroneckerHessian.sum(some, penalty, point)) {
            return new DirectionHessian(null, List.of(matrix.data().asFloat()), rows.classes());
        }
    }

    private BlockHessian byDirections(INDArray point, PenaltyTerm penalty) {
        takeSample();
        try (var sums = BlockJacobiSums.at(batches, rows.coordinates().hasIntercept(), point)) {
            List<float[]> matrices = new ArrayList<>();
            double[] diagonal = diagonal(penalty);
            for (int u = 0; u < rows.classes(); u++) {
                try (INDArray matrix = sums.matrices(u, u + 1)) {
                    float[] values = matrix.data().asFloat();
                    addToDiagonal(values, diagonal);
                    matrices.add(values);
                }
            }
            return new DirectionHessian(sums.basis().vectors(), matrices, rows.classes());
        }
    }

    private static void addToDiagonal(float[] matrix, double[] diagonal) {
        for (int j = 0; j < diagonal.length; j++) {
            int place = j * diagonal.length + j;
            double sum = matrix[place] + diagonal[j];
            matrix[place] = sum > 0 ? (float) sum : 1; // a coordinate held at 0, whatever stands here
        }
    }

    private BlockHessian byRows(INDArray point, PenaltyTerm penalty, double[] rowWeights) {
        takeSample();
        double[] weights = rowWeights == null || !isExact ? RowProbabilities.weights(batches) : rowWeights.clone();
        double sum = Arrays.stream(weights).sum();
        double[] shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        double[] probabilities = Arrays.stream(RowProbabilities.of(batches, point))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return new RowHessian(columns(), shares, diagonal(penalty), probabilities);
    }

    /** Of the penalty, and what the sample has not seen of the columns; 0 for the intercept. */
    private double[] diagonal(PenaltyTerm penalty) {
        double[] diagonal = Arrays.copyOf(penalty.strengths(), rows.features() + 1);
        for (int j = 0; j < rows.features(); j++) {
            diagonal[j] += unseenCurvature[j];
        }
        return diagonal;
    }

    private double[][] columns() {
        if (columns == null) {
            int count = Math.toIntExact(sample.rows());
            double[] values = sample.featureMatrix().values().dup('c').data().asDouble();
            columns = new double[rows.features() + 1][count];
            for (int j = 0; j < rows.features(); j++) {
                for (int i = 0; i < count; i++) {
                    columns[j][i] = values[i * rows.features() + j];
                }
            }
            Arrays.fill(columns[rows.features()], rows.coordinates().hasIntercept() ? 1 : 0);
        }
        return columns;
    }

    private void takeSample() {
        if (sample == null) {
            sample = plan.someRows(
                    isByRows
                            ? Math.max(1, MOST_ELEMENTS_OF_ROWS / rows.features())
                            : rows.dataset().rows());
            batches = sample.batches(rows.blockRows());
            unseenCurvature = SampledHessian.unseenCurvature(batches, rows.classes());
        }
    }
}
