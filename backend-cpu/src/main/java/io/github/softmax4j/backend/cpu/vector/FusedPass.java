package io.github.softmax4j.backend.cpu.vector;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Z = X W + b, what is to be done with Z, and Z'X, with X read once: tile after tile, on all threads.
 *
 * <p>The rows are cut into parts that do not depend on the number of threads, and each part has sums of its own; so the
 * result is the same to the last bit, whoever did what.
 */
final class FusedPass {
    /** Multiplications of a part; for fewer, waking another thread costs more than it does. */
    private static final long LEAST_WORK = 4_000_000;

    private final int features;
    private final int columns;
    private final int threads = Backend.start().threads();
    private final Tile[] tiles = new Tile[threads];
    private Coefficients[] parts = {};

    /** What is done between the two products with the rows of a tile. */
    interface Middle {
        /** Says which columns are wanted of the rows that come next: all, unless it knows better. */
        default void begin(Tile tile, Place place) {
            tile.want(0, tile.columnCount(), true);
        }

        void run(Tile tile, Place place);
    }

    /**
     * Where a tile comes from.
     *
     * @param worker who has it; a worker is one thread at a time
     * @param part of the rows
     * @param group of rows, counted through all blocks
     * @param block with these rows
     * @param firstRow the number of the first row within the block
     */
    record Place(int worker, int part, int group, RowBlock block, int firstRow) {}

    FusedPass(PassShape shape) {
        features = Math.toIntExact(shape.features());
        columns = Math.toIntExact(shape.columns());
    }

    int threads() {
        return threads;
    }

    /** Into how many parts these blocks are cut. */
    int partCount(List<RowBlock> blocks) {
        long groups = groups(blocks);
        long work = 2 * groups * Tile.ROWS * Lanes.roundUp(features) * columns;
        return Workers.parts(groups, work, LEAST_WORK);
    }

    static long groups(List<RowBlock> blocks) {
        return blocks.stream().mapToLong(RowBlock::groups).sum();
    }

    /** A point for {@link #forward} and {@link #bothWays}. */
    Coefficients newPoint() {
        return new Coefficients(features, columns);
    }

    /** The first product, and what is to be done with it. */
    void forward(List<RowBlock> blocks, Coefficients point, Middle middle) {
        int count = partCount(blocks);
        Workers.run(count, threads, (worker, part) -> run(worker, part, count, blocks, point, middle, null));
    }

    /**
     * Both products.
     *
     * @return X'Z and 1'Z, until the next call
     */
    Coefficients bothWays(List<RowBlock> blocks, Coefficients point, Middle middle) {
        int count = partCount(blocks);
        if (parts.length < count) {
            parts = new Coefficients[count];
            Arrays.setAll(parts, part -> newPoint());
        }
        Workers.run(count, threads, (worker, part) -> {
            parts[part].clear();
            run(worker, part, count, blocks, point, middle, parts[part]);
        });
        for (int part = 1; part < count; part++) {
            parts[0].add(parts[part]);
        }
        return parts[0];
    }

    /** One of the parts, which is a range of all groups of rows. */
    private void run(
            int worker,
            int part,
            int count,
            List<RowBlock> blocks,
            Coefficients point,
            Middle middle,
            Coefficients sums) {
        if (tiles[worker] == null) {
            tiles[worker] = new Tile(features, columns);
        }
        Tile tile = tiles[worker];
        long groups = groups(blocks);
        long from = Workers.firstItem(part, count, groups);
        long to = Workers.firstItem(part + 1, count, groups);
        long start = 0;
        for (RowBlock block : blocks) {
            long end = start + block.groups();
            for (long group = Math.max(from, start); group < Math.min(to, end); group++) {
                int first = (int) (group - start) * Tile.ROWS;
                tile.load(block.features(), first, Math.min(Tile.ROWS, block.rows() - first));
                var place = new Place(worker, part, (int) group, block, first);
                middle.begin(tile, place);
                tile.multiply(point);
                middle.run(tile, place);
                if (sums != null) {
                    tile.addTransposedProduct(sums);
                }
            }
            start = end;
        }
    }
}
