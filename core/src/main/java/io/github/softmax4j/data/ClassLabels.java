package io.github.softmax4j.data;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The names of the classes; class k of a model is {@code names().get(k)}.
 *
 * <p>The order does not depend on the data's order: names are sorted as numbers if every name is a number (2 before
 * 10), else as text.
 *
 * <p>Known elsewhere as: {@code classes_} of scikit-learn, {@code LabelEncoder}; {@code ClassLabels} of Smile; the
 * domain of Tribuo's {@code Label}s; what Spark's {@code StringIndexer} makes.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ClassLabels classes = ClassLabels.of(List.of("setosa", "virginica", "setosa", "versicolor"));
 * int versicolor = classes.indexOf("versicolor");
 * String last = classes.names().get(classes.size() - 1); // names are sorted
 * }</pre>
 */
public final class ClassLabels {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,300}(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private ClassLabels(List<String> names) {
        this.names = List.copyOf(names);
        for (int k = 0; k < this.names.size(); k++) {
            if (indices.put(this.names.get(k), k) != null) {
                throw new IllegalArgumentException("class names must differ, but '" + names.get(k) + "' stands twice");
            }
        }
    }

    /**
     * Collects the distinct labels of a data set, and sorts them.
     *
     * @param labels one per row, in any order
     * @return the classes
     */
    public static ClassLabels of(Collection<String> labels) {
        Objects.requireNonNull(labels, "labels must not be null");
        requireNames(labels);
        var distinct = new LinkedHashSet<>(labels);
        boolean values =
                distinct.stream().allMatch(label -> NUMBER.matcher(label).matches());
        Comparator<String> order = values
                ? Comparator.comparing((String name) -> new BigDecimal(name)).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return new ClassLabels(distinct.stream().sorted(order).toList());
    }

    private static void requireNames(Collection<String> names) {
        int place = 0;
        for (String name : names) {
            if (name == null) {
                throw new NullPointerException("names of classes must not be null, but number " + place + " is");
            }
            place++;
        }
    }

    /**
     * Takes names in the order given, as a model file has them.
     *
     * @param names the class names, all different
     * @return the classes
     * @throws IllegalArgumentException if a name stands twice
     */
    public static ClassLabels inOrder(List<String> names) {
        Objects.requireNonNull(names, "names must not be null");
        requireNames(names);
        return new ClassLabels(names);
    }

    /**
     * The class names.
     *
     * @return an immutable list; its index is the class
     */
    public List<String> names() {
        return names;
    }

    /**
     * The number of classes.
     *
     * @return at least 1
     */
    public int size() {
        return names.size();
    }

    /**
     * Looks a label up.
     *
     * @param label the label of a row
     * @return its class, or -1 if there is none of that name
     */
    public int indexOf(String label) {
        Objects.requireNonNull(label, "label must not be null");
        return indices.getOrDefault(label, -1);
    }

    /**
     * Looks a class up that must be there.
     *
     * @param className its name
     * @return its index
     * @throws IllegalArgumentException if there is none of that name; the message says which are near
     */
    public int requireIndex(String className) {
        Objects.requireNonNull(className, "className must not be null");
        Integer index = indices.get(className);
        if (index == null) {
            throw new IllegalArgumentException("the class must be one of the " + names.size() + " there are, but is '"
                    + className + "'" + NearestNames.hint(className, names));
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassLabels that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
