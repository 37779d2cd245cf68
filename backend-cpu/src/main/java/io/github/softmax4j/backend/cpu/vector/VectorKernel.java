package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.ParameterStack;
import io.github.softmax4j.math.PassKernel;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.RowProduct;
import io.github.softmax4j.math.RowTile;
import io.github.softmax4j.math.SymmetricProducts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pass in the Vector API. With few columns X is read once for both products, where ND4J's operations read it twice;
 * with many, ND4J makes the products, and what is done to the rows in between is done while they are in cache.
 *
 * <p>A virtual machine has the API only if it is asked ({@link VectorApi}). No class of this package that needs it is
 * touched where it is missing.
 */
public final class VectorKernel implements PassKernel {
    private static final AtomicBoolean IS_WARMED_UP = new AtomicBoolean();

    /** Beyond these, the products of ND4J are as fast, unless rows are short (docs/experiments/0010). */
    private static final int MOST_COLUMNS = 60;

    private static final int MOST_COLUMNS_OF_SHORT_ROWS = 256;
    private static final int FEATURES_OF_SHORT_ROWS = 256;

    /** Fits on fewer values, rows times features, take less time than it takes to compile the loops. */
    private static final long FEWEST_ELEMENTS = 500_000;

    /** With fewer, the same holds, if there are few logits. */
    private static final int FEWEST_FEATURES = 48;

    /** From here on compiling pays with few features, too. */
    private static final double MANY_LOGITS = 3_000_000;

    /** About one row in ten is in a sample: what pays for the fit counts by all of them. */
    private static final int ROWS_FOR_ONE_OF_SAMPLE = 10;

    /** A tile of more features, in double of more than half of them, would not stay in the second-level cache. */
    private static final int MOST_FEATURES = 8192;

    /**
     * Lanes are classes there; with fewer, what is done once per row costs more than ND4J's operations, or than a tile.
     */
    private static final int FEWEST_CLASSES_OF_ROWS = 64;

    private static final int CLASSES_WORTH_ROWS = 100;

    /** With fewer, lanes of a softmax are better rows than classes (single measurements). */
    private static final int FEWEST_CLASSES_OF_WIDE_ROWS = 32;

    /**
     * The rows of a sample are more likely to stay in cache, where reading them twice costs less, most of all if they
     * are short.
     */
    private static final int MOST_COLUMNS_OF_SAMPLE = 10;

    private static final int MOST_COLUMNS_OF_SHORT_SAMPLE = 5;

    /** Smaller matrices stay in cache, where reading them whole costs nothing. */
    private static final int FEWEST_FEATURES_OF_TRIANGLES = 150;

    /** Products with less take ND4J's calls longer than their work. */
    private static final long FEW_LOGITS_OF_SAMPLE = 30_000;

    /** Weights of less take a product in double no longer than a microsecond. */
    private static final int LEAST_WORK_OF_ROW = 4096;

    /**
     * Has the loops compiled in the background, where they can be used at all; returns at once.
     *
     * @param values of the features of a data set that is about to come
     */
    public static void expect(long values) {
        if (values >= FEWEST_ELEMENTS && VectorApi.IS_USABLE && !IS_WARMED_UP.getAndSet(true)) {
            WarmUp.start();
        }
    }

    /** For {@link java.util.ServiceLoader}. */
    public VectorKernel() {}

    @Override
    public Optional<CrossEntropy> crossEntropy(PassShape shape, double smoothing) {
        boolean manyColumns = hasShortRows(shape) && shape.classes() < CLASSES_WORTH_ROWS;
        if (suits(shape, manyColumns ? MOST_COLUMNS_OF_SHORT_ROWS : MOST_COLUMNS)) {
            return Optional.of(
                    isFloat(shape)
                            ? new VectorCrossEntropy(shape, smoothing)
                            : new DoubleVectorCrossEntropy(shape, smoothing));
        }
        boolean isWide = isFloat(shape) && shape.classes() >= FEWEST_CLASSES_OF_ROWS && VectorApi.IS_USABLE;
        return isWide ? Optional.of(new WideCrossEntropy(shape, smoothing)) : Optional.empty();
    }

    @Override
    public Optional<ParameterStack> parameterStack(PassShape shape, Coordinates coordinates) {
        return HeapParameterStack.suits(shape)
                ? Optional.of(new HeapParameterStack(shape, coordinates))
                : Optional.empty();
    }

    @Override
    public Optional<HessianProducts> hessianProducts(List<Batch> batches, PassShape shape) {
        boolean isSmall = logits(shape) <= FEW_LOGITS_OF_SAMPLE;
        int mostColumns =
                isSmall ? MOST_COLUMNS : hasShortRows(shape) ? MOST_COLUMNS_OF_SHORT_SAMPLE : MOST_COLUMNS_OF_SAMPLE;
        return suits(shape.ofRows(ROWS_FOR_ONE_OF_SAMPLE * shape.rows()), mostColumns)
                ? Optional.of(
                        isFloat(shape)
                                ? new VectorHessianProducts(batches, shape)
                                : new DoubleVectorHessianProducts(batches, shape))
                : Optional.empty();
    }

    @Override
    public Optional<SymmetricProducts> symmetricProducts(List<INDArray> stacks) {
        long values = stacks.stream().mapToLong(INDArray::length).sum();
        boolean suits = stacks.get(0).dataType() == DataType.FLOAT
                && stacks.get(0).size(1) >= FEWEST_FEATURES_OF_TRIANGLES
                && values * Float.BYTES <= mostBytes()
                && VectorApi.IS_USABLE;
        return suits ? Optional.of(new VectorSymmetricProducts(stacks)) : Optional.empty();
    }

    @Override
    public Optional<RowTile> rowTile(FloatWeights weights) {
        if (!VectorApi.IS_USABLE) {
            return Optional.empty();
        }
        boolean isWide = weights.inBlocks().classes() >= FEWEST_CLASSES_OF_WIDE_ROWS;
        return Optional.of(isWide ? new WideRows(weights) : new VectorRows(weights));
    }

    @Override
    public Optional<RowProduct> rowProduct(ClassBlocks blocks) {
        boolean isWorthIt = (double) blocks.features() * blocks.classes() >= LEAST_WORK_OF_ROW;
        return isWorthIt && VectorApi.IS_USABLE ? Optional.of(new VectorRowProduct(blocks)) : Optional.empty();
    }

    /**
     * Java's heap may be small beside the memory of arrays; triangles take half of the values, a quarter of the heap at
     * most. What is free of it is no measure: it is another number while other fits run.
     */
    private static long mostBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    private static boolean hasShortRows(PassShape shape) {
        return shape.features() <= FEATURES_OF_SHORT_ROWS;
    }

    private static double logits(PassShape shape) {
        return (double) shape.rows() * shape.columns();
    }

    private static boolean isFloat(PassShape shape) {
        return shape.type() == DataType.FLOAT;
    }

    private static boolean suits(PassShape shape, int mostColumns) {
        return (isFloat(shape) || shape.type() == DataType.DOUBLE)
                && (double) shape.rows() * shape.features() >= FEWEST_ELEMENTS
                && (shape.features() >= FEWEST_FEATURES || logits(shape) >= MANY_LOGITS)
                && shape.features() <= (isFloat(shape) ? MOST_FEATURES : MOST_FEATURES / 2)
                && shape.columns() <= mostColumns
                && VectorApi.IS_USABLE;
    }
}
