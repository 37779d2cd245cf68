package io.github.softmax4j.benchmarks;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.BlockSize;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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
 * reading as many bytes as X has with all cores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class PassBenchmark {
    /** Rows x features x classes. */
    @Param({"60000x784x10", "4096x1024x1000"})
    public String shape;

    private Dataset dataset;
    private List<Batch> blocks;
    private StackedLoss loss;
    private PenaltyTerm penalty;
    private INDArray point;
    private INDArray gradient;
    private INDArray logits;
    private INDArray weights;
    private INDArray product;
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
        dataset = Dataset.of(
                Nd4j.rand(DataType.FLOAT, rows, features),
                IntStream.range(0, rows)
                        .mapToObj(row -> Integer.toString(row % classes))
                        .toList());
        int blockRows = Math.min(rows, BlockSize.rows(features, classes, DataType.FLOAT));
        blocks = dataset.batches(blockRows);
        var asIs = Coordinates.of(doubles(features, 1), doubles(features, 0), true);
        loss = new StackedLoss(features, classes, 1, DataType.FLOAT, 0, asIs);
        penalty = new PenaltyTerm(doubles(features, 1e-4));
        point = Parameters.zeroMatrix(features, classes, DataType.DOUBLE);
        gradient = point.ulike();
        weights = Nd4j.rand(DataType.FLOAT, features, classes);
        logits = Nd4j.create(DataType.FLOAT, new long[] {blockRows, classes}, 'c');
        product = Nd4j.create(DataType.FLOAT, new long[] {classes, features}, 'c');
        memory = new long[Math.toIntExact((long) rows * features * Float.BYTES / Long.BYTES)];
    }

    /** Frees the buffers. */
    @TearDown(Level.Trial)
    public void close() {
        loss.close();
    }

    /**
     * The pass.
     *
     * @return the objective
     */
    @Benchmark
    public double lossAndGradient() {
        return loss.evaluate(
                        List.of(point),
                        blocks,
                        new double[] {dataset.weightSum()},
                        List.of(penalty),
                        List.of(gradient))[0];
    }

    private static double[] doubles(int count, double value) {
        var numbers = new double[count];
        Arrays.fill(numbers, value);
        return numbers;
    }

    /**
     * X W and R'X alone, block by block.
     *
     * @return the last product
     */
    @Benchmark
    public INDArray bareProducts() {
        for (Batch block : blocks) {
            INDArray out = block.rows() == logits.rows() ? logits : logits.get(NDArrayIndex.interval(0, block.rows()));
            multiply(block.features(), weights, out, 0);
            multiply(out, block.features(), product, 1);
        }
        return product;
    }

    private static void multiply(INDArray left, INDArray right, INDArray out, int transposeLeft) {
        Nd4j.getExecutioner()
                .exec(DynamicCustomOp.builder("matmul")
                        .addInputs(left, right)
                        .addOutputs(out)
                        .addIntegerArguments(transposeLeft, 0, 0)
                        .build());
    }

    /**
     * Reads as many bytes as X has, with all cores.
     *
     * @return their sum
     */
    @Benchmark
    public long readOnce() {
        int parts = Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, parts)
                .parallel()
                .mapToLong(part -> sum(
                        (int) ((long) memory.length * part / parts), (int) ((long) memory.length * (part + 1) / parts)))
                .sum();
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += memory[i];
        }
        return sum;
    }
}
