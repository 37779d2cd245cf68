package io.github.softmax4j.backend.cpu.vector;

import java.nio.FloatBuffer;

/**
 * Goes through the tiles' loops in the background while the data are being read. Until the virtual machine has compiled
 * them for good, every vector is an object, and a pass takes many times as long as later ones (docs/experiments/0010).
 * Upright rows are left out: most data have others, and would wait longer for their own.
 */
final class WarmUp implements Runnable {
    private static final int FEATURES = 256;

    /** Five and a pair. */
    private static final int COLUMNS = 7;

    /** Enough to have all compiled; once it is, they are gone through in no time. */
    private static final int TILES = 2000;

    private static final long MOST_NANOSECONDS = 1_500_000_000;

    private WarmUp() {}

    static void start() {
        var thread = new Thread(new WarmUp(), "softmax4j-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        var tile = new Tile(FEATURES, COLUMNS);
        var softmax = new Softmax();
        var point = new Coefficients(FEATURES, COLUMNS);
        tile.load(FloatBuffer.allocate(Tile.ROWS * FEATURES), 0, Tile.ROWS);
        long end = System.nanoTime() + MOST_NANOSECONDS;
        for (int i = 0; i < TILES && System.nanoTime() < end; i++) {
            tile.multiply(point);
            softmax.run(tile.columns, 0, COLUMNS);
            tile.addTransposedProduct(point);
            point.add(point);
        }
    }
}
