package io.github.softmax4j.export.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what scikit-learn has trained is a softmax regression, which its coefficients alone do not tell: those of one
 * class against the rest look the same, and give other probabilities.
 *
 * <p>{@code LogisticRegression} is one, but for three classes and more by {@code multi_class='ovr'}, once the default,
 * or {@code solver='liblinear'}; so is {@code LinearDiscriminantAnalysis}, and {@code SGDClassifier} of two classes
 * with the log-loss.
 *
 * @param name of its class; empty where the file does not say
 * @param settings what {@code get_params} says of it, as texts; empty where the file does not say
 * @param classes how many
 */
record SklearnEstimator(Optional<String> name, Optional<JsonObject> settings, int classes) {
    private static final Set<String> LOGISTIC = Set.of("LogisticRegression", "LogisticRegressionCV");
    private static final String STOCHASTIC = "SGDClassifier";
    private static final String DISCRIMINANT = "LinearDiscriminantAnalysis";

    /** What {@code multi_class} says of one class against the rest; the second was the default of 0.20 and 0.21. */
    private static final Set<String> REST = Set.of("ovr", "warn");

    static SklearnEstimator of(JsonObject json, int classes) {
        return new SklearnEstimator(
                json.textIfAny("estimator"),
                json.has("params") ? Optional.of(json.object("params")) : Optional.empty(),
                classes);
    }

    /**
     * Refuses what is no softmax regression.
     *
     * @return what cannot be told
     * @throws IllegalArgumentException if it is none
     */
    List<String> check() {
        name.filter(LOGISTIC::contains).ifPresent(logistic -> requireMultinomial());
        name.filter(STOCHASTIC::equals).ifPresent(stochastic -> requireLogLoss());
        boolean isKnown = name.isEmpty()
                || LOGISTIC.contains(name.get())
                || name.get().equals(STOCHASTIC)
                || name.get().equals(DISCRIMINANT);
        if (!isKnown) {
            throw new IllegalArgumentException("estimator must be LogisticRegression, LogisticRegressionCV,"
                    + " LinearDiscriminantAnalysis or SGDClassifier, whose probabilities are those of a softmax"
                    + " regression, but is " + name.get());
        }
        return doubts();
    }

    private void requireMultinomial() {
        boolean isOfRest = setting("multi_class").filter(REST::contains).isPresent();
        boolean isByLiblinear = setting("solver").filter("liblinear"::equals).isPresent();
        if (classes > 2 && (isOfRest || isByLiblinear)) {
            throw new IllegalArgumentException("the " + classes + " classes must have been trained together, but each"
                    + " was trained against the rest (" + (isOfRest ? "multi_class" : "solver") + " is '"
                    + setting(isOfRest ? "multi_class" : "solver").get() + "'), which is no softmax regression");
        }
    }

    private void requireLogLoss() {
        String loss = setting("loss").orElse("hinge");
        boolean isLogLoss = loss.equals("log_loss") || loss.equals("log");
        if (classes != 2 || !isLogLoss) {
            throw new IllegalArgumentException("SGDClassifier must have the log-loss and two classes, but has the loss "
                    + loss + " and " + classes + " classes, each against the rest");
        }
    }

    private List<String> doubts() {
        var doubts = new ArrayList<String>();
        boolean mayBeOfRest = name.isEmpty() || (LOGISTIC.contains(name.get()) && settings.isEmpty());
        if (classes > 2 && mayBeOfRest) {
            doubts.add("The file does not say whether the classes were trained together (estimator and params), and was"
                    + " taken for a softmax regression; of one class against the rest the probabilities are others.");
        }
        return doubts;
    }

    /**
     * By what one row of coefficients of two classes is to be multiplied: with {@code multi_class='multinomial'} it
     * speaks for the second class, and as much against the first.
     */
    double scale() {
        boolean isTwofold = name.filter(LOGISTIC::contains).isPresent()
                && setting("multi_class").filter("multinomial"::equals).isPresent();
        return isTwofold ? 2 : 1;
    }

    private Optional<String> setting(String key) {
        return settings.flatMap(all -> all.textIfAny(key));
    }
}
