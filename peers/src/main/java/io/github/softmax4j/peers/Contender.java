package io.github.softmax4j.peers;

import io.github.softmax4j.settings.Solver;
import java.util.function.Supplier;
import org.nd4j.linalg.learning.config.Adam;

/** Who takes part, with which settings. */
enum Contender {
    OWN("Softmax4J", "default solver, float", () -> new OwnTrainer(Solver.lbfgs())),
    OWN_SGD(
            "Softmax4J, SGD",
            "Adam(1e-3), batches of 256, " + Dl4jTrainer.EPOCHS + " epochs, float",
            () -> new OwnTrainer(new Solver.MiniBatch(Dl4jTrainer.EPOCHS, Dl4jTrainer.BATCH, new Adam(1e-3)))),
    OWN_SGD_LONG(
            "Softmax4J, SGD",
            "Adam(1e-3), batches of 256, " + Contender.MANY_EPOCHS + " epochs, float",
            () -> new OwnTrainer(new Solver.MiniBatch(Contender.MANY_EPOCHS, Dl4jTrainer.BATCH, new Adam(1e-3)))),
    SMILE("Smile 3.1.1", "tolerance 1e-5, 500 iterations", SmileTrainer::new),
    TRIBUO(
            "Tribuo 4.3.2",
            "its defaults: AdaGrad, " + TribuoTrainer.DEFAULT_EPOCHS + " epochs, no penalty",
            () -> new TribuoTrainer(TribuoTrainer.DEFAULT_EPOCHS)),
    TRIBUO_LONG(
            "Tribuo 4.3.2",
            "AdaGrad, " + Contender.MANY_EPOCHS + " epochs, no penalty",
            () -> new TribuoTrainer(Contender.MANY_EPOCHS)),
    LIBLINEAR("liblinear-java 2.44", "L2R_LR, one-vs-rest, tolerance 0.01", LiblinearTrainer::new),
    DL4J(
            "DL4J M2.1 OutputLayer",
            "Adam(1e-3), batches of 256, " + Dl4jTrainer.EPOCHS + " epochs, float",
            Dl4jTrainer::new),
    SPARK("Spark MLlib 3.5.6", "its 100 iterations", () -> new SparkTrainer(100)),
    SPARK_LONG("Spark MLlib 3.5.6", "1000 iterations", () -> new SparkTrainer(1000)),
    SKLEARN("scikit-learn", "its 100 iterations, double", "sklearn-100"),
    SKLEARN_LONG("scikit-learn", "max_iter 1000, double", "sklearn-1000"),
    SKLEARN_FLOAT("scikit-learn", "max_iter 1000, float", "sklearn-float"),
    TORCH(
            "PyTorch",
            "Adam(1e-3), batches of 256, " + Dl4jTrainer.EPOCHS + " epochs, float",
            "torch-adam-" + Dl4jTrainer.EPOCHS),
    TORCH_LONG(
            "PyTorch",
            "Adam(1e-3), batches of 256, " + Contender.MANY_EPOCHS + " epochs, float",
            "torch-adam-" + Contender.MANY_EPOCHS);

    /** So many that what is compiled in the first ones no longer counts. */
    private static final int MANY_EPOCHS = 60;

    private final String library;
    private final String settings;
    private final Supplier<Trainer> trainer;
    private final String script;

    Contender(String library, String settings, Supplier<Trainer> trainer) {
        this.library = library;
        this.settings = settings;
        this.trainer = trainer;
        this.script = null;
    }

    Contender(String library, String settings, String script) {
        this.library = library;
        this.settings = settings;
        this.trainer = null;
        this.script = script;
    }

    String library() {
        return library;
    }

    String settings() {
        return settings;
    }

    boolean isPython() {
        return script != null;
    }

    /** Its name in train.py. */
    String script() {
        return script;
    }

    Trainer trainer() {
        return trainer.get();
    }
}
