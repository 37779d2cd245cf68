package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Hessian without what it says of two contrasts of classes at once: a matrix of features for each contrast, in the optimiser's
 * coordinates, and their inverses.
 *
 * <pre>
 *   H_u = sum_i c_iu [x_i; 1][x_i; 1]' / sum w + diag(s + unseen, 0)      c_iu the row's curvature along the {@link ClassContrasts contrast} u
 *   inverse = (U (x) I) diag(H_u^-1) (U (x) I)'
 * </pre>
 *
 * <p>It knows which classes are taken for each other, and which rows tell of it, where the {@link Curvature} that all classes share
 * knows neither: conjugate gradients need fewer products (docs/decisions, 5). It costs as much as a number of passes. Not thread-safe.
 */
public final class ContrastCurvature implements InverseApproximation, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContrastCurvature.class);

    /** Rows of the largest curvature are drawn with the largest probability, so that two a feature tell nearly as much as all. */
    private static final int ROWS_PER_FEATURE = 2;

    /** With few features more rows cost little. */
    private static final int FEWEST_ROWS = 3000;

    /**
     * In rounding errors, and of the mean of a diagonal: below, what rounding leaves in a gradient becomes a large part of a step, and
     * descents in float stop earlier than without this.
     */
    private static final double LEAST_PIVOT = 500;

    /** In rounding errors of the type of the features. */
    private static final double FIRST_RIDGE = 10;

    /**
     * What the mean over all contrasts counts in each. That all logits grow alike has no curvature at all, and some columns have next to none
     * along some contrasts: what rounding in float leaves there must not become a step.
     */
    private static final double SHARE_OF_ALL = 0.1;

    private static final double RIDGE_GROWTH = 100;
    private static final double LARGEST_RIDGE = 1;

    /** Matrices are inverted so many numbers at a time, or one by one if they have more, which takes several times their memory. */
    public static final long NUMBERS_AT_A_TIME = 2_000_000;

    private final long classes;
    private final long size;
    private final DataType type;
    /** U', contrasts x classes. */
    private final INDArray toContrasts;

    private final INDArray toClasses;
    /** Some of H_u^-1, contrasts x size x size. */
    private final List<INDArray> inverses;

    private boolean isReliable = true;
    private final Operation product = Operation.product();
    private final StackedProduct stackedProduct = StackedProduct.of(1);

    /**
     * Sums and inverts.
     *
     * @param batches the rows, in the optimiser's coordinates
     * @param at the point, (features + 1) x classes
     * @param penalty of the objective
     * @param unseenCurvature one a feature, what is added to it whatever the rows say
     */
    ContrastCurvature(List<Batch> batches, INDArray at, PenaltyTerm penalty, double[] unseenCurvature) {
        this.classes = at.columns();
        this.size = at.rows();
        this.type = batches.get(0).features().dataType();
        double[][] probabilities = probabilities(batches, at);
        double[] weights = weights(batches);
        var contrasts = ClassContrasts.of(probabilities, weights);
        this.toClasses = Nd4j.createFromArray(contrasts.basis()).castTo(type);
        this.toContrasts = toClasses.transpose().dup('c');
        var diagonal = new double[Math.toIntExact(size)];
        double[] strengths = penalty.strengths();
        for (int j = 0; j < strengths.length; j++) {
            diagonal[j] += strengths[j] + unseenCurvature[j];
        }
        var rows = new Rows(batches, probabilities, weights, contrasts, diagonal);
        int atATime = (int) Math.max(1, NUMBERS_AT_A_TIME / (size * size));
        this.inverses = IntStream.iterate(0, first -> first < classes, first -> first + atATime)
                .mapToObj(first -> rows.inverses(first, (int) Math.min(classes, first + atATime)))
                .toList();
        Operation.close(rows.ofAll);
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

    /** The rows that matrices are summed over. */
    private final class Rows {
        private final List<Batch> batches;
        private final double[][] probabilities;
        private final double[] weights;
        private final ClassContrasts contrasts;
        private final double[] diagonal;
        private final double weightSum;
        private final INDArray ofAll;
        private final Operation multiply = Operation.multiply();
        private final Operation product = Operation.product(true, false, 1, 0);

        Rows(
                List<Batch> batches,
                double[][] probabilities,
                double[] weights,
                ClassContrasts contrasts,
                double[] diagonal) {
            this.batches = batches;
            this.probabilities = probabilities;
            this.weights = weights;
            this.contrasts = contrasts;
            this.diagonal = diagonal;
            this.weightSum = Arrays.stream(weights).sum();
            this.ofAll = ofAll();
        }

        INDArray inverses(int from, int to) {
            try (INDArray matrices = Nd4j.create(type, new long[] {to - from, size, size}, 'c')) {
                for (int contrast = from; contrast < to; contrast++) {
                    sum(
                            contrasts.curvatures(contrast, probabilities, weights),
                            contrast,
                            matrices.slice(contrast - from));
                }
                matrices.muli(1 - SHARE_OF_ALL).addi(ofAll.reshape('c', 1, size, size));
                addToDiagonals(matrices);
                return invert(matrices);
            }
        }

        /** The mean over the contrasts, times its share. */
        private INDArray ofAll() {
            var traces = new double[weights.length];
            for (int i = 0; i < traces.length; i++) {
                double squares = 0;
                for (double p : probabilities[i]) {
                    squares += p * p;
                }
                traces[i] = weights[i] * Math.max(0, 1 - squares);
            }
            INDArray matrix = Nd4j.create(type, new long[] {size, size}, 'c');
            sum(traces, classes, matrix);
            return matrix.muli(SHARE_OF_ALL / (classes - 1));
        }

        private void sum(double[] curvatures, long seed, INDArray matrix) {
            var sample = ImportanceSample.of(
                    curvatures, (int) Math.max(FEWEST_ROWS, ROWS_PER_FEATURE * size), new SplittableRandom(seed));
            if (sample.places().length > 0) {
                try (INDArray rows = rows(sample)) {
                    product.run(rows, rows, matrix);
                }
            }
        }

        /** [x_i; 1] times the root of what it counts. */
        private INDArray rows(ImportanceSample sample) {
            int count = sample.places().length;
            INDArray rows = Nd4j.create(type, new long[] {count, size}, 'c');
            double[] roots = Arrays.stream(sample.weights())
                    .map(weight -> Math.sqrt(weight / weightSum))
                    .toArray();
            INDArray factors = Nd4j.createFromArray(roots).castTo(type).reshape(count, 1);
            var features = NDArrayIndex.interval(0, size - 1);
            int done = 0;
            int start = 0;
            for (Batch batch : batches) {
                int first = done;
                int end = start + (int) batch.rows();
                int begin = start;
                int[] places = Arrays.stream(sample.places())
                        .filter(place -> place >= begin && place < end)
                        .map(place -> place - begin)
                        .toArray();
                if (places.length > 0) {
                    try (INDArray some = Nd4j.pullRows(batch.features(), 1, places, 'c')) {
                        var part = NDArrayIndex.interval(first, first + places.length);
                        multiply.run(some, factors.get(part, NDArrayIndex.all()), rows.get(part, features));
                    }
                }
                done += places.length;
                start = end;
            }
            rows.getColumn(size - 1, true).assign(factors);
            return rows;
        }

        private void addToDiagonals(INDArray matrices) {
            INDArray diagonals = diagonals(matrices);
            diagonals.addiRowVector(Nd4j.createFromArray(diagonal).castTo(type));
            diagonals.addi(diagonals.lte(0).castTo(type)); // a coordinate held at 0 may have anything there but 0
        }

        private INDArray invert(INDArray matrices) {
            INDArray diagonals = diagonals(matrices);
            INDArray means = diagonals.mean(true, 1);
            double before = 0;
            for (double ridge = FIRST_RIDGE * ColumnStatistics.epsilon(type);
                    ridge <= LARGEST_RIDGE;
                    ridge *= RIDGE_GROWTH) {
                diagonals.addiColumnVector(means.mul(ridge - before));
                before = ridge;
                Optional<Cholesky> factors = Cholesky.of(matrices);
                if (factors.isPresent()) {
                    isReliable &= factors.get().smallestPivot()
                            > LEAST_PIVOT
                                    * ColumnStatistics.epsilon(type)
                                    * means.maxNumber().doubleValue();
                    return factors.get().inverse();
                }
                LOG.debug("the curvature of contrasts is not positive definite with a ridge of {}", ridge);
            }
            isReliable = false;
            return matrices.dup('c');
        }

        /** A view, matrices x size. */
        private INDArray diagonals(INDArray matrices) {
            return matrices.reshape('c', matrices.size(0), size * size)
                    .get(NDArrayIndex.all(), NDArrayIndex.interval(0, size + 1, size * size));
        }
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
            long first = 0;
            for (INDArray some : inverses) {
                var part = NDArrayIndex.interval(first, first + some.size(0));
                stackedProduct.run(
                        turned.get(part, NDArrayIndex.all(), NDArrayIndex.all()),
                        some,
                        byClass.get(part, NDArrayIndex.all(), NDArrayIndex.all()));
                first += some.size(0);
            }
            product.run(toClasses, columns, turnedColumns);
            byModel.assign(turned);
        }
    }

    @Override
    public void close() {
        Operation.close(toContrasts, toClasses);
        inverses.forEach(INDArray::close);
    }
}
