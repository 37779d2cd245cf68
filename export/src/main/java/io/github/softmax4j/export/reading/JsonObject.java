package io.github.softmax4j.export.reading;

import io.github.softmax4j.data.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An object of JSON, whose values are asked for by name and type; what is not there, or of another type, is an
 * IllegalArgumentException that says so.
 *
 * @param values by name, as a reader of JSON gives them
 */
record JsonObject(Map<?, ?> values) {
    private static final int LONGEST_SHOWN = 60;

    static JsonObject of(Object json) {
        if (json instanceof Map<?, ?> object) {
            return new JsonObject(object);
        }
        throw new IllegalArgumentException("must be an object of JSON, but is " + shown(json));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** Whatever it is. */
    Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there must be " + name + ", but there is "
                    + (values.containsKey(name) ? "null" : "none, only " + shown(values.keySet())));
        }
        return value;
    }

    JsonObject object(String name) {
        return new JsonObject(as(Map.class, name, "an object", value(name)));
    }

    List<?> list(String name) {
        return as(List.class, name, "a list", value(name));
    }

    String text(String name) {
        return as(String.class, name, "a text", value(name));
    }

    Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    double number(String name) {
        return as(Double.class, name, "a number", value(name));
    }

    int count(String name) {
        double number = number(name);
        if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
            throw problem(name, "a whole number from 0", number);
        }
        return (int) number;
    }

    boolean flag(String name) {
        return as(Boolean.class, name, "true or false", value(name));
    }

    List<String> texts(String name) {
        return list(name).stream()
                .map(item -> as(String.class, name, "texts", item))
                .toList();
    }

    double[] numbers(String name) {
        return numbers(name, list(name));
    }

    /** Rows of equal length. */
    double[][] matrix(String name) {
        List<?> rows = list(name);
        double[][] matrix = rows.stream()
                .map(row -> numbers(name, as(List.class, name, "lists of numbers", row)))
                .toArray(double[][]::new);
        for (double[] row : matrix) {
            if (row.length != matrix[0].length) {
                throw new IllegalArgumentException(name + " must be rows of equal length, but the first has "
                        + matrix[0].length + " numbers and another " + row.length);
            }
        }
        return matrix;
    }

    private static double[] numbers(String name, List<?> list) {
        return list.stream()
                .mapToDouble(item -> as(Double.class, name, "numbers", item))
                .toArray();
    }

    /** Classes or other names: texts, numbers or flags, in the one spelling that readers of tables have for them. */
    List<String> names(String name) {
        return list(name).stream().map(item -> spelled(name, item)).toList();
    }

    private static String spelled(String name, Object item) {
        if (item instanceof Double number && Math.abs(number) >= Spelling.LARGEST) {
            throw new IllegalArgumentException(name + " must be texts where whole numbers have more than 15 digits,"
                    + " which JSON's readers round, but there is " + number);
        }
        if (item instanceof String || item instanceof Double || item instanceof Boolean) {
            return Spelling.of(item.toString());
        }
        throw problem(name, "texts, numbers or flags", item);
    }

    private static <T> T as(Class<T> type, String name, String wanted, Object found) {
        if (!type.isInstance(found)) {
            throw problem(name, wanted, found);
        }
        return type.cast(found);
    }

    private static IllegalArgumentException problem(String name, String wanted, Object found) {
        return new IllegalArgumentException(name + " must be " + wanted + ", but there is " + shown(found));
    }

    private static String shown(Object found) {
        if (found instanceof List<?> list) {
            return "a list of " + list.size();
        }
        String text = found instanceof String string ? '"' + string + '"' : Objects.toString(found);
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
