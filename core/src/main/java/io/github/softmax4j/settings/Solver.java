package io.github.softmax4j.settings;

import java.util.Objects;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How a regression is trained.
 *
 * <p>Known elsewhere as: {@code solver} of scikit-learn, whose {@code lbfgs}, {@code newton-cg},
 * {@code newton-cholesky} and {@code saga} are all {@link #lbfgs} here, which takes what the problem asks for.
 * {@link #sgd} is what Tribuo's {@code LinearSGDTrainer} does with one of its {@code StochasticGradientOptimiser}s,
 * DL4J with an {@code IUpdater}, and, class against rest, scikit-learn's {@code SGDClassifier} with
 * {@code loss="log_loss"}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * int epochs = 50;
 * int rowsOfBatch = 16;
 * Solver sgd = new Solver.MiniBatch(epochs, rowsOfBatch, new Adam(0.05));
 * Fit fit = SoftmaxRegression.withDefaults().withSolver(sgd).withSeed(1).fit(training);
 * }</pre>
 */
public sealed interface Solver {
    /**
     * The name in files and on the command line.
     *
     * @return a short word
     */
    String name();

    /**
     * What the descent knows of the objective before it starts.
     *
     * @return NONE for mini-batches
     */
    default Preconditioning preconditioning() {
        return Preconditioning.NONE;
    }

    /**
     * How many secant pairs are kept.
     *
     * @return 0 for mini-batches
     */
    default int memory() {
        return 0;
    }

    /** What L-BFGS knows of the objective before it starts. */
    enum Preconditioning {
        /** Nothing: L-BFGS as other libraries have it. */
        NONE("plain-lbfgs"),
        /** The means of the features. */
        CENTERED("centered-lbfgs"),
        /** Means, deviations, and the curvature at the start. */
        FIXED_CURVATURE("fixed-lbfgs"),
        /** Means, deviations, and the curvature, which follows the point. */
        CURVATURE("lbfgs");

        private final String solverName;

        Preconditioning(String solverName) {
            this.solverName = solverName;
        }

        /**
         * Whether the deviations of the features and the curvature are known.
         *
         * @return false for forms that are there for comparison
         */
        public boolean usesCurvature() {
            return this == FIXED_CURVATURE || this == CURVATURE;
        }
    }

    /**
     * L-BFGS over all rows, to the optimum; where the penalty has an L1 part or weights have bounds, in its projected
     * form.
     *
     * @param memory how many secant pairs are kept, at least 1
     * @param preconditioning what it starts from; the curvature saves most passes and makes the scale of the
     *     features irrelevant
     */
    record FullBatch(int memory, Preconditioning preconditioning) implements Solver {
        /** Twice as many bring little, as Breeze and scikit-learn found too (docs/experiments/0005). */
        public static final int DEFAULT_MEMORY = 10;

        /**
         * Checks the settings.
         *
         * @param memory how many secant pairs are kept, at least 1
         * @param preconditioning what it starts from
         * @throws IllegalArgumentException if memory is below 1
         */
        public FullBatch {
            Objects.requireNonNull(preconditioning, "preconditioning must not be null");
            if (memory < 1) {
                throw new IllegalArgumentException("memory must be at least 1, but is " + memory);
            }
        }

        @Override
        public String name() {
            return preconditioning.solverName;
        }
    }

    /**
     * Stochastic gradient descent over shuffled mini-batches, for a number of epochs.
     *
     * @param epochs how often each row is visited, at least 1
     * @param batchSize rows per mini-batch, at least 1
     * @param updater one of ND4J's updaters, with a learning rate or a schedule of it
     */
    record MiniBatch(int epochs, int batchSize, IUpdater updater) implements Solver {
        /** The name in files and on the command line. */
        public static final String NAME = "sgd";

        /** Many updates per epoch: few epochs get further than with larger batches (docs/benchmarks.md). */
        public static final int DEFAULT_BATCH_SIZE = 64;

        /** Enough for a first look: later epochs win little without a falling learning rate. */
        public static final int DEFAULT_EPOCHS = 10;

        /** Of Adam, in Kingma and Ba, Adam: a method for stochastic optimization (2015), algorithm 1. */
        public static final double DEFAULT_LEARNING_RATE = 1e-3;

        /**
         * Checks the settings.
         *
         * @param epochs how often each row is visited, at least 1
         * @param batchSize rows per mini-batch, at least 1
         * @param updater one of ND4J's updaters, with a learning rate or a schedule of it
         * @throws IllegalArgumentException if epochs or batchSize is below 1
         */
        public MiniBatch {
            Objects.requireNonNull(updater, "updater must not be null");
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs must be at least 1, but is " + epochs);
            }
            if (batchSize < 1) {
                throw new IllegalArgumentException("batchSize must be at least 1, but is " + batchSize);
            }
        }

        @Override
        public String name() {
            return NAME;
        }
    }

    /**
     * Preconditioned L-BFGS with its default memory.
     *
     * @return the solver of the default settings
     */
    static Solver lbfgs() {
        return new FullBatch(FullBatch.DEFAULT_MEMORY, Preconditioning.CURVATURE);
    }

    /**
     * L-BFGS as other libraries have it, for comparison.
     *
     * @return L-BFGS that knows nothing of the curvature at its start
     */
    static Solver plainLbfgs() {
        return new FullBatch(FullBatch.DEFAULT_MEMORY, Preconditioning.NONE);
    }

    /**
     * SGD with Adam, the updater that asks for the least tuning.
     *
     * @return ten epochs of mini-batches of 64 rows
     */
    static Solver sgd() {
        return new MiniBatch(
                MiniBatch.DEFAULT_EPOCHS, MiniBatch.DEFAULT_BATCH_SIZE, new Adam(MiniBatch.DEFAULT_LEARNING_RATE));
    }
}
