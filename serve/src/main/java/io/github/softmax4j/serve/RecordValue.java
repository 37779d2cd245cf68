package io.github.softmax4j.serve;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Values of Java as the few types that tables have. */
final class RecordValue {
    private static final int LONGEST = 40;

    private RecordValue() {}

    /**
     * Takes a value.
     *
     * @return what an Optional holds, null for nothing; a name or word as String; AtomicBoolean as Boolean; all else as
     *     it is
     */
    static Object of(Object given) {
        if (given instanceof String || given instanceof Number) {
            return given;
        }
        if (given instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (given instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (given instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (given instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (given instanceof Enum<?> constant) {
            return constant.name();
        }
        if (given instanceof AtomicBoolean flag) {
            return flag.get();
        }
        boolean isText = given instanceof CharSequence || given instanceof Character || given instanceof UUID;
        return isText ? given.toString() : given;
    }

    /**
     * The elements of a vector.
     *
     * @param value an array of numbers, or a collection of them
     * @return NaN for elements that are no numbers; null for what is no vector
     */
    static double[] vector(Object value) {
        if (value instanceof double[] doubles) {
            return doubles;
        }
        if (value instanceof float[] floats) {
            return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
        }
        if (value instanceof int[] ints) {
            return IntStream.of(ints).asDoubleStream().toArray();
        }
        if (value instanceof long[] longs) {
            return LongStream.of(longs).asDoubleStream().toArray();
        }
        Collection<?> elements = value instanceof Object[] objects
                ? Arrays.asList(objects)
                : value instanceof Collection<?> collection ? collection : null;
        return elements == null
                ? null
                : elements.stream().mapToDouble(RecordValue::element).toArray();
    }

    private static double element(Object value) {
        return of(value) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A value in a message: a text in quotes, and of what is no text or number its type too. */
    static String described(Object value) {
        String type = value.getClass().getSimpleName();
        double[] vector = vector(value);
        if (vector != null) {
            return "a " + type + " of " + vector.length + " values"
                    + (DoubleStream.of(vector).allMatch(Double::isFinite) ? "" : ", not all of them finite numbers");
        }
        String text = value.toString();
        String brief = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        if (value instanceof String) {
            return "'" + brief + "'";
        }
        return value instanceof Number || value instanceof Boolean ? brief : brief + " (" + type + ")";
    }
}
