package io.github.softmax4j.backend;

import org.bytedeco.javacpp.Pointer;

/** What the process has of the machine's memory, the heap and all that is outside of it. */
public final class ResidentMemory {
    private static final int ROUNDS = 5;

    private ResidentMemory() {}

    /** By how many bytes it grows while something is done so often, once it has been done as often before. */
    public static long growth(int times, Runnable action) {
        lowest(times, action);
        long before = lowest(times, action);
        return lowest(times, action) - before;
    }

    /** The heap comes and goes with its garbage, so the lowest of some readings counts. */
    private static long lowest(int times, Runnable action) {
        long lowest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < times / ROUNDS; i++) {
                action.run();
            }
            System.gc();
            lowest = Math.min(lowest, Pointer.physicalBytes());
        }
        return lowest;
    }
}
