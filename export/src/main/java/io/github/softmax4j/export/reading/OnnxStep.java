package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * x times factors plus summands, value by value.
 *
 * @param factor one for each value, or one for all
 * @param summand one for each value, or one for all
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record OnnxStep(double[] factor, double[] summand) {
    static OnnxStep plus(double... summand) {
        return new OnnxStep(new double[] {1}, summand);
    }

    static OnnxStep times(double... factor) {
        return new OnnxStep(factor, new double[] {0});
    }

    /** Empty for an operation that is none. */
    static Optional<OnnxStep> of(String operation, boolean constantFirst, ReadTensor constant) {
        boolean isKnown = operation.equals("Add")
                || operation.equals("Mul")
                || (!constantFirst && (operation.equals("Sub") || operation.equals("Div")));
        boolean isRow = constant.dims().stream().filter(dim -> dim != 1).count() <= 1
                && (constant.dims().isEmpty()
                        || constant.dims().stream()
                                .limit(constant.dims().size() - 1L)
                                .allMatch(dim -> dim == 1));
        if (!isKnown || !isRow) {
            return Optional.empty();
        }
        double[] values = constant.numbers();
        return Optional.of(
                switch (operation) {
                    case "Add" -> plus(values);
                    case "Sub" -> plus(Arrays.stream(values).map(x -> -x).toArray());
                    case "Mul" -> times(values);
                    default -> times(Arrays.stream(values).map(x -> 1 / x).toArray());
                });
    }

    double[] factors(int count) {
        return forEach(factor, count);
    }

    double[] summands(int count) {
        return forEach(summand, count);
    }

    private static double[] forEach(double[] values, int count) {
        if (values.length != 1 && values.length != count) {
            throw new IllegalArgumentException("an operation must have a number for each of " + count
                    + " values, or one for all, but has " + values.length);
        }
        var all = values.length == count ? values.clone() : new double[count];
        if (values.length != count) {
            Arrays.fill(all, values[0]);
        }
        return all;
    }
}
