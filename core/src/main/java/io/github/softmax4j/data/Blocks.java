package io.github.softmax4j.data;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Parts of a data set, in the order of its rows. Where features are streamed, all parts share two buffers, which are
 * for one reader: whoever goes through the same data set at the same time asks for blocks of their own.
 *
 * <p>For example:
 *
 * <pre>{@code
 * double sum = 0;
 * try (Blocks<Batch> batches = training.batches(32)) {
 *     for (Batch batch : batches) {
 *         FeatureBlock block = batch.block();
 *         INDArray features = block.features(); // until those of the next batch are asked for
 *         sum += features.sumNumber().doubleValue();
 *     }
 * }
 * }</pre>
 *
 * @param <T> what is known of each part
 */
public final class Blocks<T> extends AbstractList<T> implements AutoCloseable, RandomAccess {
    private final List<T> parts;
    private final Runnable release;

    private Blocks(List<T> parts, Runnable release) {
        this.parts = parts;
        this.release = release;
    }

    /** Parts, and what gives back the memory that they share. */
    static <T> Blocks<T> of(List<T> parts, Runnable release) {
        return new Blocks<>(List.copyOf(parts), release);
    }

    /**
     * Something else of each part, in the same memory.
     *
     * @param function of the part's number and the part
     * @param <U> what it makes
     * @return the new parts; one of the two is closed
     */
    public <U> Blocks<U> map(BiFunction<Integer, T, U> function) {
        Objects.requireNonNull(function, "function must not be null");
        return of(
                IntStream.range(0, size())
                        .mapToObj(i -> function.apply(i, get(i)))
                        .toList(),
                release);
    }

    @Override
    public T get(int index) {
        return parts.get(index);
    }

    @Override
    public int size() {
        return parts.size();
    }

    /** Gives back the buffers of streamed features; of others nothing. */
    @Override
    public void close() {
        release.run();
    }
}
