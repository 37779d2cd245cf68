package io.github.softmax4j.export.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A column as a file of coefficients has it, and how a value becomes features.
 *
 * @param length the number of features, without the indicator
 * @param words the place of each word; empty of numbers
 * @param nothings words that mean that the value is missing
 * @param takesOthers whether a word that is not among them makes zeros
 * @param fill the features where the value is missing; null where the row is refused
 * @param indicator whether a last feature says that it is missing
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
record JsonColumn(
        int length,
        Map<String, Integer> words,
        Set<String> nothings,
        boolean takesOthers,
        double[] fill,
        boolean indicator) {
    static JsonColumn of(JsonObject column) throws JsonException {
        var places = new HashMap<String, Integer>();
        Set<String> nothings = Set.of();
        if (column.has("words")) {
            column.texts("words").forEach(word -> places.put(word, places.size()));
            nothings = new HashSet<>(column.texts("words_for_nothing"));
        }
        int length = places.isEmpty() ? (int) column.number("length") : places.size();
        double[] fill = column.has("fill") ? column.numbers("fill") : null;
        if (fill != null && fill.length != length) {
            throw new JsonException(column.place() + "fill must have " + length + " numbers, but has " + fill.length);
        }
        boolean takesOthers = !places.isEmpty() && column.text("unseen").equals("zero");
        return new JsonColumn(length, places, nothings, takesOthers, fill, column.flag("indicator"));
    }

    int width() {
        return length + (indicator ? 1 : 0);
    }

    /** Whether the value is taken; the features are zeros before. */
    boolean write(Object value, double[] features, int first) {
        if (isMissing(value)) {
            return fill(features, first);
        }
        if (value instanceof double[] numbers) {
            System.arraycopy(numbers, 0, features, first, length);
            return true;
        }
        Integer place = words.get((String) value);
        if (place != null) {
            features[first + place] = 1;
        }
        return place != null || takesOthers;
    }

    private boolean isMissing(Object value) {
        return value instanceof double[] numbers
                ? Arrays.stream(numbers).allMatch(Double::isNaN)
                : value == null || nothings.contains(value);
    }

    private boolean fill(double[] features, int first) {
        if (fill == null) {
            return false;
        }
        System.arraycopy(fill, 0, features, first, length);
        if (indicator) {
            features[first + length] = 1;
        }
        return true;
    }
}
