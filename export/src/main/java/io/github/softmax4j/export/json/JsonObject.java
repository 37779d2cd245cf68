package io.github.softmax4j.export.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object of JSON whose values are what is expected of them, or a {@link JsonException} says what they are.
 *
 * @param place what messages call it, with a colon behind; empty for the whole
 * @param values by their names
 */
public record JsonObject(String place, Map<?, ?> values) {
    /**
     * Takes a value.
     *
     * @param value of {@link JsonReader}
     * @return the object
     * @throws JsonException if it is none
     */
    public static JsonObject of(Object value) throws JsonException {
        return of("", value);
    }

    private static JsonObject of(String place, Object value) throws JsonException {
        if (value instanceof Map<?, ?> object) {
            return new JsonObject(place, object);
        }
        throw new JsonException(place + "an object was expected, but found " + described(value));
    }

    /**
     * Whether there is a value, and it is not null.
     *
     * @param name its name
     * @return false for null, too
     */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /**
     * A text.
     *
     * @param name its name
     * @return the value
     * @throws JsonException if it is another or not there
     */
    public String text(String name) throws JsonException {
        return typed(name, String.class, "a text");
    }

    /**
     * A number.
     *
     * @param name its name
     * @return the value
     * @throws JsonException if it is another or not there
     */
    public double number(String name) throws JsonException {
        return typed(name, Double.class, "a number");
    }

    /**
     * True or false.
     *
     * @param name its name
     * @return the value
     * @throws JsonException if it is another or not there
     */
    public boolean flag(String name) throws JsonException {
        return typed(name, Boolean.class, "true or false");
    }

    /**
     * An array.
     *
     * @param name its name
     * @return its values
     * @throws JsonException if it is another or not there
     */
    public List<?> list(String name) throws JsonException {
        return typed(name, List.class, "an array");
    }

    /**
     * An array of texts.
     *
     * @param name its name
     * @return its values
     * @throws JsonException if it is another or not there
     */
    public List<String> texts(String name) throws JsonException {
        var texts = new ArrayList<String>();
        for (Object value : list(name)) {
            if (!(value instanceof String text)) {
                throw other(name, "an array of texts", value);
            }
            texts.add(text);
        }
        return texts;
    }

    /**
     * An array of objects.
     *
     * @param name its name
     * @return its values
     * @throws JsonException if it is another or not there
     */
    public List<JsonObject> objects(String name) throws JsonException {
        var objects = new ArrayList<JsonObject>();
        for (Object value : list(name)) {
            objects.add(of(place + name + " " + objects.size() + ": ", value));
        }
        return objects;
    }

    /**
     * An array of numbers.
     *
     * @param name its name
     * @return its values
     * @throws JsonException if it is another or not there
     */
    public double[] numbers(String name) throws JsonException {
        return numbers(name, list(name));
    }

    /**
     * An array of arrays of numbers, all of one length.
     *
     * @param name its name
     * @return its rows, at least one
     * @throws JsonException if it is another or not there
     */
    public double[][] rows(String name) throws JsonException {
        List<?> list = list(name);
        var rows = new double[list.size()][];
        for (int i = 0; i < rows.length; i++) {
            if (!(list.get(i) instanceof List<?> row)) {
                throw other(name, "an array of arrays of numbers", list.get(i));
            }
            rows[i] = numbers(name, row);
            if (rows[i].length != rows[0].length) {
                throw new JsonException(place + name + " must have rows of one length, but row " + i + " has "
                        + rows[i].length + " numbers, and row 0 has " + rows[0].length);
            }
        }
        if (rows.length == 0) {
            throw new JsonException(place + name + " must have rows, but is empty");
        }
        return rows;
    }

    private double[] numbers(String name, List<?> list) throws JsonException {
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Double number)) {
                throw other(name, "numbers", list.get(i));
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private <T> T typed(String name, Class<T> type, String expected) throws JsonException {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw other(name, expected, value);
        }
        return type.cast(value);
    }

    private JsonException other(String name, String expected, Object found) {
        return new JsonException(place + name + " must be " + expected + ", but there is " + described(found));
    }

    private static String described(Object value) {
        return value instanceof Map
                ? "an object"
                : value instanceof List
                        ? "an array"
                        : value instanceof String
                                ? "a text"
                                : value instanceof Double ? "a number" : value == null ? "nothing" : "a flag";
    }
}
