package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Targets with other classes: each class by its name, in another order, among others, or left out. */
final class ClassMap {
    private final ClassLabels from;
    private final ClassLabels to;
    /** The class of {@link #to} by the class of {@link #from}, -1 where it is left out. */
    private final int[] indices;

    ClassMap(ClassLabels from, ClassLabels to) {
        this.from = from;
        this.to = to;
        this.indices = from.names().stream().mapToInt(to::indexOf).toArray();
    }

    /**
     * The same targets.
     *
     * @throws IllegalArgumentException if a row has a class that is left out
     */
    Targets map(Targets targets) {
        requireAllKnown(targets);
        int[] labels = IntStream.of(targets.labels()).map(k -> indices[k]).toArray();
        return targets instanceof Targets.Probabilities probabilities
                ? new Targets.Probabilities(mapped(probabilities.rows()), labels)
                : new Targets.Labels(labels);
    }

    private INDArray mapped(INDArray rows) {
        INDArray mapped = Nd4j.zeros(DataType.DOUBLE, rows.rows(), to.size());
        for (int k = 0; k < indices.length; k++) {
            if (indices[k] >= 0) {
                mapped.getColumn(indices[k]).assign(rows.getColumn(k));
            }
        }
        return mapped;
    }

    private void requireAllKnown(Targets targets) {
        long[] rows = rowsOfUnknown(targets);
        List<String> unknown = IntStream.range(0, rows.length)
                .filter(k -> rows[k] > 0)
                .mapToObj(k -> rows[k] + (rows[k] == 1 ? " row is of '" : " rows are of '")
                        + from.names().get(k) + "'")
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the rows must be of the classes " + to + ", but " + String.join(", ", shortened(unknown)));
        }
    }

    private static List<String> shortened(List<String> unknown) {
        int most = 10;
        if (unknown.size() <= most) {
            return unknown;
        }
        var some = new ArrayList<>(unknown.subList(0, most));
        some.add("and of " + (unknown.size() - most) + " classes more");
        return some;
    }

    /** How many rows are, or may be, of each class that is left out. */
    private long[] rowsOfUnknown(Targets targets) {
        var rows = new long[indices.length];
        if (targets instanceof Targets.Probabilities probabilities) {
            IntStream.range(0, rows.length)
                    .filter(k -> indices[k] < 0)
                    .forEach(k -> rows[k] = positive(probabilities.rows().getColumn(k)));
        } else {
            IntStream.of(targets.labels()).filter(k -> indices[k] < 0).forEach(k -> rows[k]++);
        }
        return rows;
    }

    private static long positive(INDArray column) {
        return Arrays.stream(column.toDoubleVector()).filter(p -> p > 0).count();
    }
}
