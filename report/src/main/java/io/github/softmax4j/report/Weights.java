package io.github.softmax4j.report;

import io.github.softmax4j.model.SoftmaxModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a model as they are shown: one column per class, or of two classes the difference, which is all that
 * counts; times the deviation of the feature where that is known, so that they can be compared.
 */
final class Weights {
    private static final int TWO = 2;

    private final SoftmaxModel model;
    private final Optional<Spread> spread;
    private final INDArray matrix;

    Weights(SoftmaxModel model, Optional<Spread> spread) {
        this.model = model;
        this.spread = spread;
        this.matrix = model.matrix();
    }

    /** A weight and where it stands. */
    record Entry(int feature, int column, double value) {
        static final Comparator<Entry> BY_SIZE = Comparator.comparingDouble(entry -> Math.abs(entry.value));
    }

    boolean isDifference() {
        return model.classes().size() == TWO;
    }

    int columns() {
        return isDifference() ? 1 : model.classes().size();
    }

    String columnName(int column) {
        List<String> names = model.classes().names();
        return isDifference()
                ? Shown.brief(names.get(1)) + " rather than " + Shown.brief(names.get(0))
                : Shown.brief(names.get(column));
    }

    /** One value per feature. */
    double[] column(int column) {
        double[] raw = raw(column);
        var values = new double[raw.length - 1];
        for (int j = 0; j < values.length; j++) {
            values[j] = raw[j] * factor(j);
        }
        return values;
    }

    double value(int feature, int column) {
        return (isDifference()
                        ? matrix.getDouble(feature, 1) - matrix.getDouble(feature, 0)
                        : matrix.getDouble(feature, column))
                * factor(feature);
    }

    double intercept(int column) {
        double[] raw = raw(column);
        return raw[raw.length - 1];
    }

    private double factor(int feature) {
        return spread.isEmpty() ? 1 : spread.get().deviation(feature);
    }

    private double[] raw(int column) {
        return isDifference()
                ? matrix.getColumn(1).sub(matrix.getColumn(0)).toDoubleVector()
                : matrix.getColumn(column).dup().toDoubleVector();
    }

    /** The largest of a column, whatever their sign, none of them 0. */
    List<Entry> strongest(int column, int count) {
        double[] values = column(column);
        return IntStream.range(0, values.length)
                .filter(j -> values[j] != 0)
                .mapToObj(j -> new Entry(j, column, values[j]))
                .sorted(Entry.BY_SIZE.reversed())
                .limit(count)
                .toList();
    }

    /** The largest of all columns. */
    List<Entry> strongest(int count) {
        var kept = new PriorityQueue<Entry>(Entry.BY_SIZE);
        for (int column = 0; column < columns(); column++) {
            kept.addAll(strongest(column, count));
            while (kept.size() > count) {
                kept.poll();
            }
        }
        return kept.stream().sorted(Entry.BY_SIZE.reversed()).toList();
    }

    /** Weights that are not 0, intercepts aside; of classes, also where the difference is shown. */
    long nonZero() {
        long count = 0;
        for (int k = 0; k < model.classes().size(); k++) {
            double[] values = matrix.getColumn(k).dup().toDoubleVector();
            count += IntStream.range(0, values.length - 1)
                    .filter(j -> values[j] != 0)
                    .count();
        }
        return count;
    }
}
