package io.github.softmax4j.training;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.newton.Following;
import io.github.softmax4j.newton.HessianRows;
import io.github.softmax4j.newton.NewtonSolver;
import io.github.softmax4j.optim.Lbfgs;
import io.github.softmax4j.optim.LinearSolver;
import io.github.softmax4j.optim.ModelSolver;
import io.github.softmax4j.optim.Optimizer;
import io.github.softmax4j.optim.ProximalTerms;
import io.github.softmax4j.optim.StagedNewton;
import io.github.softmax4j.optim.TrustRegionNewton;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Settings and data, brought together: weighted rows, targets, and the coordinates that the optimiser works in. */
final class Problem {
    private static final double LARGEST_WEIGHT = 1e10;
    private static final double LARGEST_IN_FLOAT = 1e36;
    private static final double LARGEST_IN_DOUBLE = 1e300;

    private final RegressionSettings settings;
    private final Dataset dataset;
    private final ColumnStatistics statistics;
    private final Coordinates coordinates;
    /** Null where the rows are many. */
    private final HeapRows heapRows;

    Problem(RegressionSettings settings, Dataset given) {
        if (given.classes().size() < 2) {
            throw new IllegalArgumentException("training needs at least two classes, but all rows are '"
                    + given.classes().names().get(0) + "'");
        }
        settings.penalty().requireFeatures(given.featureMatrix().columns());
        settings.bounds()
                .ifPresent(
                        bounds -> bounds.requireFeatures(given.featureMatrix().columns()));
        this.settings = settings;
        this.dataset = smoothed(withOrdinaryWeights(settings.classWeights().applyTo(given)), settings.labelSmoothing());
        this.statistics = needsStatistics() ? columnStatistics() : null;
        if (statistics != null) {
            requireRange();
        }
        this.coordinates = chooseCoordinates();
        boolean areFew = HeapRows.areFew(dataset.rows(), features(), classes())
                && !dataset.featureMatrix().isStreamed()
                && !(settings.solver() instanceof Solver.MiniBatch);
        this.heapRows = areFew ? new HeapRows(dataset, settings.labelSmoothing(), coordinates) : null;
    }

    /** Only their ratios count: weights of any size are brought into the range of the type that they are summed in. */
    private static Dataset withOrdinaryWeights(Dataset dataset) {
        double largest = Arrays.stream(dataset.weights()).max().orElseThrow();
        boolean isOrdinary = largest < LARGEST_WEIGHT && largest > 1 / LARGEST_WEIGHT;
        return isOrdinary
                ? dataset
                : dataset.withWeights(Arrays.stream(dataset.weights())
                        .map(weight -> weight / largest)
                        .toArray());
    }

    /** Weights of columns beyond it are below the smallest normal number of the type. */
    private void requireRange() {
        double most = isFloat() ? LARGEST_IN_FLOAT : LARGEST_IN_DOUBLE;
        for (int j = 0; j < features(); j++) {
            double size = Math.abs(statistics.mean()[j]) + statistics.deviation()[j];
            if (!(size <= most)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the values of a feature must be below about %.0e to be computed with in %s, but those of"
                                + " '%s' are about %.0e: marks of missing values, such as -3.4e38, have to be left"
                                + " out%s",
                        most,
                        isFloat() ? "float" : "double",
                        dataset.featureNames().get(j),
                        size,
                        isFloat() ? ", and others need double" : ""));
            }
        }
    }

    /** Labels are smoothed as they are read; rows of probabilities once, here. */
    private static Dataset smoothed(Dataset dataset, double smoothing) {
        if (smoothing == 0 || !(dataset.targets() instanceof Targets.Probabilities probabilities)) {
            return dataset;
        }
        INDArray rows = probabilities.rows().mul(1 - smoothing);
        return dataset.withTargets(
                probabilities.with(rows.addi(smoothing / dataset.classes().size())));
    }

    /** What the descent knows before it starts. Where terms are not smooth there is one method, which knows all. */
    Solver.Preconditioning preconditioning() {
        boolean isSmooth = settings.penalty().l1Ratio() * settings.penalty().lambda() == 0
                && settings.bounds().isEmpty();
        return isSmooth || settings.solver() instanceof Solver.MiniBatch
                ? settings.solver().preconditioning()
                : Solver.Preconditioning.CURVATURE;
    }

    private boolean needsStatistics() {
        return preconditioning() != Solver.Preconditioning.NONE
                || settings.penalty().standardize();
    }

    private Coordinates chooseCoordinates() {
        double[] center = dataset.featureMatrix().center();
        var rate = new double[features()];
        var shift = new double[features()];
        for (int j = 0; j < rate.length; j++) {
            boolean centered = settings.intercept() && preconditioning() != Solver.Preconditioning.NONE;
            shift[j] = centered ? statistics.mean()[j] : settings.intercept() ? 0 : -center[j];
            rate[j] = switch (preconditioning()) {
                case NONE -> 1;
                case CENTERED -> deviation(j) > 0 ? 1 : 0;
                case FIXED_CURVATURE, CURVATURE -> deviation(j) > 0 ? 1 / deviation(j) : 0;
            };
        }
        return Coordinates.of(rate, shift, settings.intercept());
    }

    /** From the mean; without an intercept from 0, as a constant column is one then. */
    private double deviation(int feature) {
        if (settings.intercept()) {
            return statistics.deviation()[feature];
        }
        double mean = statistics.mean()[feature] + dataset.featureMatrix().center()[feature];
        return Math.hypot(statistics.deviation()[feature], mean);
    }

    /** What a penalty of this weight costs per squared or absolute unit of the optimiser's weights. */
    PenaltyTerm smoothPenalty(Penalty penalty) {
        double[] rate = coordinates.rate();
        var strengths = new double[rate.length];
        for (int j = 0; j < rate.length; j++) {
            strengths[j] = penalty.l2Strength(j, scale(j)) * rate[j] * rate[j];
        }
        return new PenaltyTerm(strengths);
    }

    /** The terms of a penalty that are not smooth, and the bounds, on the optimiser's weights. */
    ProximalTerms proximalTerms(Penalty penalty) {
        double[] rate = coordinates.rate();
        boolean isGrouped = penalty.grouping() != Penalty.Grouping.NONE;
        return new ProximalTerms(
                perElement(0, j -> isGrouped ? 0 : penalty.l1Strength(j, scale(j)) * rate[j]),
                bounds(Double.NEGATIVE_INFINITY, Bounds::lower),
                bounds(Double.POSITIVE_INFINITY, Bounds::upper),
                isGrouped ? new FeatureGroups(this).of(penalty) : List.of());
    }

    /** What a standardised weight is times the weight. */
    double scale(int feature) {
        return settings.penalty().standardize() ? statistics.deviation()[feature] : 1;
    }

    /** One of the bounds of a feature. */
    @FunctionalInterface
    private interface Side {
        double of(Bounds bounds, int feature);
    }

    private double[] bounds(double none, Side side) {
        double[] rate = coordinates.rate();
        return perElement(none, j -> {
            if (settings.bounds().isEmpty()) {
                return none;
            }
            return rate[j] == 0 ? 0 : side.of(settings.bounds().get(), j) / rate[j];
        });
    }

    /** A value of each feature for each of its weights, and one for the intercept, in the order of a point. */
    private double[] perElement(double ofIntercept, IntToDoubleFunction ofFeature) {
        var elements = new double[(features() + 1) * classes()];
        for (int i = 0; i < elements.length; i++) {
            int row = i / classes();
            elements[i] = row == features() ? ofIntercept : ofFeature.applyAsDouble(row);
        }
        return elements;
    }

    /** The optimiser's point as parameters of the user's features: (features + 1) x classes, DOUBLE. */
    INDArray toModelMatrix(INDArray point) {
        INDArray matrix = coordinates.toParameters(point.castTo(DataType.DOUBLE));
        addCenter(matrix, -1);
        return matrix;
    }

    /** The reverse. */
    INDArray fromModelMatrix(INDArray modelMatrix) {
        INDArray matrix = modelMatrix.castTo(DataType.DOUBLE).dup('c');
        addCenter(matrix, 1);
        return coordinates.toPoint(matrix);
    }

    /** b += sign * center W */
    private void addCenter(INDArray matrix, int sign) {
        if (dataset.featureMatrix().isCentered()) {
            INDArray center =
                    Nd4j.createFromArray(dataset.featureMatrix().center()).reshape(1, features());
            Parameters parts = Parameters.of(matrix);
            parts.intercept().addi(center.mmul(parts.weights()).muli(sign));
        }
    }

    /** What Hessians are summed over. */
    HessianRows hessianRows() {
        return new HessianRows(dataset, coordinates, settings.seed(), heapRows);
    }

    Following following() {
        return preconditioning() == Solver.Preconditioning.CURVATURE ? Following.POINT : Following.START;
    }

    /**
     * The optimiser works in double whatever the features are: its dot products and line search are exact then.
     *
     * @param solver knows the Hessian; empty for methods that know nothing of it
     * @param isNear whether descents begin near their optimum
     */
    Optimizer optimizer(Penalty penalty, Optional<NewtonSolver> solver, boolean isNear) {
        double noise = new EndOfDescent(this).noise();
        ProximalTerms terms = proximalTerms(penalty);
        LinearSolver linear = solver.isPresent() ? solver.get() : LinearSolver.none();
        int memory = settings.solver().memory();
        if (!terms.isNone()) {
            return new TrustRegionNewton(noise, solver.orElseThrow().compositeModels(), terms, isNear);
        }
        var quasiNewton = new Lbfgs(memory, noise, linear);
        Optional<ModelSolver> models = solver.flatMap(NewtonSolver::fullHessians);
        if (models.isEmpty()) {
            return quasiNewton;
        }
        var newton = new TrustRegionNewton(noise, models.get(), terms, isNear);
        int before = solver.get().evaluationsBeforeFullHessians();
        return before == 0 ? newton : new StagedNewton(quasiNewton, before, newton);
    }

    /** Of the rows as they count here. */
    ColumnStatistics columnStatistics() {
        try (Blocks<Batch> batches = dataset.batches(blockRows(1))) {
            return ColumnStatistics.of(batches);
        }
    }

    /** Of so many models trained together. */
    PassShape passShape(int models) {
        return new PassShape(dataset.rows(), features(), classes(), models, type());
    }

    int blockRows(int models) {
        return BlockSize.rows(features(), (long) classes() * models, type());
    }

    Dataset dataset() {
        return dataset;
    }

    RegressionSettings settings() {
        return settings;
    }

    Coordinates coordinates() {
        return coordinates;
    }

    int features() {
        return dataset.featureMatrix().columns();
    }

    int classes() {
        return dataset.classes().size();
    }

    DataType type() {
        return dataset.type();
    }

    boolean isFloat() {
        return type() == DataType.FLOAT;
    }

    /** Few rows are computed with in double, whatever they are stored in. */
    boolean isComputedInFloat() {
        return isFloat() && heapRows == null;
    }

    /** The rows on the heap, where they are few. */
    Optional<HeapRows> heapRows() {
        return Optional.ofNullable(heapRows);
    }
}
