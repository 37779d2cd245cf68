package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column of a table, and how it becomes features.
 *
 * <p>For example:
 *
 * <pre>{@code
 * double mean = 29.5; // takes the place of an age that is missing
 * SourceColumn age = SourceColumn.number("age").filledWith(List.of(mean), true);
 * List<String> features = age.featureNames(); // age, age is missing
 * }</pre>
 *
 * @param name its name
 * @param kind what it holds
 * @param categories the values of a category, in the order of their features; of other kinds none
 * @param length the values of a vector; of other kinds 1
 * @param fill the features where the value is missing, one each, without the indicator; empty where nothing may be
 *     missing
 * @param hasIndicator whether a last feature says that the value is missing
 */
public record SourceColumn(
        String name, Kind kind, List<String> categories, int length, List<Double> fill, boolean hasIndicator) {
    /** What a column holds. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** True, which is 1, or false, which is 0. */
        FLAG,
        /** One of some words. */
        CATEGORY,
        /** A date or point in time: days since 1970-01-01, with a fraction. */
        DATE,
        /** As many values in every row. */
        VECTOR
    }

    /**
     * Checks the column.
     *
     * @param name its name
     * @param kind what it holds
     * @param categories the values of a category, in the order of their features
     * @param length the values of a vector
     * @param fill the features
     * @param hasIndicator whether a last feature says that the value is missing
     * @throws IllegalArgumentException if they do not fit each other
     */
    public SourceColumn {
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(kind, "kind must not be null");
        Objects.requireNonNull(categories, "categories must not be null");
        Objects.requireNonNull(fill, "fill must not be null");
        categories = List.copyOf(categories);
        fill = List.copyOf(fill);
        boolean fits = kind == Kind.CATEGORY ? !categories.isEmpty() : categories.isEmpty();
        if (!fits || length < 1 || (kind != Kind.VECTOR && length != 1)) {
            throw new IllegalArgumentException("column '" + name + "', " + kind + ", cannot have " + categories.size()
                    + " categories and length " + length);
        }
        int features = kind == Kind.CATEGORY ? categories.size() : length;
        boolean filled = fill.size() == features && fill.stream().allMatch(Double::isFinite);
        if (fill.isEmpty() ? hasIndicator : !filled) {
            throw new IllegalArgumentException("column '" + name + "' must have one finite number for each of its "
                    + features + " features where a value is missing, but has " + fill.size());
        }
    }

    /**
     * A number that is never missing.
     *
     * @param name its name
     * @return the column
     */
    public static SourceColumn number(String name) {
        return of(name, Kind.NUMBER);
    }

    /**
     * A column of one feature that is never missing.
     *
     * @param name its name
     * @param kind NUMBER, FLAG or DATE
     * @return the column
     */
    public static SourceColumn of(String name, Kind kind) {
        return new SourceColumn(name, kind, List.of(), 1, List.of(), false);
    }

    /**
     * A category that is never missing.
     *
     * @param name its name
     * @param values its values
     * @return the column
     */
    public static SourceColumn category(String name, List<String> values) {
        Objects.requireNonNull(values, "values must not be null");
        return new SourceColumn(name, Kind.CATEGORY, values, 1, List.of(), false);
    }

    /**
     * A vector that is never missing.
     *
     * @param name its name
     * @param length how many values it has
     * @return the column
     */
    public static SourceColumn vector(String name, int length) {
        return new SourceColumn(name, Kind.VECTOR, List.of(), length, List.of(), false);
    }

    /**
     * The same column with something for missing values.
     *
     * @param features the features of a missing value, one each
     * @param indicator whether a feature more says so
     * @return the column
     */
    public SourceColumn filledWith(List<Double> features, boolean indicator) {
        Objects.requireNonNull(features, "features must not be null");
        return new SourceColumn(name, kind, categories, length, features, indicator);
    }

    /**
     * The number of features, without the indicator.
     *
     * @return at least 1
     */
    public int values() {
        return kind == Kind.CATEGORY ? categories.size() : length;
    }

    /**
     * The names of the features.
     *
     * @return {@code name}; {@code name=value} of categories, {@code name[i]} of vectors; last {@code name is missing}
     */
    public List<String> featureNames() {
        Stream<String> names = switch (kind) {
            case NUMBER, FLAG, DATE -> Stream.of(name);
            case CATEGORY -> categories.stream().map(value -> name + "=" + value);
            case VECTOR -> IntStream.range(0, length).mapToObj(i -> name + "[" + i + "]");
        };
        var all = new ArrayList<>(names.toList());
        if (hasIndicator) {
            all.add(name + " is missing");
        }
        return all;
    }

    /** Its name, kind and number of features, never all categories. */
    @Override
    public String toString() {
        return "SourceColumn['" + name + "', " + kind + ", " + values() + (values() == 1 ? " feature" : " features")
                + (fill.isEmpty() ? "" : ", may be missing") + "]";
    }
}
