package io.github.softmax4j.training;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.optim.Descent;
import io.github.softmax4j.optim.Sgd;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Stochastic gradient descent over rows as they come: the descent of {@link MiniBatchTraining}, told of the
 * mini-batches of each batch in the order of its rows. Not thread-safe.
 */
public final class StreamTraining implements AutoCloseable {
    /** There is no epoch: each update is a step of its own, after which a bad point is noticed. */
    private static final int UPDATES_PER_STEP = 1;

    /** What the kernels of the pass are chosen for: a stream has no end. */
    private static final long LIKELY_BATCHES = 1000;

    private final RegressionSettings settings;
    private final Solver.MiniBatch solver;
    private final ClassLabels classes;
    private final Optional<SoftmaxModel> start;

    /** Of the first batch: names, types and coordinates are its. */
    private Problem first;

    private Problem last;
    private PenaltyTerm penalty;
    private Descent descent;
    private INDArray gradient;
    private StackedLoss loss;
    private double[] lossShift;

    private long rows;
    private double weightSum;
    private int batches;
    private long updates;
    private double seconds;
    private double logLoss;
    private double gradientNorm;
    private boolean hasDiverged;
    private boolean isClosed;

    /**
     * Begins before the first batch.
     *
     * @param settings of the regression
     * @param solver mini-batches and updater
     * @param classes all that rows may have
     * @param start a model to begin from, matched by name; empty to begin at 0
     */
    public StreamTraining(
            RegressionSettings settings, Solver.MiniBatch solver, ClassLabels classes, Optional<SoftmaxModel> start) {
        this.settings = settings;
        this.solver = solver;
        this.classes = classes;
        this.start = start;
    }

    /**
     * Learns from the rows of a batch, once.
     *
     * @param given some rows
     * @return their mean loss without the penalty, each mini-batch taken before its update
     * @throws IllegalArgumentException if the features are not those of the first batch, or a label is no class
     * @throws IllegalStateException if the descent has diverged, or is closed
     * @throws io.github.softmax4j.backend.MemoryException if the machine has not the memory
     */
    public double add(Dataset given) {
        requireOpen();
        requireFinite();
        Dataset batch = given.withClasses(classes);
        var problem = new Problem(settings, first == null ? batch : batch.withType(first.type()));
        if (first == null) {
            begin(problem);
        }
        requireSameFeatures(problem.dataset());
        last = problem;
        long from = System.nanoTime();
        rows += last.dataset().rows();
        weightSum += last.dataset().weightSum();
        logLoss = ThreadChoice.run(first, solver.batchSize(), 1, this::descend);
        batches++;
        seconds += (System.nanoTime() - from) / 1e9;
        requireFinite();
        return logLoss;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException(
                    "the regression is closed: batches and models must be asked for before, and OnlineRegression.from"
                            + " goes on from a model");
        }
    }

    private void requireFinite() {
        if (hasDiverged) {
            throw new IllegalStateException("after " + updates + " mini-batches the weights or their loss became"
                    + " infinite; the model is that before; a smaller learning rate helps");
        }
    }

    private void requireSameFeatures(Dataset batch) {
        List<String> expected = first.dataset().featureNames();
        List<String> found = batch.featureNames();
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("every batch must have the features of the first, " + expected.size()
                    + " of them, but this one has " + found.size() + ", or others");
        }
    }

    private void begin(Problem problem) {
        MemoryNeed.of(problem, 1, 1).requireAvailable();
        INDArray point = start.isPresent()
                ? new StartingPoint(problem).of(start)
                : Nd4j.zeros(problem.type(), problem.features() + 1L, problem.classes());
        penalty = problem.smoothPenalty(settings.penalty());
        descent = new Sgd(solver.updater(), UPDATES_PER_STEP).start(point.castTo(problem.type()));
        gradient = descent.ask().dup('c');
        first = problem;
    }

    /** Over the mini-batches; the mean of what they cost before their updates. */
    private double descend() {
        Dataset batch = last.dataset();
        prepareLoss();
        double sum = 0;
        try (Blocks<Batch> miniBatches = batch.batches(solver.batchSize())) {
            for (Batch miniBatch : miniBatches) {
                double value = update(miniBatch);
                if (hasDiverged) {
                    return value;
                }
                sum += value * miniBatch.rows();
            }
        }
        return sum / batch.rows();
    }

    /** Weights of rows count by their ratio to those of all rows so far, as in a fit to those of all rows. */
    private double update(Batch miniBatch) {
        double weight = miniBatch.rows() * (weightSum / rows);
        double value = loss.evaluate(
                        List.of(descent.ask()),
                        List.of(miniBatch),
                        new double[] {weight},
                        List.of(penalty),
                        List.of(gradient))[0];
        Descent.Outcome outcome = descent.tell(value, gradient);
        updates++;
        hasDiverged = outcome instanceof Descent.Outcome.Stuck;
        if (outcome instanceof Descent.Outcome.Accepted accepted) {
            gradientNorm = accepted.gradientNorm();
        }
        return value - loss.lastPenalty(0);
    }

    /**
     * The point is in the coordinates of the first batch. In float, columns far from 0 are kept as differences from a
     * center, which another batch may have elsewhere.
     */
    private void prepareLoss() {
        double[] center = last.dataset().featureMatrix().center();
        double[] firstCenter = first.dataset().featureMatrix().center();
        var shift = new double[center.length];
        for (int j = 0; j < shift.length; j++) {
            shift[j] = (settings.intercept() ? firstCenter[j] : 0) - center[j];
        }
        if (loss != null && Arrays.equals(shift, lossShift)) {
            return;
        }
        closeLoss();
        var rate = new double[shift.length];
        Arrays.fill(rate, 1);
        loss = new StackedLoss(
                first.passShape(1).ofRows(LIKELY_BATCHES * solver.batchSize()),
                settings.labelSmoothing(),
                Coordinates.of(rate, shift, settings.intercept()));
        lossShift = shift;
    }

    /**
     * The model so far.
     *
     * @return the model to begin from where there was no batch yet
     * @throws IllegalStateException if there is neither, or the descent is closed
     */
    public SoftmaxModel model() {
        requireOpen();
        if (first == null) {
            return start.orElseThrow(() -> new IllegalStateException("there must be a batch before there is a model"));
        }
        INDArray point = descent.best();
        double penalised = penalty.value(point);
        var convergence = new Convergence(
                StopReason.MAX_ITERATIONS, logLoss + penalised, gradientNorm, batches, updates, seconds);
        var model = new SoftmaxModel(
                FitReport.matrix(first, point),
                first.type(),
                classes,
                first.dataset().featureNames(),
                FitReport.summary(settings, last.dataset(), rows, convergence, logLoss));
        return model.withRecipe(first.dataset().recipe().or(() -> start.flatMap(this::recipe)));
    }

    private Optional<FeatureRecipe> recipe(SoftmaxModel model) {
        return model.recipe()
                .filter(recipe -> recipe.featureNames().equals(first.dataset().featureNames()));
    }

    /**
     * The rows so far.
     *
     * @return of all batches
     */
    public long rows() {
        return rows;
    }

    private void closeLoss() {
        if (loss != null) {
            loss.close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        closeLoss();
        loss = null;
        if (descent != null) {
            descent.close();
            gradient.close();
        }
    }
}
