package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Collects rows, one after the other, into features; in float, columns far from 0 are centered as they come in.
 *
 * <p>Where the number of rows is known before, they go into the final array at once, and the peak is that array. Else,
 * and beyond that number, they go off-heap in chunks, which are put together at the end, and for that moment take as
 * much again. Beyond the budget of the storage rows go into a file.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Dataset dataset;
 * try (FeatureBuilder rows = new FeatureBuilder(2, DataType.FLOAT)) {
 *     rows.expect(2);
 *     rows.add(new double[] {5.1, 0.2});
 *     rows.add(new double[] {6.3, 2.5});
 *     List<String> labels = List.of("setosa", "virginica");
 *     dataset = Dataset.of(rows.build(), labels, ClassLabels.of(labels));
 * }
 * }</pre>
 */
public final class FeatureBuilder implements AutoCloseable {
    private static final int CHUNK_NUMBERS = 1 << 20;

    /** What was made for more rows is kept if so much of it is used. */
    private static final double WORST_USE = 0.9;

    private final int columns;
    private final DataType type;
    private final FeatureStorage storage;
    private final int chunkRows;
    private final List<INDArray> chunks = new ArrayList<>();
    private INDArray whole;
    private long expectedRows;
    /** The rows in the final array. */
    private long wholeRows;

    private FeatureSpool spool;
    private LongConsumer listener = rows -> {};
    private double[] chunk;
    private float[] floats;
    private double[] center;
    private boolean isCenterKnown;
    private long rowsStored;
    private int rowsInChunk;

    /**
     * Starts with no rows; they stay in memory.
     *
     * @param columns the number of features, at least 1
     * @param type FLOAT or DOUBLE
     */
    public FeatureBuilder(int columns, DataType type) {
        this(columns, type, FeatureStorage.inMemory());
    }

    /**
     * Starts with no rows.
     *
     * @param columns the number of features, at least 1
     * @param type FLOAT or DOUBLE
     * @param storage where they are kept
     */
    public FeatureBuilder(int columns, DataType type, FeatureStorage storage) {
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(storage, "storage must not be null");
        this.columns = columns;
        this.type = type;
        this.storage = storage;
        this.chunkRows = Math.max(1, CHUNK_NUMBERS / columns);
    }

    /**
     * Says how many rows will come, as far as that is known: too many cost memory, too few are no harm.
     *
     * @param rows about how many
     */
    public void expect(long rows) {
        if (rows() > 0) {
            throw new IllegalStateException("rows must be expected before they come, but there are " + rows());
        }
        expectedRows = rows;
        Backend.expect(rows * columns);
    }

    /**
     * Tells how many rows there are, now and then: each time that about a million values have come.
     *
     * @param watcher told the number of rows so far, on the thread that appends them
     */
    public void onRows(LongConsumer watcher) {
        Objects.requireNonNull(watcher, "watcher must not be null");
        listener = watcher;
    }

    /**
     * Appends a row.
     *
     * @param row the features; copied
     */
    public void add(double[] row) {
        Objects.requireNonNull(row, "row must not be null");
        if (row.length != columns) {
            throw new IllegalArgumentException(
                    "row " + rows() + " must have " + columns + " features, but has " + row.length);
        }
        addAll(row, 1);
    }

    /**
     * Appends rows.
     *
     * @param values row after row; copied
     * @param count how many rows there are
     */
    public void addAll(double[] values, int count) {
        Objects.requireNonNull(values, "values must not be null");
        int done = 0;
        while (done < count) {
            if (chunk == null) {
                chunk = new double[chunkRows * columns];
            }
            int taken = Math.min(count - done, chunkRows - rowsInChunk);
            System.arraycopy(values, done * columns, chunk, rowsInChunk * columns, taken * columns);
            done += taken;
            rowsInChunk += taken;
            if (rowsInChunk == chunkRows) {
                flush();
            }
        }
    }

    /**
     * Appends the rows of other features, block by block.
     *
     * @param features as many columns
     */
    public void addAll(FeatureMatrix features) {
        Objects.requireNonNull(features, "features must not be null");
        double[] subtracted = features.center();
        try (Blocks<FeatureBlock> blocks = features.blocks(chunkRows)) {
            for (FeatureBlock block : blocks) {
                double[] values = block.features()
                        .reshape('c', new long[] {block.rows() * columns})
                        .toDoubleVector();
                for (int i = 0; features.isCentered() && i < values.length; i++) {
                    values[i] += subtracted[i % columns];
                }
                addAll(values, Math.toIntExact(block.rows()));
            }
        }
    }

    /**
     * The number of rows so far.
     *
     * @return 0 or more
     */
    public long rows() {
        return rowsStored + rowsInChunk;
    }

    /**
     * Puts the rows together.
     *
     * @return the features
     * @throws IllegalStateException if there are no rows
     * @throws IllegalArgumentException if one is not finite
     * @throws java.io.UncheckedIOException if a file that they went into fails
     */
    public FeatureMatrix build() {
        if (rows() == 0) {
            throw new IllegalStateException("there must be at least one row, but there is none");
        }
        flush();
        FeatureMatrix matrix = spool != null
                ? FeatureMatrix.checked(spool.finish(), center, storage)
                : FeatureMatrix.checked(assembled(), center);
        spool = null;
        whole = null;
        chunks.clear();
        return matrix;
    }

    /** Gives back what rows took that were not put together. */
    @Override
    public void close() {
        if (spool != null) {
            spool.discard();
        }
        if (whole != null) {
            whole.close();
        }
        chunks.forEach(INDArray::close);
        chunks.clear();
        spool = null;
        whole = null;
    }

    private INDArray assembled() {
        if (whole != null && chunks.isEmpty() && rowsStored >= WORST_USE * whole.rows()) {
            return ArrayRows.range(whole, 0, rowsStored);
        }
        if (whole == null && chunks.size() == 1) {
            return matrix(chunks.get(0));
        }
        INDArray features = Nd4j.createUninitialized(type, new long[] {rowsStored, columns}, 'c');
        long first = 0;
        if (whole != null) {
            first = chunks.isEmpty() ? rowsStored : wholeRows;
            ArrayRows.range(features, 0, first).assign(ArrayRows.range(whole, 0, first));
            whole.close();
        }
        for (INDArray part : chunks) {
            long count = part.length() / columns;
            ArrayRows.range(features, first, count).assign(matrix(part));
            first += count;
            part.close();
        }
        chunks.clear();
        return features;
    }

    private INDArray matrix(INDArray flat) {
        return flat.reshape('c', new long[] {flat.length() / columns, columns});
    }

    private void flush() {
        if (rowsInChunk == 0) {
            return;
        }
        Backend.start();
        requireFinite();
        centerChunk();
        if (spool == null && (rowsStored + rowsInChunk) * columns * type.width() > storage.budgetInBytes()) {
            startSpool();
        }
        if (spool != null) {
            spool.append(chunk, rowsInChunk * columns);
        } else if (fitsIntoWhole()) {
            store();
        } else {
            INDArray flat = Nd4j.createUninitialized(type, (long) rowsInChunk * columns);
            copyChunk(flat, 0);
            chunks.add(flat);
        }
        rowsStored += rowsInChunk;
        rowsInChunk = 0;
        listener.accept(rowsStored);
    }

    /** Here, while the values are in the cache. */
    private void requireFinite() {
        double largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        for (int i = 0; i < rowsInChunk * columns; i++) {
            if (!(Math.abs(chunk[i]) <= largest)) {
                throw new IllegalArgumentException("features must be finite, but row " + (rowsStored + i / columns)
                        + ", column " + i % columns + " is " + chunk[i] + ", in " + type);
            }
        }
    }

    /** All rows so far are there, and there is room for these. */
    private boolean fitsIntoWhole() {
        boolean wanted = whole == null && rowsStored == 0 && expectedRows > rowsInChunk;
        if (wanted && expectedRows * columns * type.width() <= storage.budgetInBytes()) {
            whole = Nd4j.createUninitialized(type, new long[] {expectedRows, columns}, 'c');
        }
        return whole != null && chunks.isEmpty() && rowsStored + rowsInChunk <= whole.rows();
    }

    private void store() {
        copyChunk(whole, rowsStored * columns);
        wholeRows += rowsInChunk;
    }

    private void copyChunk(INDArray target, long at) {
        int values = rowsInChunk * columns;
        if (type == DataType.DOUBLE) {
            HostValues.copy(chunk, values, target, at);
        } else {
            HostValues.copy(inFloat(values), values, target, at);
        }
    }

    private float[] inFloat(int values) {
        if (floats == null) {
            floats = new float[chunk.length];
        }
        for (int i = 0; i < values; i++) {
            floats[i] = (float) chunk[i];
        }
        return floats;
    }

    private void startSpool() {
        spool = FeatureSpool.create(storage, type, columns);
        if (whole != null) {
            spool.append(ArrayRows.range(whole, 0, wholeRows));
            whole.close();
            whole = null;
        }
        for (INDArray part : chunks) {
            spool.append(part);
            part.close();
        }
        chunks.clear();
    }

    /** The first chunk says where the columns lie; any point near them will do. */
    private void centerChunk() {
        if (type == DataType.DOUBLE) {
            return;
        }
        if (!isCenterKnown) {
            center = Center.of(chunk, rowsInChunk, columns, type, true);
            isCenterKnown = true;
        }
        if (center != null) {
            for (int i = 0; i < rowsInChunk * columns; i++) {
                chunk[i] -= center[i % columns];
            }
        }
    }
}
