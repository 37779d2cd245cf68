package io.github.softmax4j.export.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    static JsonColumn of(Object json) {
        Map<?, ?> column = (Map<?, ?>) json;
        var places = new HashMap<String, Integer>();
        var nothings = new HashSet<String>();
        if (column.containsKey("words")) {
            ((List<?>) column.get("words")).forEach(word -> places.put((String) word, places.size()));
            ((List<?>) column.get("words_for_nothing")).forEach(word -> nothings.add((String) word));
        }
        return new JsonColumn(
                places.isEmpty() ? ((Double) column.get("length")).intValue() : places.size(),
                places,
                nothings,
                "zero".equals(column.get("unseen")),
                column.get("fill") == null ? null : numbers(column.get("fill")),
                (Boolean) column.get("indicator"));
    }

    static double[] numbers(Object list) {
        return ((List<?>) list).stream().mapToDouble(Double.class::cast).toArray();
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
