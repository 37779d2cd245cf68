package io.github.softmax4j.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A column of records, and how it becomes features.
 *
 * @param name its name
 * @param kind what it holds
 * @param words of a category, in the order of their features
 * @param length of a vector; of other kinds 1
 * @param fill the features where a value is missing; none where nothing may be
 * @param hasIndicator whether a last feature says that the value is missing
 */
@SuppressWarnings("ArrayRecordComponent") // read, and never compared
record Column(String name, Kind kind, List<String> words, int length, double[] fill, boolean hasIndicator) {
    /** What a column holds. */
    enum Kind {
        NUMBER,
        FLAG,
        CATEGORY,
        DATE,
        VECTOR;

        static final List<String> NAMES = List.of("NUMBER", "FLAG", "CATEGORY", "DATE", "VECTOR");
    }

    /** A name, a kind, and three counts at least. */
    static final int LEAST_BYTES = 5 * Integer.BYTES;

    Column {
        boolean fits = (kind == Kind.CATEGORY) != words.isEmpty();
        if (!fits || length < 1 || (kind != Kind.VECTOR && length != 1)) {
            throw new IllegalArgumentException("column '" + name + "', " + kind + ", cannot have " + words.size()
                    + " categories and length " + length);
        }
        int features = kind == Kind.CATEGORY ? words.size() : length;
        boolean isFilled = fill.length == features && DoubleStream.of(fill).allMatch(Double::isFinite);
        if (fill.length == 0 ? hasIndicator : !isFilled) {
            throw new IllegalArgumentException("column '" + name + "' must have one finite number for each of its "
                    + features + " features where a value is missing, but has " + fill.length);
        }
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER, List.of(), 1, new double[0], false);
    }

    /**
     * Reads one.
     *
     * @param features how many the model has
     */
    static Column read(HeaderBytes bytes, int features) {
        String name = bytes.text();
        Kind kind = Kind.valueOf(bytes.word(Kind.NAMES));
        List<String> words = bytes.texts();
        int length = bytes.number();
        if (length > features) {
            throw new IllegalArgumentException(
                    "a vector of " + length + " values cannot be in a model of " + features + " features");
        }
        var fill = new double[bytes.count(Double.BYTES)];
        for (int i = 0; i < fill.length; i++) {
            fill[i] = bytes.real();
        }
        return new Column(name, kind, words, length, fill, bytes.oneByte() != 0);
    }

    /** The number of features, without the indicator. */
    int values() {
        return kind == Kind.CATEGORY ? words.size() : length;
    }

    /** The number of features, with it. */
    int width() {
        return values() + (hasIndicator ? 1 : 0);
    }

    List<String> featureNames() {
        var names = new ArrayList<String>();
        for (int i = 0; i < values(); i++) {
            names.add(
                    switch (kind) {
                        case CATEGORY -> name + "=" + words.get(i);
                        case VECTOR -> name + "[" + i + "]";
                        default -> name;
                    });
        }
        if (hasIndicator) {
            names.add(name + " is missing");
        }
        return names;
    }
}
