package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Collects rows, one after the other, into features; in float, columns far from 0 are centered as they come in.
 *
 * <p>Rows go off-heap in chunks, and each chunk is freed once it is in the final array, so the peak stays near the
 * size of the array itself (memory that is allocated but not yet written costs nothing).
 */
public final class FeatureBuilder {
    private static final int CHUNK_NUMBERS = 1 << 20;

    private final int columns;
    private final DataType type;
    private final int chunkRows;
    private final List<INDArray> chunks = new ArrayList<>();
    private double[] chunk;
    private double[] center;
    private int rowsInChunk;

    /**
     * Starts with no rows.
     *
     * @param columns the number of features, at least 1
     * @param type FLOAT or DOUBLE
     */
    public FeatureBuilder(int columns, DataType type) {
        this.columns = columns;
        this.type = type;
        this.chunkRows = Math.max(1, CHUNK_NUMBERS / columns);
    }

    /**
     * Appends a row.
     *
     * @param row the features; copied
     */
    public void add(double[] row) {
        if (row.length != columns) {
            throw new IllegalArgumentException(
                    "row " + rows() + " must have " + columns + " features, but has " + row.length);
        }
        addAll(row, 1);
    }

    /**
     * Appends rows.
     *
     * @param numbers row after row; copied
     * @param count how many rows there are
     */
    public void addAll(double[] numbers, int count) {
        int done = 0;
        while (done < count) {
            if (chunk == null) {
                chunk = new double[chunkRows * columns];
            }
            int taken = Math.min(count - done, chunkRows - rowsInChunk);
            System.arraycopy(numbers, done * columns, chunk, rowsInChunk * columns, taken * columns);
            done += taken;
            rowsInChunk += taken;
            if (rowsInChunk == chunkRows) {
                flush();
            }
        }
    }

    /**
     * The number of rows so far.
     *
     * @return 0 or more
     */
    public long rows() {
        return (long) chunks.size() * chunkRows + rowsInChunk;
    }

    /**
     * Puts the rows together.
     *
     * @return the features
     * @throws IllegalStateException if there are no rows
     */
    public FeatureMatrix build() {
        if (rows() == 0) {
            throw new IllegalStateException("there must be at least one row, but there is none");
        }
        long rows = rows();
        flush();
        if (chunks.size() == 1) {
            return FeatureMatrix.centered(chunks.get(0), center);
        }
        INDArray features = Nd4j.createUninitialized(type, new long[] {rows, columns}, 'c');
        long first = 0;
        for (INDArray part : chunks) {
            features.get(NDArrayIndex.interval(first, first + part.rows()), NDArrayIndex.all())
                    .assign(part);
            first += part.rows();
            if (part.closeable()) {
                part.close();
            }
        }
        chunks.clear();
        return FeatureMatrix.centered(features, center);
    }

    private void flush() {
        if (rowsInChunk == 0) {
            return;
        }
        Backend.start();
        centerChunk();
        long[] shape = {rowsInChunk, columns};
        int numbers = rowsInChunk * columns;
        if (type == DataType.DOUBLE) {
            double[] full = numbers == chunk.length ? chunk : Arrays.copyOf(chunk, numbers);
            chunks.add(Nd4j.createFromArray(full).reshape('c', shape));
        } else {
            var floats = new float[numbers];
            for (int i = 0; i < numbers; i++) {
                floats[i] = (float) chunk[i];
            }
            chunks.add(Nd4j.createFromArray(floats).reshape('c', shape));
        }
        rowsInChunk = 0;
    }

    /** The first chunk says where the columns lie; any point near them will do. */
    private void centerChunk() {
        if (type == DataType.DOUBLE) {
            return;
        }
        if (chunks.isEmpty()) {
            center = Center.of(chunk, rowsInChunk, columns, type, true);
        }
        if (center != null) {
            for (int i = 0; i < rowsInChunk * columns; i++) {
                chunk[i] -= center[i % columns];
            }
        }
    }
}
