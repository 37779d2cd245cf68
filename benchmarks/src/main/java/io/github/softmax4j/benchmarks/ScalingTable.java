package io.github.softmax4j.benchmarks;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Parameters;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One pass of loss and gradient at many shapes, over the limit of this machine: the longer of reading X once with all
 * cores, and of so many operations at the speed of a large square product.
 */
public final class ScalingTable {
    private static final int ROWS = 15_000;
    private static final int FEATURES = 784;
    private static final int CLASSES = 10;
    private static final int SQUARE = 2000;
    private static final int BANDWIDTH_ELEMENTS = 1 << 26;
    private static final double SECONDS = 1.0;
    private static final double NANOS = 1e9;

    private final double bytesPerSecond = bandwidth();
    private final double operationsPerSecond = peak();

    private record Shape(int rows, int features, int classes) {
        double bytes() {
            return (double) rows * features * Float.BYTES;
        }

        /** A multiplication and an addition for each element of X and each class, there and back. */
        double operations() {
            return 4.0 * rows * features * classes;
        }
    }

    private ScalingTable() {}

    /**
     * Measures and prints the table.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Backend.start();
        var table = new ScalingTable();
        System.out.printf(
                Locale.ROOT,
                "reading: %.1f GB/s; square product: %.0f GFLOP/s%n%n",
                table.bytesPerSecond / 1e9,
                table.operationsPerSecond / 1e9);
        System.out.println("| rows x features x classes | pass, ms | limit, ms | bound by | pass / limit |");
        System.out.println("|---|---|---|---|---|");
        var shapes = new LinkedHashSet<Shape>();
        IntStream.of(1, 2, 4, 8).forEach(n -> shapes.add(new Shape(n * ROWS, FEATURES, CLASSES)));
        IntStream.of(2, 10, 100, 1000).forEach(k -> shapes.add(new Shape(ROWS, FEATURES, k)));
        IntStream.of(16, 128, 784, 4096).forEach(d -> shapes.add(new Shape(ROWS, d, CLASSES)));
        shapes.forEach(table::print);
    }

    private void print(Shape shape) {
        double pass = pass(shape);
        double reading = shape.bytes() / bytesPerSecond;
        double computing = shape.operations() / operationsPerSecond;
        double limit = Math.max(reading, computing);
        System.out.printf(
                Locale.ROOT,
                "| %d x %d x %d | %.2f | %.2f | %s | %.1f |%n",
                shape.rows,
                shape.features,
                shape.classes,
                1e3 * pass,
                1e3 * limit,
                reading > computing ? "reading" : "products",
                pass / limit);
    }

    private static double pass(Shape shape) {
        Dataset dataset = Dataset.of(
                Nd4j.rand(DataType.FLOAT, shape.rows, shape.features),
                IntStream.range(0, shape.rows)
                        .mapToObj(row -> Integer.toString(row % shape.classes))
                        .toList());
        INDArray point = Parameters.zeroMatrix(shape.features, shape.classes, DataType.DOUBLE);
        try (var pass = new MeasuredPass(dataset, point, 0)) {
            return seconds(() -> pass.evaluate(point));
        } finally {
            dataset.featureMatrix().values().close();
        }
    }

    private static double peak() {
        INDArray left = Nd4j.rand(DataType.FLOAT, SQUARE, SQUARE);
        INDArray right = Nd4j.rand(DataType.FLOAT, SQUARE, SQUARE);
        INDArray out = Nd4j.create(DataType.FLOAT, SQUARE, SQUARE);
        return 2.0
                * SQUARE
                * SQUARE
                * SQUARE
                / seconds(() -> left.mmuli(right, out).length());
    }

    private static double bandwidth() {
        var elements = new long[BANDWIDTH_ELEMENTS];
        int parts = Runtime.getRuntime().availableProcessors();
        double seconds = seconds(() -> IntStream.range(0, parts)
                .parallel()
                .mapToLong(part -> sum(elements, (int) ((long) elements.length * part / parts), (int)
                        ((long) elements.length * (part + 1) / parts)))
                .sum());
        return (double) Long.BYTES * elements.length / seconds;
    }

    private static long sum(long[] elements, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += elements[i];
        }
        return sum;
    }

    /** The median of the runs of one second, after a second of warm-up. */
    private static double seconds(DoubleSupplier work) {
        runs(work);
        double[] times = runs(work);
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static double[] runs(DoubleSupplier work) {
        var times = DoubleStream.builder();
        double end = System.nanoTime() + SECONDS * NANOS;
        do {
            long start = System.nanoTime();
            double value = work.getAsDouble();
            times.add((System.nanoTime() - start) / NANOS);
            if (Double.isNaN(value)) { // which nobody expects, but the work cannot be left out then
                throw new IllegalStateException("the work gave " + value);
            }
        } while (System.nanoTime() < end);
        return times.build().toArray();
    }
}
