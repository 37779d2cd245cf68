package io.github.softmax4j.benchmarks;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Parameters;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.IntBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One pass of loss and gradient at many shapes, over the limit of this machine: the longer of reading X once with all
 * cores, and of so many operations at the rate of the best of some large products of ND4J's.
 */
public final class ScalingTable {
    private static final int ROWS = 15_000;
    private static final int FEATURES = 784;
    private static final int CLASSES = 10;
    /** Rows, columns of the left matrix, columns of the right one. */
    private static final int[][] PRODUCTS = {{1000, 1000, 1000}, {2000, 2000, 2000}, {4096, 1024, 1000}};

    private static final char[] ORDERS = {'c', 'f'};

    /** Longs, 16 kB: what is copied stays in the nearest cache. */
    private static final int PIECE = 2048;

    private static final int BANDWIDTH_ELEMENTS = 1 << 26;
    private static final double SECONDS = 1.0;
    private static final double NANOS = 1e9;

    private final double bytesPerSecond = bandwidth();
    private final double operationsPerSecond;
    private final DataType type;

    private record Shape(int rows, int features, int classes) {
        double elements() {
            return (double) rows * features;
        }

        /** A multiplication and an addition for each element of X and each class, there and back. */
        double operations() {
            return 4.0 * rows * features * classes;
        }
    }

    private ScalingTable(DataType type) {
        this.type = type;
        this.operationsPerSecond = bestProduct();
    }

    /**
     * Measures and prints the table.
     *
     * @param args float or double; float where there is none
     */
    public static void main(String[] args) {
        Backend.start();
        DataType type = args.length > 0 ? DataType.valueOf(args[0].toUpperCase(Locale.ROOT)) : DataType.FLOAT;
        var table = new ScalingTable(type);
        System.out.printf(
                Locale.ROOT,
                "%s; reading: %.1f GB/s; best product: %.0f GFLOP/s%n%n",
                type,
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
        double reading = shape.elements() * type.width() / bytesPerSecond;
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

    private double pass(Shape shape) {
        Dataset dataset = Dataset.of(
                Nd4j.rand(type, shape.rows, shape.features),
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

    /** Which way is the fastest depends on the processor, so some are tried. */
    private double bestProduct() {
        double best = 0;
        for (int[] sizes : PRODUCTS) {
            for (char left : ORDERS) {
                for (char out : ORDERS) {
                    best = Math.max(best, product(sizes[0], sizes[1], sizes[2], left, out));
                }
            }
        }
        return best;
    }

    /** Operations per second. */
    private double product(int rows, int inner, int columns, char leftOrder, char outOrder) {
        INDArray left = Nd4j.rand(type, rows, inner).dup(leftOrder);
        INDArray right = Nd4j.rand(type, inner, columns);
        INDArray out = Nd4j.create(type, new long[] {rows, columns}, outOrder);
        double seconds = seconds(() -> {
            MeasuredPass.multiply(left, right, out, 0);
            return out.length();
        });
        List.of(left, right, out).forEach(INDArray::close);
        return 2.0 * rows * inner * columns / seconds;
    }

    /** The faster of adding up and copying. */
    private static double bandwidth() {
        var elements = new long[BANDWIDTH_ELEMENTS];
        double adding = seconds(() -> inParts((from, to) -> sum(elements, from, to)));
        double copying = seconds(() -> inParts((from, to) -> copy(elements, from, to)));
        return (double) Long.BYTES * elements.length / Math.min(adding, copying);
    }

    private static long inParts(IntBinaryOperator ofRange) {
        int parts = Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, parts)
                .parallel()
                .mapToLong(part -> ofRange.applyAsInt((int) ((long) BANDWIDTH_ELEMENTS * part / parts), (int)
                        ((long) BANDWIDTH_ELEMENTS * (part + 1) / parts)))
                .sum();
    }

    private static int copy(long[] elements, int from, int to) {
        var piece = new long[PIECE];
        for (int i = from; i < to; i += PIECE) {
            System.arraycopy(elements, i, piece, 0, Math.min(PIECE, to - i));
        }
        return (int) piece[0];
    }

    private static int sum(long[] elements, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += elements[i];
        }
        return Long.hashCode(sum);
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
