package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Features in the number type that products run in, kept as differences from a center where they would lose their digits
 * otherwise.
 *
 * <pre>
 *   x_ij = values_ij + center_j
 * </pre>
 *
 * <p>Seconds since 1970 are 1.6e9 and differ by thousands; in float their neighbours are 128 apart. As differences from a
 * center, taken in double before they become float, they keep seven digits.
 */
public final class FeatureMatrix {
    /** Enough rows to see where the columns lie. */
    private static final int HEAD_NUMBERS = 1 << 17;

    private final INDArray values;
    private final double[] center;
    /** Of numbers in a file; null of those in memory. */
    private final FeatureStorage storage;

    private FeatureMatrix(INDArray values, double[] center) {
        this(values, center, null);
    }

    private FeatureMatrix(INDArray values, double[] center, FeatureStorage storage) {
        this.values = values;
        this.center = center;
        this.storage = storage;
    }

    /**
     * Takes features.
     *
     * @param features rows x features, FLOAT or DOUBLE, all finite; not copied where its rows lie in order, and in float no
     *     column lies far from 0
     * @return the features
     * @throws IllegalArgumentException if it is no such matrix
     */
    public static FeatureMatrix of(INDArray features) {
        Features.requireNumbers("features", features);
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

    /**
     * Takes differences from a center, null where there is none, that are known to be finite.
     *
     * @param storage of numbers in a file; null of those in memory
     */
    static FeatureMatrix checked(INDArray values, double[] center, FeatureStorage storage) {
        return new FeatureMatrix(values, center, storage);
    }

    /**
     * Takes numbers that lie in a file, as {@link #values} and {@link #center} gave them.
     *
     * @param mapped rows x features, all finite, see {@link io.github.softmax4j.backend.Backend#map}
     * @param center what was subtracted from each column; empty where nothing was
     * @param storage where large parts of them are kept
     * @return the features
     */
    public static FeatureMatrix ofFile(INDArray mapped, Optional<double[]> center, FeatureStorage storage) {
        return checked(mapped, center.map(double[]::clone).orElse(null), storage);
    }

    /**
     * Whether the numbers lie in a file that is mapped into memory.
     *
     * @return false where they are in memory
     */
    public boolean isMapped() {
        return storage != null;
    }

    /** How many rows may be in memory at a time: all of those that are there anyway. */
    int rowsInBudget() {
        long rows = storage == null ? rows() : storage.budgetInBytes() / ((long) columns() * type().width());
        return (int) Math.max(1, Math.min(rows, rows()));
    }

    /**
     * The same features in another number type; columns far from 0 are centered on the way to float.
     *
     * @param type FLOAT or DOUBLE
     * @return these features if they have that type, else a copy
     */
    public FeatureMatrix withType(DataType type) {
        if (type == type()) {
            return this;
        }
        if (type == DataType.DOUBLE) {
            return new FeatureMatrix(isCentered() ? original() : values.castTo(type), null);
        }
        return inFloat(values);
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
     * The stored numbers.
     *
     * @return rows x features, c order; not a copy: whoever changes it changes the data set, and the file that it lies in
     */
    public INDArray values() {
        return values;
    }

    /**
     * What was subtracted from each column.
     *
     * @return a copy, one number a feature; zeros where there is no center
     */
    public double[] center() {
        return center == null ? new double[columns()] : center.clone();
    }

    /**
     * Whether anything was subtracted.
     *
     * @return false where the stored numbers are the features themselves
     */
    public boolean isCentered() {
        return center != null;
    }

    /**
     * The features as they were given.
     *
     * @return the stored numbers themselves where nothing was subtracted, else a copy in DOUBLE
     */
    public INDArray original() {
        if (center == null) {
            return values;
        }
        INDArray restored = values.castTo(DataType.DOUBLE);
        return restored.addRowVector(Nd4j.createFromArray(center));
    }

    /** Some of the rows, copied, in the order wanted. */
    FeatureMatrix subset(int... rows) {
        boolean fits = storage == null || (long) rows.length * columns() * type().width() <= storage.budgetInBytes();
        return fits ? new FeatureMatrix(Nd4j.pullRows(values, 1, rows, 'c'), center) : spooled(rows);
    }

    private FeatureMatrix spooled(int... rows) {
        FeatureSpool spool = FeatureSpool.create(storage, type(), columns());
        int atATime = Math.max(1, HEAD_NUMBERS / columns());
        for (int first = 0; first < rows.length; first += atATime) {
            int[] some = Arrays.copyOfRange(rows, first, Math.min(rows.length, first + atATime));
            try (INDArray part = Nd4j.pullRows(values, 1, some, 'c')) {
                spool.append(part);
            }
        }
        return checked(spool.map(), center, storage);
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long rows() {
        return values.rows();
    }

    /**
     * The number of features.
     *
     * @return at least 1
     */
    public int columns() {
        return values.columns();
    }

    /**
     * The number type.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return values.dataType();
    }
}
