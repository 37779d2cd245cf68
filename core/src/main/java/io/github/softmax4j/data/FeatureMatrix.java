package io.github.softmax4j.data;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Features in the number type that products run in, kept as differences from a center where they would lose their
 * digits otherwise.
 *
 * <pre>
 *   x_ij = values_ij + center_j
 * </pre>
 *
 * <p>Seconds since 1970 are 1.6e9 and differ by thousands; in float their neighbours are 128 apart. As differences from
 * a center, taken in double before they become float, they keep seven digits.
 *
 * <p>For example:
 *
 * <pre>{@code
 * INDArray seconds = Nd4j.createFromArray(new double[][] {{1.6e9}, {1.6e9 + 1}, {1.6e9 + 3}});
 * FeatureMatrix matrix = FeatureMatrix.of(seconds).withType(DataType.FLOAT);
 * double third = matrix.original().getDouble(2, 0); // in float alone it would be 1.6e9
 * }</pre>
 */
public final class FeatureMatrix {
    /** Enough rows to see where the columns lie. */
    private static final int HEAD_NUMBERS = 1 << 17;

    private final FeatureRows rows;
    private final double[] center;
    /** Of values in a file; null of those in memory. */
    private final FeatureStorage storage;

    private FeatureMatrix(INDArray values, double[] center) {
        this(new ArrayRows(values), center, null);
    }

    private FeatureMatrix(FeatureRows rows, double[] center, FeatureStorage storage) {
        this.rows = rows;
        this.center = center;
        this.storage = storage;
    }

    /**
     * Takes features.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite; not copied where its rows lie in order, and in
     *     float no column lies far from 0
     * @return the features
     * @throws IllegalArgumentException if it is no such matrix
     */
    public static FeatureMatrix of(INDArray features) {
        Objects.requireNonNull(features, "features must not be null");
        Features.requireFinite("features", features);
        INDArray ordered = Features.inRowOrder(features);
        return ordered.dataType() == DataType.FLOAT ? inFloat(ordered) : new FeatureMatrix(ordered, null);
    }

    /** Columns far from 0 become differences, taken in double before they are float. */
    private static FeatureMatrix inFloat(INDArray features) {
        double[] center = centerOfHead(features);
        if (center == null) {
            return new FeatureMatrix(features.castTo(DataType.FLOAT), null);
        }
        boolean isDouble = features.dataType() == DataType.DOUBLE;
        try (INDArray copy = isDouble ? features.dup() : features.castTo(DataType.DOUBLE);
                INDArray row = Nd4j.createFromArray(center)) {
            return new FeatureMatrix(copy.subiRowVector(row).castTo(DataType.FLOAT), center);
        }
    }

    /** Takes differences from a center, null where there is none, that are known to be finite. */
    static FeatureMatrix checked(INDArray values, double[] center) {
        return new FeatureMatrix(values, center);
    }

    /**
     * Takes the same from a file.
     *
     * @param storage where large parts of them are kept
     */
    static FeatureMatrix checked(FeatureRows inFile, double[] center, FeatureStorage storage) {
        return new FeatureMatrix(inFile, center, storage);
    }

    /**
     * Takes values that were written before, as {@link #blocks} and {@link #center()} gave them: into memory if they
     * are within the budget, else into a file of this process.
     *
     * @param values row after row, in the byte order of this machine; those of the shape are read, and no more
     * @param shape of the values
     * @param center what was subtracted from each column; empty where nothing was
     * @param storage the budget, and where large parts of them are kept
     * @return the features
     * @throws java.io.EOFException if there are fewer
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if one is not finite
     * @throws java.io.UncheckedIOException if a file that they went into fails
     */
    public static FeatureMatrix read(
            ReadableByteChannel values, Shape shape, Optional<double[]> center, FeatureStorage storage)
            throws IOException {
        Objects.requireNonNull(values, "values must not be null");
        Objects.requireNonNull(shape, "shape must not be null");
        Objects.requireNonNull(center, "center must not be null");
        Objects.requireNonNull(storage, "storage must not be null");
        double[] ownCenter = center.map(double[]::clone).orElse(null);
        var reader = new ValueReader(values, shape);
        return shape.bytes() <= storage.budgetInBytes()
                ? checked(reader.intoArray(), ownCenter)
                : checked(reader.intoFile(storage), ownCenter, storage);
    }

    /**
     * How many values there are.
     *
     * @param type FLOAT or DOUBLE
     * @param rows at least 1
     * @param columns at least 1
     */
    public record Shape(DataType type, long rows, int columns) {
        /**
         * Checks the type.
         *
         * @param type FLOAT or DOUBLE
         * @param rows at least 1
         * @param columns at least 1
         */
        public Shape {
            Objects.requireNonNull(type, "type must not be null");
        }

        /**
         * What the values take.
         *
         * @return in bytes
         * @throws ArithmeticException if that is more than 2^63
         */
        public long bytes() {
            return Math.multiplyExact(Math.multiplyExact(rows, columns), type.width());
        }
    }

    /**
     * Whether the values lie in a file.
     *
     * @return false where they are in memory
     */
    public boolean isInFile() {
        return storage != null;
    }

    /**
     * Whether blocks are read from a file whenever they are wanted, because the backend computes in another memory than
     * the host's, or nothing is known of it.
     *
     * @return false where all values are in memory, or mapped into it
     */
    public boolean isStreamed() {
        return rows.array().isEmpty();
    }

    /**
     * How many rows may be in memory at a time.
     *
     * @return 1 or more; all of those that are there anyway
     */
    public int rowsInBudget() {
        long inBudget = storage == null ? rows() : storage.budgetInBytes() / ((long) columns() * type().width());
        return (int) Math.max(1, Math.min(inBudget, rows()));
    }

    /**
     * The same features in another number type; columns far from 0 are centered on the way to float.
     *
     * @param type FLOAT or DOUBLE
     * @return these features if they have that type, else a copy
     */
    public FeatureMatrix withType(DataType type) {
        Objects.requireNonNull(type, "type must not be null");
        if (type == type()) {
            return this;
        }
        if (isInFile()) {
            return rebuilt(type);
        }
        if (type == DataType.DOUBLE) {
            return new FeatureMatrix(isCentered() ? original() : values().castTo(type), null);
        }
        return inFloat(values());
    }

    /** Block by block: all of it may be more than the memory. */
    private FeatureMatrix rebuilt(DataType type) {
        try (var builder = new FeatureBuilder(columns(), type, storage)) {
            builder.expect(rows());
            builder.addAll(this);
            return builder.build();
        }
    }

    private int blockRows() {
        return Math.max(1, HEAD_NUMBERS / columns());
    }

    /** Where the columns lie, as far as the first rows show it; null if none is too far from 0 for float. */
    private static double[] centerOfHead(INDArray features) {
        int columns = features.columns();
        int head = Math.min(features.rows(), Math.max(1, HEAD_NUMBERS / columns));
        try (INDArray first =
                features.get(NDArrayIndex.interval(0, head), NDArrayIndex.all()).dup('c')) {
            return Center.of(first.data().asDouble(), head, columns, DataType.FLOAT, false);
        }
    }

    /**
     * The stored values as one array.
     *
     * @return rows x features, c order; not a copy: whoever changes it changes the data set, and the file that it lies
     *     in
     * @throws IllegalStateException if they are streamed, and so in no array; see {@link #blocks}
     */
    public INDArray values() {
        return rows.array()
                .orElseThrow(() -> new IllegalStateException(rows() + " x " + columns()
                        + " features are read from a file block by block, and are in no array"));
    }

    /**
     * The stored values in blocks, in order.
     *
     * @param blockRows the rows of each block but the last, at least 1
     * @return the blocks, to be closed
     */
    public Blocks<FeatureBlock> blocks(int blockRows) {
        return blocks(blockRows, 1);
    }

    /** Every step-th block. */
    Blocks<FeatureBlock> blocks(int blockRows, int step) {
        return rows.blocks(blockRows, step);
    }

    /** For many batches of rows picked here and there. */
    RowGather gather(int mostRows) {
        return rows.gather(mostRows);
    }

    /**
     * What was subtracted from each column.
     *
     * @return a copy, one value per feature; zeros where there is no center
     */
    public double[] center() {
        return center == null ? new double[columns()] : center.clone();
    }

    /**
     * Whether anything was subtracted.
     *
     * @return false where the stored values are the features themselves
     */
    public boolean isCentered() {
        return center != null;
    }

    /**
     * The features as they were given.
     *
     * @return the stored values themselves where nothing was subtracted and they are in an array, else a copy, in
     *     DOUBLE where something was subtracted
     */
    public INDArray original() {
        INDArray array = rows.array().orElseGet(rows::copyAll);
        if (center == null) {
            return array;
        }
        INDArray restored = array.castTo(DataType.DOUBLE);
        return restored.addRowVector(Nd4j.createFromArray(center));
    }

    /** Neighbouring rows, copied only where they are read block by block. */
    FeatureMatrix range(int first, int end) {
        return rows.array()
                .map(array ->
                        new FeatureMatrix(new ArrayRows(ArrayRows.range(array, first, end - first)), center, storage))
                .orElseGet(() -> subset(IntStream.range(first, end).toArray()));
    }

    /** Some of the rows, copied, in the order wanted. */
    FeatureMatrix subset(int... wanted) {
        boolean fits = storage == null || (long) wanted.length * columns() * type().width() <= storage.budgetInBytes();
        return fits ? new FeatureMatrix(rows.copy(wanted), center) : spooled(wanted);
    }

    private FeatureMatrix spooled(int... wanted) {
        FeatureSpool spool = FeatureSpool.create(storage, type(), columns());
        for (int first = 0; first < wanted.length; first += blockRows()) {
            int[] some = Arrays.copyOfRange(wanted, first, Math.min(wanted.length, first + blockRows()));
            try (INDArray part = rows.copy(some)) {
                spool.append(part);
            }
        }
        return checked(spool.finish(), center, storage);
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long rows() {
        return rows.rows();
    }

    /**
     * The number of features.
     *
     * @return at least 1
     */
    public int columns() {
        return rows.columns();
    }

    /**
     * The number type.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return rows.type();
    }

    /** Their number and type, never their values. */
    @Override
    public String toString() {
        return "FeatureMatrix[" + rows() + " x " + columns() + ", " + type() + (isCentered() ? ", centered" : "")
                + (isInFile() ? ", in a file" : "") + "]";
    }
}
