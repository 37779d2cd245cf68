package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.math.SymmetricProducts;
import io.github.softmax4j.math.Workers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products with one triangle of each matrix, on the heap: half of what ND4J's products read.
 *
 * <pre>
 *   y_i += sum_{j <= i} a_ij x_j,   y_j += a_ij x_i for j <= i        with half of the diagonal, which is there twice
 * </pre>
 */
final class VectorSymmetricProducts implements SymmetricProducts {
    private final int threads = Backend.start().threads();
    private final int size;
    private final int stride;
    /** Rows one behind the other, each up to its diagonal, and zeros up to a whole vector. */
    private final float[][] triangles;

    /** The values of the matrices are copied, and each stack is closed. */
    VectorSymmetricProducts(List<INDArray> stacks) {
        this.size = Math.toIntExact(stacks.get(0).size(1));
        this.stride = Lanes.roundUp(size);
        this.triangles = stacks.stream().flatMap(this::triangles).toArray(float[][]::new);
    }

    private Stream<float[]> triangles(INDArray stack) {
        FloatBuffer values = RowBlock.floats(stack);
        var ofStack = new float[Math.toIntExact(stack.size(0))][rowStart(size)];
        for (int number = 0; number < ofStack.length; number++) {
            for (int i = 0; i < size; i++) {
                int start = rowStart(i);
                values.get((number * size + i) * size, ofStack[number], start, i + 1);
                ofStack[number][start + i] /= 2;
            }
        }
        stack.close();
        return Arrays.stream(ofStack);
    }

    /** Rows before: as many blocks of COUNT rows as are whole, of one, two, ... vectors per row, and the rest. */
    private static int rowStart(int row) {
        int block = row / Lanes.COUNT;
        int vectors = Lanes.COUNT * (block * (block + 1) / 2) + (row % Lanes.COUNT) * (block + 1);
        return Math.multiplyExact(vectors, Lanes.COUNT);
    }

    @Override
    public void multiply(INDArray vectors, INDArray products) {
        int each = Math.toIntExact(vectors.size(1));
        FloatBuffer from = RowBlock.floats(vectors);
        FloatBuffer to = RowBlock.floats(products);
        Workers.run(triangles.length, threads, (worker, number) -> {
            var x = new float[each][stride];
            var y = new float[each][stride];
            for (int v = 0; v < each; v++) {
                from.get((number * each + v) * size, x[v], 0, size);
            }
            multiply(triangles[number], x, y);
            for (int v = 0; v < each; v++) {
                to.put((number * each + v) * size, y[v], 0, size);
            }
        });
    }

    private void multiply(float[] triangle, float[][] x, float[][] y) {
        for (int i = 0; i < size; i++) {
            int start = rowStart(i);
            for (int v = 0; v < x.length; v++) {
                addRow(triangle, start, i, x[v], y[v]);
            }
        }
    }

    private static void addRow(float[] triangle, int start, int i, float[] x, float[] y) {
        FloatVector ofRow = FloatVector.broadcast(Lanes.SPECIES, x[i]);
        FloatVector sum = FloatVector.zero(Lanes.SPECIES);
        for (int j = 0; j <= i; j += Lanes.COUNT) {
            FloatVector a = FloatVector.fromArray(Lanes.SPECIES, triangle, start + j);
            sum = a.fma(FloatVector.fromArray(Lanes.SPECIES, x, j), sum);
            a.fma(ofRow, FloatVector.fromArray(Lanes.SPECIES, y, j)).intoArray(y, j);
        }
        y[i] += Lanes.sum(sum);
    }

    @Override
    public void close() {
        // everything is on the heap
    }
}
