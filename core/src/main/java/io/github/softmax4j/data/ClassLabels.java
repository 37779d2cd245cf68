package io.github.softmax4j.data;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of the classes; class k of a model is {@code names().get(k)}.
 *
 * <p>The order does not depend on the data's order: names are sorted as numbers if every name is a number (2 before
 * 10), else as text.
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
        var distinct = new LinkedHashSet<>(labels);
        boolean values =
                distinct.stream().allMatch(label -> NUMBER.matcher(label).matches());
        Comparator<String> order = values
                ? Comparator.comparing((String name) -> new BigDecimal(name)).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return new ClassLabels(distinct.stream().sorted(order).toList());
    }

    /**
     * Takes names in the order given, as a model file has them.
     *
     * @param names the class names, all different
     * @return the classes
     * @throws IllegalArgumentException if a name stands twice
     */
    public static ClassLabels inOrder(List<String> names) {
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
        return indices.getOrDefault(label, -1);
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
