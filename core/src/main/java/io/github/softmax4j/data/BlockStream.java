package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Blocks of rows of a file, in two buffers: while one is computed with, the next block is read into the other, and
 * after the last the first, from the second time on.
 */
final class BlockStream {
    private static final int NONE = -1;

    private final FileRows file;
    private final int blockRows;
    private final long stride;
    private final int count;
    private final INDArray[] buffers = new INDArray[2];
    /** The block that each buffer has, or will have when it is read. */
    private final int[] contents = {NONE, NONE};

    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    /** The buffer that is computed with. */
    private int current;
    /** Who goes through the blocks once needs no first one after the last. */
    private boolean isRepeated;

    BlockStream(FileRows file, int blockRows, int step) {
        this.file = file;
        this.blockRows = (int) Math.min(blockRows, file.rows());
        this.stride = (long) blockRows * step;
        this.count = Math.toIntExact((file.rows() - 1) / stride + 1);
    }

    Blocks<FeatureBlock> blocks() {
        return Blocks.of(
                IntStream.range(0, count)
                        .<FeatureBlock>mapToObj(block -> new Streamed(this, block))
                        .toList(),
                this::close);
    }

    /** A block, which is there when its features are asked for. */
    private record Streamed(BlockStream stream, int block) implements FeatureBlock {
        @Override
        public long rows() {
            return stream.rowsOf(block);
        }

        @Override
        public INDArray features() {
            return stream.features(block);
        }

        @Override
        public boolean isStreamed() {
            return true;
        }
    }

    private long rowsOf(int block) {
        return Math.min(blockRows, file.rows() - block * stride);
    }

    private synchronized INDArray features(int block) {
        if (contents[current] != block) {
            turnTo(block);
        }
        return ArrayRows.range(buffers[current], 0, rowsOf(block));
    }

    private void turnTo(int block) {
        int other = 1 - current;
        isRepeated |= block < contents[current];
        if (contents[other] != block) {
            read(block, other);
        }
        try {
            ReadingThread.await(reading);
        } catch (RuntimeException e) {
            contents[other] = NONE;
            throw e;
        }
        current = other;
        int next = (block + 1) % count;
        if ((next > block || isRepeated) && contents[1 - current] != next) {
            read(next, 1 - current);
        }
    }

    /** Devices are told what to do and do it later: nothing of it may still need what the buffer had. */
    private void read(int block, int into) {
        Nd4j.getExecutioner().commit();
        if (buffers[into] == null) {
            buffers[into] = file.newArray(blockRows);
        }
        contents[into] = block;
        long first = block * stride;
        INDArray buffer = buffers[into];
        reading = ReadingThread.start(() -> file.read(first, rowsOf(block), buffer));
    }

    private synchronized void close() {
        reading.handle((done, failure) -> null).join();
        Nd4j.getExecutioner().commit();
        Arrays.stream(buffers).filter(Objects::nonNull).forEach(INDArray::close);
        Arrays.fill(buffers, null);
        Arrays.fill(contents, NONE);
    }
}
