package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.Workers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses and gradients where there are many columns: both products are ND4J's, and all that is done to the logits in
 * between is done by hand, row by row, while a row is in the nearest cache.
 */
final class WideCrossEntropy implements CrossEntropy {
    /** Logits of a part; fewer, and waking another thread costs more than it does. */
    private static final long LEAST_LOGITS = 20_000;

    private final PassShape shape;
    private final int columns;
    private final int threads = Backend.start().threads();
    private final Map<Long, INDArray> buffers = new HashMap<>();
    private final Operation product = Operation.product();
    private final Operation addTransposedProduct = Operation.addTransposedProduct();
    private final RowSoftmax[] workers;
    private final float[] intercept;
    private double[][] losses = {};
    private float[][] interceptSums = {};

    WideCrossEntropy(PassShape shape, double smoothing) {
        this.shape = shape;
        this.columns = Math.toIntExact(shape.columns());
        this.intercept = new float[columns];
        this.workers = Stream.generate(
                        () -> new RowSoftmax(Math.toIntExact(shape.classes()), shape.models(), smoothing))
                .limit(threads)
                .toArray(RowSoftmax[]::new);
    }

    @Override
    public double[] sum(Parameters point, List<Batch> batches, Parameters gradient) {
        gradient.weights().assign(0);
        Coefficients.readRow(point.intercept(), intercept);
        Arrays.stream(workers).forEach(worker -> worker.setIntercept(intercept));
        Arrays.stream(losses).forEach(sums -> Arrays.fill(sums, 0));
        Arrays.stream(interceptSums).forEach(sums -> Arrays.fill(sums, 0));
        for (Batch batch : batches) {
            INDArray logits = buffers.computeIfAbsent(
                    batch.rows(), rows -> Nd4j.create(shape.type(), new long[] {rows, columns}, 'c'));
            product.run(batch.features(), point.weights(), logits);
            residuals(RowBlock.of(batch), RowBlock.floats(logits));
            addTransposedProduct.addGradient(batch.features(), logits, gradient.weights());
        }
        float[] sums = new float[columns];
        Arrays.stream(interceptSums).forEach(part -> add(part, sums));
        Coefficients.writeRow(sums, gradient.intercept());
        var total = new double[shape.models()];
        Arrays.stream(losses).forEach(part -> Arrays.setAll(total, m -> total[m] + part[m]));
        return total;
    }

    private static void add(float[] terms, float[] sums) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += terms[k];
        }
    }

    /** Logits become residuals; each part of the rows has sums of its own, whoever takes it. */
    private void residuals(RowBlock block, FloatBuffer logits) {
        int rows = block.rows();
        int parts = Workers.parts(rows, (long) rows * columns, LEAST_LOGITS);
        if (losses.length < parts) {
            int had = losses.length;
            losses = Arrays.copyOf(losses, parts);
            interceptSums = Arrays.copyOf(interceptSums, parts);
            for (int part = had; part < parts; part++) {
                losses[part] = new double[shape.models()];
                interceptSums[part] = new float[columns];
            }
        }
        Workers.run(parts, threads, (worker, part) -> {
            int to = (int) Workers.firstItem(part + 1, parts, rows);
            for (int row = (int) Workers.firstItem(part, parts, rows); row < to; row++) {
                workers[worker].run(block, row, logits, losses[part], interceptSums[part]);
            }
        });
    }

    @Override
    public void close() {
        buffers.values().forEach(INDArray::close);
        buffers.clear();
    }
}
