package io.github.softmax4j.peers;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Who takes part, with which settings, and how far each of its fits goes. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes into its limits
enum Contender {
    OWN("Softmax4J", "iterations", "default solver, float", limit -> new OwnTrainer(), 0),
    OWN_SGD("Softmax4J SGD", "epochs", Contender.ADAM, OwnSgdTrainer::new, Contender.MANY_EPOCHS),
    TORCH("PyTorch", "epochs", Contender.ADAM, "torch", Contender.MANY_EPOCHS),
    DL4J("DL4J", "epochs", Contender.ADAM, Dl4jTrainer::new, 10),
    TRIBUO("Tribuo", "epochs", "AdaGrad, single rows, no penalty, epochs: %d", TribuoTrainer::new, 1, 5, 15, 60),
    SMILE("Smile", "iterations", "tolerance 1e-5, iterations at most %d", SmileTrainer::new, 10, 30, 100, 500),
    SPARK("Spark", "iterations", "tolerance 1e-6, iterations at most %d", SparkTrainer::new, 10, 30, 100, 1000),
    SKLEARN("scikit-learn", "iterations", "lbfgs, double, max_iter %d", "sklearn", 10, 30, 100, 300, 1000),
    LIBLINEAR("liblinear", "iterations", "L2R_LR, one-vs-rest, tolerance 0.01", limit -> new LiblinearTrainer(), 0);

    /** So many that what is compiled in the first ones no longer counts. */
    private static final int MANY_EPOCHS = 60;

    private static final String ADAM = "Adam(1e-3), batches of 256, float, epochs: %d";

    private final String who;
    private final String unit;
    private final String settings;
    private final IntFunction<Trainer> trainer;
    private final String module;
    private final int[] limits;

    Contender(String who, String unit, String settings, IntFunction<Trainer> trainer, int... limits) {
        this(who, unit, settings, trainer, null, limits);
    }

    Contender(String who, String unit, String settings, String module, int... limits) {
        this(who, unit, settings, null, module, limits);
    }

    Contender(String who, String unit, String settings, IntFunction<Trainer> trainer, String module, int... limits) {
        this.who = who;
        this.unit = unit;
        this.settings = settings;
        this.trainer = trainer;
        this.module = module;
        this.limits = limits;
    }

    String who() {
        return who;
    }

    /** What its limits count: iterations or epochs. */
    String unit() {
        return unit;
    }

    /** Of each of its fits, from the shortest on; a single 0 where its own tolerance ends it. */
    List<Integer> limits() {
        return Arrays.stream(limits).boxed().toList();
    }

    String settings(int limit) {
        return settings.formatted(limit);
    }

    boolean isPython() {
        return module != null;
    }

    /** The module of Python. */
    String module() {
        return module;
    }

    Trainer trainer(int limit) {
        return trainer.apply(limit);
    }
}
