package io.github.softmax4j.export.reading;

import io.github.softmax4j.data.FeatureRecipe;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a file of another library says of a softmax regression: P(class k | x) = exp(x W_k + b_k) / sum_j exp(x W_j +
 * b_j), checked for what all models must be.
 *
 * <p>Readers hand it to the door, which makes a model of it. A reader that finds no softmax regression, or finds the
 * file damaged, throws an IllegalArgumentException that says in a sentence what must be there and what is: the door
 * puts the name of the file before it, and makes it an IOException.
 *
 * @param classes their names, in the order of the columns; 2 or more, which differ
 * @param featureNames in the order of the rows, 1 or more; empty where the file names none
 * @param weights features x classes, finite
 * @param intercept one finite number for each class
 * @param recipe how the columns of a table become these features; empty where they are numbers as they come
 * @param type that rows are to be computed in, FLOAT or DOUBLE; empty where the file leaves it open
 * @param labelColumn the column that the labels of the training came from; empty where the file does not say
 * @param facts what the file says of how it was made, such as {@code version}, in the order to be told
 * @param warnings sentences on what was assumed, or may not be as the file meant it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
public record ForeignModel(
        List<String> classes,
        List<String> featureNames,
        double[][] weights,
        double[] intercept,
        Optional<FeatureRecipe> recipe,
        Optional<DataType> type,
        String labelColumn,
        Map<String, String> facts,
        List<String> warnings) {
    /** The fact that the file has no names of classes, and indices from 0 stand for them. */
    public static final Map<String, String> CLASSES_ARE_INDICES = Map.of("classes", "indices");

    /**
     * Checks what all models must be.
     *
     * @param classes their names
     * @param featureNames in the order of the rows
     * @param weights features x classes
     * @param intercept one number for each class
     * @param recipe how the columns of a table become these features
     * @param type that rows are to be computed in
     * @param labelColumn the column that the labels of the training came from
     * @param facts what the file says of how it was made
     * @param warnings sentences
     * @throws IllegalArgumentException if it is something else; the message says what was expected and found
     */
    public ForeignModel {
        Objects.requireNonNull(recipe, "recipe must not be null");
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(labelColumn, "labelColumn must not be null");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        classes = List.copyOf(classes);
        featureNames = List.copyOf(featureNames);
        warnings = List.copyOf(warnings);
        requireNamesDiffer("classes", classes);
        requireNamesDiffer("features", featureNames);
        requireShapes(classes.size(), featureNames.size(), weights, intercept);
        for (double[] row : weights) {
            requireFinite("weights", row);
        }
        requireFinite("the intercept", intercept);
        if (recipe.isPresent() && !recipe.get().featureNames().equals(featureNames)) {
            throw new IllegalArgumentException(
                    "the recipe must make the " + featureNames.size() + " features that have weights, but makes "
                            + recipe.get().featureNames().size() + ", or others");
        }
    }

    /**
     * Of features that are numbers as they come.
     *
     * @param classes in the order of the columns
     * @param featureNames in the order of the rows; empty where the file names none
     * @param weights features x classes
     * @param intercept one number for each class
     * @param warnings sentences
     */
    public ForeignModel(
            List<String> classes,
            List<String> featureNames,
            double[][] weights,
            double[] intercept,
            List<String> warnings) {
        this(classes, featureNames, weights, intercept, Optional.empty(), Optional.empty(), "", Map.of(), warnings);
    }

    /**
     * The same with a recipe.
     *
     * @param made has the features of the model
     * @return the model
     */
    public ForeignModel withRecipe(FeatureRecipe made) {
        return new ForeignModel(
                classes, featureNames, weights, intercept, Optional.of(made), type, labelColumn, facts, warnings);
    }

    /**
     * The same, to be computed in that type.
     *
     * @param computed FLOAT or DOUBLE
     * @return the model
     */
    public ForeignModel withType(DataType computed) {
        return new ForeignModel(
                classes, featureNames, weights, intercept, recipe, Optional.of(computed), labelColumn, facts, warnings);
    }

    /**
     * The same with the name of the column of the labels.
     *
     * @param column its name
     * @return the model
     */
    public ForeignModel withLabelColumn(String column) {
        return new ForeignModel(classes, featureNames, weights, intercept, recipe, type, column, facts, warnings);
    }

    /**
     * The same with what the file says of how it was made.
     *
     * @param told by name; {@code library} and {@code version} say who trained
     * @return the model
     */
    public ForeignModel withFacts(Map<String, String> told) {
        return new ForeignModel(classes, featureNames, weights, intercept, recipe, type, labelColumn, told, warnings);
    }

    /**
     * The same with names for the features, which are numbers as they come.
     *
     * @param names one for each row of weights
     * @return the model
     */
    public ForeignModel withFeatureNames(List<String> names) {
        return new ForeignModel(
                classes, names, weights, intercept, Optional.empty(), type, labelColumn, facts, warnings);
    }

    /**
     * The same with other names for the classes.
     *
     * @param names in the order of those that they replace
     * @return the model
     */
    public ForeignModel withClasses(List<String> names) {
        return new ForeignModel(names, featureNames, weights, intercept, recipe, type, labelColumn, facts, warnings);
    }

    /**
     * The weights of two classes, of which a file has one vector: log(P(second) / P(first)) = w x + b. The first class
     * has zeros, as only the difference counts.
     *
     * @param difference one number for each feature
     * @return features x 2
     */
    public static double[][] twoColumns(double... difference) {
        return Arrays.stream(difference).mapToObj(w -> new double[] {0, w}).toArray(double[][]::new);
    }

    private static void requireNamesDiffer(String what, List<String> names) {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "names of " + what + " must differ, but '" + name + "' stands twice");
            }
        }
    }

    private static void requireShapes(int classes, int names, double[][] weights, double[] intercept) {
        if (classes < 2 || intercept.length != classes) {
            throw new IllegalArgumentException("there must be 2 or more classes with an intercept each, but there are "
                    + classes + " classes and " + intercept.length + " intercepts");
        }
        if (weights.length == 0 || (names != 0 && names != weights.length)) {
            throw new IllegalArgumentException("there must be features, each with a name or none, but there are "
                    + weights.length + " rows of weights and " + names + " names");
        }
        for (double[] row : weights) {
            if (row.length != classes) {
                throw new IllegalArgumentException("weights must be " + weights.length + " features x " + classes
                        + " classes, but a row has " + row.length);
            }
        }
    }

    private static void requireFinite(String what, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(what + " must be finite, but there is " + value);
            }
        }
    }
}
