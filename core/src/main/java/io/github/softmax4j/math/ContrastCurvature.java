package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Hessian without what it says of two contrasts of classes at once: a matrix of features for each contrast, in the optimiser's
 * coordinates, and their inverses.
 *
 * <pre>
 *   H_u = sum_i c_iu [x_i; 1][x_i; 1]' / sum w + diag(s + unseen, 0)      c_iu the row's curvature along the {@link ClassContrasts contrast} u
 *   inverse = (U (x) I) diag(H_u^-1) (U (x) I)'
 * </pre>
 *
 * <p>Summed over some of the rows, drawn by their c_iu, and with a tenth of the mean over all contrasts in place of a tenth of each
 * ({@link ContrastSums}); a ridge is added where there is no inverse.
 *
 * <p>It knows which classes are taken for each other, and which rows tell of it, where the {@link Curvature} that all classes share
 * knows neither: conjugate gradients need fewer products (docs/decisions, 5). It costs as much as a number of passes. Not thread-safe.
 */
public final class ContrastCurvature implements InverseApproximation, AutoCloseable {
    /**
     * In rounding errors, and of the curvature of a row: below, what rounding leaves in a gradient becomes a large part of a step, and
     * descents in float stop earlier than without this.
     */
    private static final double LEAST_PIVOT = 1000;

    /** Matrices are inverted so many numbers at a time, or one by one if they have more, which takes several times their memory. */
    public static final long NUMBERS_AT_A_TIME = 2_000_000;

    private final long classes;
    private final long size;
    private final DataType type;
    /** U', contrasts x classes. */
    private final INDArray toContrasts;

    private final INDArray toClasses;
    /** H_u^-1 of all contrasts. */
    private final SymmetricProducts inverses;

    private boolean isReliable = true;
    private final Operation product = Operation.product();

    /**
     * Sums and inverts.
     *
     * @param batches the rows, in the optimiser's coordinates
     * @param hasIntercept whether there is one, or its place is held at 0
     * @param at the point, (features + 1) x classes
     * @param penalty of the objective
     * @param unseenCurvature one a feature, what is added to it whatever the rows say
     */
    ContrastCurvature(
            List<Batch> batches, boolean hasIntercept, INDArray at, PenaltyTerm penalty, double[] unseenCurvature) {
        this.classes = at.columns();
        this.size = at.rows();
        this.type = batches.get(0).features().dataType();
        double[][] probabilities = probabilities(batches, at);
        double[] weights = weights(batches);
        var contrasts = ClassContrasts.of(probabilities, weights);
        this.toClasses = Nd4j.createFromArray(contrasts.basis()).castTo(type);
        this.toContrasts = toClasses.transpose().dup('c');
        var diagonal = Arrays.copyOf(penalty.strengths(), Math.toIntExact(size));
        for (int j = 0; j < unseenCurvature.length; j++) {
            diagonal[j] += unseenCurvature[j];
        }
        int atATime = (int) Math.max(1, NUMBERS_AT_A_TIME / (size * size));
        try (var sums = new ContrastSums(batches, hasIntercept, probabilities, weights, contrasts)) {
            double unit = sums.unit();
            this.inverses = SymmetricProducts.of(IntStream.iterate(
                            0, first -> first < classes, first -> first + atATime)
                    .mapToObj(first -> {
                        try (INDArray matrices = sums.matrices(first, (int) Math.min(classes, first + atATime))) {
                            return inverses(matrices, diagonal, unit);
                        }
                    })
                    .toList());
        }
    }

    private INDArray inverses(INDArray matrices, double[] diagonal, double unit) {
        INDArray diagonals = RidgedCholesky.diagonals(matrices);
        diagonals.addiRowVector(Nd4j.createFromArray(diagonal).castTo(type));
        diagonals.addi(diagonals.lte(0).castTo(type)); // a coordinate held at 0 may have anything there but 0
        double epsilon = ColumnStatistics.epsilon(type);
        Optional<Cholesky> factors = RidgedCholesky.of(matrices, unit, epsilon);
        isReliable &= factors.isPresent() && factors.get().smallestPivot() > LEAST_PIVOT * epsilon * unit;
        return factors.map(Cholesky::inverse).orElseGet(() -> matrices.dup('c'));
    }

    /**
     * How many rows each matrix is summed over, at most about.
     *
     * @param features their number
     * @return rows
     */
    public static long rows(long features) {
        return ContrastSums.rows(features);
    }

    private double[][] probabilities(List<Batch> batches, INDArray at) {
        try (INDArray matrix = at.castTo(type).dup('c')) {
            Parameters parameters = Parameters.of(matrix);
            return batches.stream()
                    .flatMap(batch -> {
                        try (var forward = new ForwardPass(batch.rows(), classes, 1, type)) {
                            forward.run(parameters, batch.features());
                            return rows(forward.probabilities());
                        }
                    })
                    .toArray(double[][]::new);
        }
    }

    /** ND4J's toDoubleMatrix asks for every number by its place, which takes many times as long. */
    private Stream<double[]> rows(INDArray probabilities) {
        double[] numbers = probabilities.data().asDouble();
        int count = Math.toIntExact(classes);
        return IntStream.range(0, numbers.length / count)
                .mapToObj(i -> Arrays.copyOfRange(numbers, i * count, (i + 1) * count));
    }

    private static double[] weights(List<Batch> batches) {
        return batches.stream()
                .flatMapToDouble(batch -> batch.weights() == null
                        ? IntStream.range(0, (int) batch.rows()).mapToDouble(row -> 1)
                        : Arrays.stream(batch.weights().getColumn(0).toDoubleVector()))
                .toArray();
    }

    /**
     * Whether the number type can tell the inverse.
     *
     * @return false where the matrices are so badly conditioned that this does more harm than good
     */
    public boolean isReliable() {
        return isReliable;
    }

    /** Rows are the matrices [V | v]' of some models, classes x (features + 1), one under the other, in the type of the features. */
    @Override
    public void applyInverse(INDArray rows) {
        long models = rows.rows() / classes;
        INDArray byClass = Nd4j.create(type, new long[] {classes, models, size}, 'c');
        INDArray turned = byClass.ulike();
        try (byClass;
                turned) {
            INDArray byModel = rows.reshape('c', models, classes, size).permute(1, 0, 2);
            INDArray columns = byClass.reshape('c', classes, models * size);
            INDArray turnedColumns = turned.reshape('c', classes, models * size);
            byClass.assign(byModel);
            product.run(toContrasts, columns, turnedColumns);
            inverses.multiply(turned, byClass);
            product.run(toClasses, columns, turnedColumns);
            byModel.assign(turned);
        }
    }

    @Override
    public void close() {
        Operation.close(toContrasts, toClasses);
        inverses.close();
    }
}
