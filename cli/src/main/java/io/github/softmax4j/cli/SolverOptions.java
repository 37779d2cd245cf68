package io.github.softmax4j.cli;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is minimised, and how. */
final class SolverOptions {
    /** The solvers by name. */
    enum SolverName {
        /** All rows at a time, with steps that know the curvature of the objective. */
        LBFGS,
        /** All rows at a time, without a preconditioner, as in other libraries. */
        PLAIN_LBFGS,
        /** Mini-batches. */
        SGD;

        /** As it is given on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The number types by name. */
    enum NumberType {
        /** 32 bits. */
        FLOAT,
        /** 64 bits. */
        DOUBLE;

        DataType dataType() {
            return this == FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        }
    }

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description =
                    "lbfgs (default): to the optimum; plain-lbfgs: the same without preconditioner; sgd: some epochs.")
    SolverName name = SolverName.LBFGS;

    @Option(
            names = "--lambda",
            paramLabel = "L",
            description = "Strength of the penalty, 0 or more; scikit-learn's C is 1 / (L rows). Default: 1e-4.")
    double lambda = SoftmaxRegression.DEFAULT_LAMBDA;

    @Option(
            names = "--l1-ratio",
            paramLabel = "A",
            description = "Share of the absolute values in the penalty, 0 (ridge, default) to 1 (lasso: exact zeros).")
    double l1Ratio;

    @Option(
            names = "--group",
            paramLabel = "none|features|columns",
            description =
                    "With --l1-ratio: which weights become 0 together, those of a feature in all classes, or those"
                            + " of all features that a column became, such as its words. Default: none.")
    Optional<Penalty.Grouping> grouping = Optional.empty();

    @Option(names = "--standardize", description = "Penalise the weights of standardised features.")
    boolean standardize;

    @Option(names = "--no-intercept", description = "Train without an intercept.")
    boolean withoutIntercept;

    @Option(
            names = "--class-weight",
            paramLabel = "balanced|NAME=W,...",
            description = "How much the rows of each class count: all classes the same, or as named; others count 1.")
    Optional<String> classWeight = Optional.empty();

    @Option(
            names = "--label-smoothing",
            paramLabel = "S",
            description = "The share of every label that is spread over all classes, 0 to 1. Default: 0.")
    double labelSmoothing;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "lbfgs ends where no component of the gradient is larger. Default: 1e-6.")
    Double tolerance;

    @Option(names = "--max-iterations", paramLabel = "N", description = "The most steps of lbfgs. Default: 10000.")
    Integer maxIterations;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Stop after this time, of all models of a sweep together, and keep the best so far: 30s, 10m,"
                    + " 2h. With --resume the time of runs before counts.")
    Optional<Duration> timeLimit = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "Of every random choice. Default: 1.")
    long seed = 1;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "float (default) or double.")
    NumberType type = NumberType.FLOAT;

    @Option(names = "--epochs", paramLabel = "E", description = "sgd: how often each row is visited. Default: 10.")
    Integer epochs;

    @Option(names = "--batch-size", paramLabel = "B", description = "sgd: rows per mini-batch. Default: 64.")
    Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "R", description = "sgd: default: the updater's own.")
    Double learningRate;

    @Option(
            names = "--learning-rate-decay",
            paramLabel = "G",
            description = "sgd: the rate is multiplied with G after every epoch. Default: 1.")
    Double learningRateDecay;

    @Option(
            names = "--updater",
            paramLabel = "NAME",
            description = "sgd: adam (default), nesterovs, sgd, adagrad, rmsprop, adamax, nadam or amsgrad.")
    UpdaterName updater;

    /** Reads the options; a setting out of its range, or for the other solver, is wrong usage. */
    SoftmaxRegression regression(CommandSpec spec) {
        requireFitting(spec);
        try {
            var regression = SoftmaxRegression.withDefaults()
                    .withSolver(solver())
                    .withPenalty(new Penalty(
                            lambda, l1Ratio, standardize, List.of(), grouping.orElse(Penalty.Grouping.NONE)))
                    .withIntercept(!withoutIntercept)
                    .withClassWeights(classWeights())
                    .withLabelSmoothing(labelSmoothing)
                    .withSeed(seed);
            if (tolerance != null) {
                regression = regression.withTolerance(tolerance);
            }
            if (maxIterations != null) {
                regression = regression.withMaxIterations(maxIterations);
            }
            return timeLimit.isPresent() ? regression.withTimeLimit(timeLimit.get()) : regression;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ClassWeights classWeights() {
        if (classWeight.isEmpty()) {
            return ClassWeights.none();
        }
        if (classWeight.get().equals("balanced")) {
            return ClassWeights.equal();
        }
        var weights = new HashMap<String, Double>();
        for (String entry : classWeight.get().split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--class-weight must be balanced or NAME=WEIGHT,..., but has '" + entry + "'");
            }
            weights.put(entry.substring(0, equals), number(entry.substring(equals + 1)));
        }
        return ClassWeights.of(weights);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--class-weight must have a number after =, but has '" + text + "'", e);
        }
    }

    private void requireFitting(CommandSpec spec) {
        var foreign = new ArrayList<String>();
        if (name != SolverName.SGD) {
            addIfGiven(foreign, "--epochs", epochs);
            addIfGiven(foreign, "--batch-size", batchSize);
            addIfGiven(foreign, "--learning-rate", learningRate);
            addIfGiven(foreign, "--learning-rate-decay", learningRateDecay);
            addIfGiven(foreign, "--updater", updater);
        } else {
            addIfGiven(foreign, "--tolerance", tolerance);
            addIfGiven(foreign, "--max-iterations", maxIterations);
        }
        if (!foreign.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), String.join(", ", foreign) + " cannot be used with --solver " + name);
        }
        boolean hasL1 = l1Ratio > 0 || spec.commandLine().getParseResult().hasMatchedOption("--l1-ratios");
        if (grouping.isPresent() && !hasL1) {
            throw new ParameterException(
                    spec.commandLine(), "--group is for a penalty that makes weights 0: --l1-ratio must be above 0");
        }
        if (learningRate != null && !(learningRate > 0)) {
            throw new ParameterException(spec.commandLine(), "--learning-rate must be above 0, but is " + learningRate);
        }
        if (learningRateDecay != null && !(learningRateDecay > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--learning-rate-decay must be above 0, but is " + learningRateDecay);
        }
    }

    private static void addIfGiven(List<String> options, String option, Object value) {
        if (value != null) {
            options.add(option);
        }
    }

    private Solver solver() {
        if (name != SolverName.SGD) {
            return name == SolverName.LBFGS ? Solver.lbfgs() : Solver.plainLbfgs();
        }
        return new Solver.MiniBatch(
                epochs == null ? Solver.MiniBatch.DEFAULT_EPOCHS : epochs,
                batchSize == null ? Solver.MiniBatch.DEFAULT_BATCH_SIZE : batchSize,
                updater().create(learningRate, decay()));
    }

    private UpdaterName updater() {
        return updater == null ? UpdaterName.ADAM : updater;
    }

    private double decay() {
        return learningRateDecay == null ? 1 : learningRateDecay;
    }

    /** What the flags that are for the solver come to, given or not. */
    Map<String, Object> resolved(SoftmaxRegression regression) {
        if (regression.solver() instanceof Solver.MiniBatch sgd) {
            return Map.of(
                    "epochs",
                    sgd.epochs(),
                    "batch-size",
                    sgd.batchSize(),
                    "updater",
                    Output.word(updater()),
                    "learning-rate",
                    learningRate == null ? updater().defaultLearningRate() : learningRate,
                    "learning-rate-decay",
                    decay());
        }
        return Map.of(
                "tolerance",
                regression.stopping().tolerance(),
                "max-iterations",
                regression.stopping().maxIterations());
    }

    /** Reads 90s, 10m, 1h30m; a bare number is seconds. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String iso = text.matches("\\d+(\\.\\d+)?") ? "PT" + text + "S" : "PT" + text;
            try {
                return Duration.parse(iso);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 1h30m");
            }
        }
    }
}
