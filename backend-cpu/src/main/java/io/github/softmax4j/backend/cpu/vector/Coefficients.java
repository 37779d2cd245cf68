package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.math.Parameters;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * W and b, or sums of that shape, on the heap: W column after column, as far apart as the rows of a {@link Tile}, and
 * as many columns as it takes. Copies from and to arrays are made here, because operations of ND4J wake its threads for
 * a few thousand values.
 */
final class Coefficients {
    final float[] weights;
    final float[] intercept;

    private final int features;
    private final int columns;
    private final int stride;

    Coefficients(int features, int columns) {
        this.features = features;
        this.columns = columns;
        this.stride = Tile.stride(features);
        this.weights = new float[Tile.paddedColumns(columns) * stride];
        this.intercept = new float[Tile.paddedColumns(columns)];
    }

    void clear() {
        Arrays.fill(weights, 0);
        Arrays.fill(intercept, 0);
    }

    void add(Coefficients other) {
        Lanes.add(other.weights, weights);
        for (int k = 0; k < columns; k++) {
            intercept[k] += other.intercept[k];
        }
    }

    void read(Parameters from) {
        INDArray array = from.weights();
        if (isColumnByColumn(array)) {
            FloatBuffer buffer = RowBlock.floats(array);
            for (int k = 0; k < columns; k++) {
                buffer.get(k * features, weights, k * stride, features);
            }
        } else {
            FloatBuffer buffer = RowBlock.floats(RowBlock.dense(array));
            for (int j = 0; j < features; j++) {
                for (int k = 0; k < columns; k++) {
                    weights[k * stride + j] = buffer.get(j * columns + k);
                }
            }
        }
        readRow(from.intercept(), intercept);
    }

    void write(Parameters to) {
        INDArray array = to.weights();
        INDArray target = isColumnByColumn(array) ? array : array.dup('f');
        FloatBuffer buffer = RowBlock.floats(target);
        for (int k = 0; k < columns; k++) {
            buffer.put(k * features, weights, k * stride, features);
        }
        if (target != array) {
            array.assign(target);
        }
        writeRow(intercept, to.intercept());
    }

    /** Values of a vector or a matrix of one row. */
    static void readRow(INDArray from, float[] to) {
        FloatBuffer row = RowBlock.floats(RowBlock.dense(from));
        row.get(0, to, 0, Math.toIntExact(from.length()));
    }

    static void writeRow(float[] from, INDArray to) {
        INDArray row = RowBlock.dense(to);
        RowBlock.floats(row).put(0, from, 0, Math.toIntExact(to.length()));
        if (row != to) {
            to.assign(row);
        }
    }

    private boolean isColumnByColumn(INDArray array) {
        return (features == 1 || array.stride(0) == 1) && (columns == 1 || array.stride(1) == features);
    }

    /** From [W | b]', columns x (features + 1), dense in c order. */
    void readTransposed(INDArray from) {
        FloatBuffer buffer = RowBlock.floats(from);
        for (int k = 0; k < columns; k++) {
            buffer.get(k * (features + 1), weights, k * stride, features);
            intercept[k] = buffer.get(k * (features + 1) + features);
        }
    }

    /** To [W | b]', columns x (features + 1), dense in c order. */
    void writeTransposed(INDArray to) {
        FloatBuffer buffer = RowBlock.floats(to);
        for (int k = 0; k < columns; k++) {
            buffer.put(k * (features + 1), weights, k * stride, features);
            buffer.put(k * (features + 1) + features, intercept[k]);
        }
    }
}
