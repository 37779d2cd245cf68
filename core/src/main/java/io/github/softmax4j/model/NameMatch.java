package io.github.softmax4j.model;

import io.github.softmax4j.data.ClassLabels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A model's weights for other features and classes: each weight goes by the names of its feature and class, whatever
 * their order. What the model does not know has weights of 0, and what is wanted no more is left out. Of several
 * features with one name the first stands for the first, and so on.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ClassLabels now = ClassLabels.of(List.of("setosa", "versicolor", "virginica", "sibirica"));
 * NameMatch match = new NameMatch(model, now, model.featureNames());
 * List<String> added = match.newClasses(); // begin with weights of 0
 * List<String> dropped = match.goneFeatures();
 * }</pre>
 */
public final class NameMatch {
    private static final int MOST_TOLD = 5;

    private final SoftmaxModel model;
    private final ClassLabels classes;
    private final List<String> featureNames;
    /** The place in the model of each feature, and of each class; -1 where it has none. */
    private final int[] features;

    private final int[] columns;

    /**
     * Matches names.
     *
     * @param model has the weights
     * @param classes that are wanted
     * @param featureNames that are wanted
     * @throws IllegalArgumentException if no feature, or no class, is the model's: nothing would be taken over
     */
    public NameMatch(SoftmaxModel model, ClassLabels classes, List<String> featureNames) {
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(featureNames, "featureNames must not be null");
        this.model = model;
        this.classes = classes;
        this.featureNames = featureNames;
        this.features = places(featureNames, model.featureNames());
        this.columns = places(classes.names(), model.classes().names());
        requireSome("class", columns, classes.names(), model.classes().names());
        requireSome("feature", features, featureNames, model.featureNames());
    }

    private static int[] places(List<String> wanted, List<String> known) {
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            places.computeIfAbsent(known.get(i), name -> new ArrayDeque<>()).add(i);
        }
        return wanted.stream()
                .mapToInt(name -> places.containsKey(name) && !places.get(name).isEmpty()
                        ? places.get(name).remove()
                        : -1)
                .toArray();
    }

    private static void requireSome(String what, int[] places, List<String> wanted, List<String> known) {
        if (IntStream.of(places).noneMatch(place -> place >= 0)) {
            throw new IllegalArgumentException("the model to start from must have at least one " + what
                    + " of the data, " + some(wanted) + ", but has " + some(known));
        }
    }

    /**
     * The weights that training found: those of a calibrated model times its temperature.
     *
     * @return (features + 1) x classes, the last row the intercept; 0 where the model has none
     */
    public double[][] matrix() {
        double[][] known = model.matrix().toDoubleMatrix();
        var matrix = new double[features.length + 1][columns.length];
        for (int row = 0; row < matrix.length; row++) {
            int from = row == features.length ? known.length - 1 : features[row];
            for (int k = 0; from >= 0 && k < columns.length; k++) {
                matrix[row][k] = columns[k] >= 0 ? known[from][columns[k]] * model.temperature() : 0;
            }
        }
        return matrix;
    }

    /**
     * Whether the model does not know a class.
     *
     * @param k its index among those that are wanted
     * @return true for a class that the model did not have
     */
    public boolean isNew(int k) {
        return columns[k] < 0;
    }

    /**
     * What is new.
     *
     * @return the names of the classes that the model did not have
     */
    public List<String> newClasses() {
        return unmatched(classes.names(), columns);
    }

    /**
     * What is new.
     *
     * @return the names of the features that the model did not have
     */
    public List<String> newFeatures() {
        return unmatched(featureNames, features);
    }

    /**
     * What is gone.
     *
     * @return the names of the model's classes that are wanted no more
     */
    public List<String> goneClasses() {
        return unmatched(model.classes().names(), places(model.classes().names(), classes.names()));
    }

    /**
     * What is gone.
     *
     * @return the names of the model's features that are wanted no more
     */
    public List<String> goneFeatures() {
        return unmatched(model.featureNames(), places(model.featureNames(), featureNames));
    }

    private static List<String> unmatched(List<String> names, int[] places) {
        return IntStream.range(0, places.length)
                .filter(i -> places[i] < 0)
                .mapToObj(names::get)
                .toList();
    }

    /**
     * Whether all names are in both.
     *
     * @return false where something is new or gone
     */
    public boolean isWhole() {
        return newClasses().isEmpty()
                && newFeatures().isEmpty()
                && goneClasses().isEmpty()
                && goneFeatures().isEmpty();
    }

    /**
     * The match in words.
     *
     * @return such as {@code 4 of 5 features and 3 of 3 classes by name; new features: height}
     */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        parts.add(IntStream.of(features).filter(place -> place >= 0).count() + " of " + features.length
                + " features and "
                + IntStream.of(columns).filter(place -> place >= 0).count() + " of " + columns.length
                + " classes by name");
        tell("new features", newFeatures(), parts);
        tell("new classes", newClasses(), parts);
        tell("features that are gone", goneFeatures(), parts);
        tell("classes that are gone", goneClasses(), parts);
        return String.join("; ", parts);
    }

    private static void tell(String what, List<String> names, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(what + ": " + some(names));
        }
    }

    private static String some(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(MOST_TOLD, names.size())));
        return names.size() > MOST_TOLD ? listed + " and " + (names.size() - MOST_TOLD) + " more" : listed;
    }
}
