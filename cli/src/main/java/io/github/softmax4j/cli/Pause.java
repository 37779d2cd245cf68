package io.github.softmax4j.cli;

import java.util.function.LongSupplier;

/** Lets something happen once in a while. */
final class Pause {
    private final double seconds;
    private final LongSupplier clock;
    private long last;

    /** The first one begins now. */
    Pause(double seconds, LongSupplier nanoseconds) {
        this.seconds = seconds;
        this.clock = nanoseconds;
        this.last = nanoseconds.getAsLong();
    }

    /** Whether it is over; then the next one begins. */
    boolean isOver() {
        long now = clock.getAsLong();
        boolean isOver = now - last >= seconds * 1e9;
        last = isOver ? now : last;
        return isOver;
    }
}
