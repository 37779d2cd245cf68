package io.github.softmax4j.formats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How indices become columns: one per index, or hashed into fewer, with a sign that makes collisions cancel on average.
 *
 * @param base the smallest index, 0 or 1
 * @param columns how many there are
 * @param hashed whether indices are hashed
 */
record LibsvmLayout(int base, int columns, boolean hashed) {
    /** The names of hashed columns begin so. */
    static final String HASHED = "hash";

    List<String> names() {
        return hashed
                ? IntStream.range(0, columns).mapToObj(j -> HASHED + j).toList()
                : IntStream.range(base, base + columns).mapToObj(j -> "x" + j).toList();
    }

    void fill(double[] row, int[] indices, double[] values, int count) {
        Arrays.fill(row, 0);
        for (int i = 0; i < count; i++) {
            if (hashed) {
                long hash = hash(indices[i] - base);
                row[(int) Long.remainderUnsigned(hash >>> 1, columns)] += (hash & 1) == 0 ? values[i] : -values[i];
            } else {
                row[indices[i] - base] = values[i];
            }
        }
    }

    /** The finalizer of MurmurHash3 in 64 bits, for an index that begins at 0. */
    private static long hash(long index) {
        long bits = index + 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
