package io.github.softmax4j.export.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What scikit-learn's linear classifiers have learned, by the names of their attributes: {@code classes_} (K),
 * {@code coef_} (K x F, or 1 x F of two classes), {@code intercept_} (K or 1), and if there are any
 * {@code feature_names_in_} (F), {@code n_features_in_}, the name of the {@code estimator}, its {@code params} as texts
 * and the {@code version} of the library.
 *
 * <p>One row of two classes says log(P(second) / P(first)) = coef x + intercept.
 */
final class SklearnJson {
    private static final String ESTIMATOR = "estimator";
    private static final String VERSION = "version";
    private static final String FEATURES = "n_features_in_";
    private static final String NAMES = "feature_names_in_";
    private static final Set<String> KNOWN =
            Set.of("classes_", "coef_", "intercept_", NAMES, FEATURES, "n_iter_", ESTIMATOR, "params", VERSION);

    private final JsonObject json;
    private final List<String> classes;
    private final double[][] coefficients;
    private final List<String> warnings = new ArrayList<>();

    private SklearnJson(JsonObject json) {
        this.json = json;
        this.coefficients = coefficients(json);
        this.classes = json.names("classes_");
    }

    static ForeignModel read(JsonObject json) {
        return new SklearnJson(json).model();
    }

    /** Of two classes the one row is often written without its outer list. */
    private static double[][] coefficients(JsonObject json) {
        List<?> rows = json.list("coef_");
        boolean isOneRow = !rows.isEmpty() && rows.get(0) instanceof Double;
        return isOneRow ? new double[][] {json.numbers("coef_")} : json.matrix("coef_");
    }

    private ForeignModel model() {
        boolean isDifference = coefficients.length == 1 && classes.size() == 2;
        if (!isDifference && coefficients.length != classes.size()) {
            throw new IllegalArgumentException("coef_ must have a row for each of the " + classes.size()
                    + " classes_, or one row for two, but has " + coefficients.length);
        }
        int features = coefficients.length == 0 ? 0 : coefficients[0].length;
        requireFeatures(features);
        SklearnEstimator estimator = SklearnEstimator.of(json, classes.size());
        warnings.addAll(estimator.check());
        double scale = estimator.scale();
        warnOfOthers();
        return new ForeignModel(
                        classes,
                        json.has(NAMES) ? json.names(NAMES) : List.of(),
                        isDifference ? ForeignModel.twoColumns(scaled(coefficients[0], scale)) : turned(features),
                        isDifference ? difference(scaled(intercepts(1), scale)) : intercepts(classes.size()),
                        warnings)
                .withFacts(facts());
    }

    private void requireFeatures(int features) {
        if (json.has(FEATURES) && json.count(FEATURES) != features) {
            throw new IllegalArgumentException("coef_ must have a number for each of the " + json.count(FEATURES)
                    + " features, but has " + features);
        }
    }

    private double[] intercepts(int count) {
        Object value = json.value("intercept_");
        double[] intercepts = value instanceof Double number ? new double[] {number} : json.numbers("intercept_");
        boolean isLeftOut = intercepts.length == 1 && intercepts[0] == 0; // fit_intercept=False
        if (isLeftOut) {
            return new double[count];
        }
        if (intercepts.length != count) {
            throw new IllegalArgumentException("intercept_ must be a number for each of the " + count
                    + " rows of coef_, but has " + intercepts.length);
        }
        return intercepts;
    }

    private static double[] difference(double... intercept) {
        return new double[] {0, intercept[0]};
    }

    private static double[] scaled(double[] values, double scale) {
        double[] scaled = values.clone();
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] *= scale;
        }
        return scaled;
    }

    /** Features x classes. */
    private double[][] turned(int features) {
        var weights = new double[features][coefficients.length];
        for (int k = 0; k < coefficients.length; k++) {
            for (int j = 0; j < features; j++) {
                weights[j][k] = coefficients[k][j];
            }
        }
        return weights;
    }

    private void warnOfOthers() {
        var others = new TreeSet<String>();
        json.values().keySet().forEach(name -> others.add((String) name));
        others.removeAll(KNOWN);
        if (!others.isEmpty()) {
            warnings.add("Passed over, because its meaning is not known: " + String.join(", ", others) + ".");
        }
    }

    private Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        json.textIfAny(VERSION).ifPresent(version -> facts.put(VERSION, version));
        json.textIfAny(ESTIMATOR).ifPresent(estimator -> facts.put(ESTIMATOR, estimator));
        return facts;
    }
}
