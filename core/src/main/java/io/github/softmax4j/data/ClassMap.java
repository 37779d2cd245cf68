package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

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
        var unknown = new ArrayList<String>();
        for (int k = 0; k < indices.length; k++) {
            long rows = indices[k] >= 0 ? 0 : rowsOf(k, targets);
            if (rows > 0) {
                unknown.add(rows + (rows == 1 ? " row is of '" : " rows are of '")
                        + from.names().get(k) + "'");
            }
        }
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

    /** Those that are of it, or that may be. */
    private static long rowsOf(int label, Targets targets) {
        if (targets instanceof Targets.Probabilities probabilities) {
            INDArray column = probabilities.rows().get(NDArrayIndex.all(), NDArrayIndex.point(label));
            return column.gt(0).castTo(DataType.INT64).sumNumber().longValue();
        }
        return IntStream.of(targets.labels()).filter(k -> k == label).count();
    }
}
