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
        return new JsonObject(value(name, Map.class, "an object"));
    }

    List<?> list(String name) {
        return value(name, List.class, "a list");
    }

    String text(String name) {
        return value(name, String.class, "a text");
    }

    private <T> T value(String name, Class<T> type, String wanted) {
        return typed(name, value(name), type, wanted);
    }

    private static <T> T typed(String name, Object value, Class<T> type, String wanted) {
        if (!type.isInstance(value)) {
            throw wrong(name, wanted, value);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException wrong(String name, String wanted, Object found) {
        return new IllegalArgumentException(name + " must be " + wanted + ", but there is " + shown(found));
    }

    Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    double number(String name) {
        return value(name, Double.class, "a number");
    }

    int count(String name) {
        double number = number(name);
        if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "a whole number from 0", number);
        }
        return (int) number;
    }

    boolean flag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    List<String> texts(String name) {
        return list(name).stream()
                .map(item -> typed(name, item, String.class, "texts"))
                .toList();
    }

    double[] numbers(String name) {
        return numbers(name, list(name));
    }

    /** Rows of equal length. */
    double[][] matrix(String name) {
        List<?> rows = list(name);
        double[][] matrix = rows.stream()
                .map(row -> numbers(name, typed(name, row, List.class, "lists of numbers")))
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
                .mapToDouble(item -> typed(name, item, Double.class, "numbers"))
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
        throw wrong(name, "texts, numbers or flags", item);
    }

    private static String shown(Object found) {
        if (found instanceof List<?> list) {
            return "a list of " + list.size();
        }
        String text = found instanceof String quoted ? '"' + quoted + '"' : Objects.toString(found);
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
