package io.github.softmax4j.benchmarks;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Parameters;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass of loss and gradient over all rows, against the bare products X W and R'X in the same blocks, and against
 * reading and copying as many bytes as X has with all cores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class PassBenchmark {
    /** Longs, 16 kB. */
    private static final int PIECE = 2048;

    /** Rows x features x classes. */
    @Param({"60000x784x10", "4096x1024x1000", "32768x1024x1000"})
    public String shape;

    private MeasuredPass pass;
    private INDArray point;
    private long[] memory;

    /** Makes the data. */
    @Setup(Level.Trial)
    public void prepare() {
        Backend.start();
        int[] sizes =
                Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        int rows = sizes[0];
        int features = sizes[1];
        int classes = sizes[2];
        Nd4j.getRandom().setSeed(1);
        Dataset dataset = Dataset.of(
                Nd4j.rand(DataType.FLOAT, rows, features),
                IntStream.range(0, rows)
                        .mapToObj(row -> Integer.toString(row % classes))
                        .toList());
        point = Parameters.zeroMatrix(features, classes, DataType.DOUBLE);
        pass = new MeasuredPass(dataset, Nd4j.rand(DataType.DOUBLE, features + 1L, classes), 1e-4);
        memory = new long[Math.toIntExact((long) rows * features * Float.BYTES / Long.BYTES)];
    }

    /** Frees the buffers. */
    @TearDown(Level.Trial)
    public void close() {
        pass.close();
    }

    /**
     * The pass.
     *
     * @return the objective
     */
    @Benchmark
    public double lossAndGradient() {
        return pass.evaluate(point);
    }

    /**
     * X W and R'X alone, block by block.
     */
    @Benchmark
    public void bareProducts() {
        pass.blockProducts();
    }

    /**
     * Reads as many bytes as X has, with all cores.
     *
     * @return their sum
     */
    @Benchmark
    public long readOnce() {
        return inParts(this::sum);
    }

    /**
     * Copies as many bytes, with all cores, in pieces that stay in the nearest cache: less time than a loop takes to
     * read them.
     *
     * @return a sum of some values
     */
    @Benchmark
    public long copyOnce() {
        return inParts(this::copy);
    }

    /** What is done with a range of the memory. */
    @FunctionalInterface
    private interface Reader {
        long read(int from, int to);
    }

    private long inParts(Reader reader) {
        int parts = Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, parts)
                .parallel()
                .mapToLong(part -> reader.read(
                        (int) ((long) memory.length * part / parts), (int) ((long) memory.length * (part + 1) / parts)))
                .sum();
    }

    private long copy(int from, int to) {
        var piece = new long[PIECE];
        for (int i = from; i < to; i += PIECE) {
            System.arraycopy(memory, i, piece, 0, Math.min(PIECE, to - i));
        }
        return piece[0];
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += memory[i];
        }
        return sum;
    }
}
