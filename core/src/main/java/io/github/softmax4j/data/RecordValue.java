package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values of Java as the few types that tables have. */
final class RecordValue {
    private static final int LONGEST = 40;

    private RecordValue() {}

    /**
     * Takes a value.
     *
     * @param given any
     * @return what an Optional holds, null for nothing; a name or word as String; AtomicBoolean as Boolean; all else as
     *     it is
     */
    static Object of(Object given) {
        if (given instanceof Optional<?> optional) {
            return optional.map(RecordValue::of).orElse(null);
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
     * @param value an array of numbers, a collection of them, or an INDArray
     * @return NaN for elements that are no numbers; empty for what is no vector
     */
    static Optional<double[]> vector(Object value) {
        if (value instanceof double[] doubles) {
            return Optional.of(doubles);
        }
        if (value instanceof float[] floats) {
            return Optional.of(IntStream.range(0, floats.length)
                    .mapToDouble(i -> floats[i])
                    .toArray());
        }
        if (value instanceof int[] ints) {
            return Optional.of(Arrays.stream(ints).asDoubleStream().toArray());
        }
        if (value instanceof long[] longs) {
            return Optional.of(Arrays.stream(longs).asDoubleStream().toArray());
        }
        if (value instanceof INDArray array) {
            return Optional.of(array.reshape(array.length()).toDoubleVector());
        }
        Collection<?> elements = value instanceof Object[] objects
                ? Arrays.asList(objects)
                : value instanceof Collection<?> collection ? collection : null;
        return Optional.ofNullable(elements)
                .map(all -> all.stream().mapToDouble(RecordValue::element).toArray());
    }

    private static double element(Object value) {
        return of(value) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A value in a message: a text in quotes, and of what is no text or number its type too. */
    static String described(Object value) {
        if (value instanceof INDArray array) {
            return "an INDArray of shape " + Arrays.toString(array.shape());
        }
        Optional<double[]> vector = vector(value);
        if (vector.isPresent()) {
            return "a " + value.getClass().getSimpleName() + " of " + vector.get().length + " values"
                    + (Arrays.stream(vector.get()).allMatch(Double::isFinite)
                            ? ""
                            : ", not all of them finite numbers");
        }
        String text = String.valueOf(value);
        String brief = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        boolean isUsual = value instanceof Number || value instanceof Boolean;
        return value instanceof String
                ? "'" + brief + "'"
                : isUsual ? brief : brief + " (" + value.getClass().getSimpleName() + ")";
    }
}
