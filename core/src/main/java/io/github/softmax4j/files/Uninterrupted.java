package io.github.softmax4j.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/**
 * Work on files in threads that may be interrupted: Java closes a {@link java.nio.channels.FileChannel} under such a
 * thread, though nobody has waited. Afterwards the thread is as interrupted as before.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Path file = folder.resolve("rows.txt");
 * Thread.currentThread().interrupt();
 * Uninterrupted.untilDone(() -> Files.writeString(file, "1,2,bee")); // its channel would be closed
 * boolean isStillInterrupted = Thread.interrupted();
 * }</pre>
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * Work on files.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it.
         *
         * @return its result
         * @throws IOException if that fails
         */
        T run() throws IOException;
    }

    /**
     * Does some work once. If the thread has been interrupted before, it does not notice; an interrupt that comes
     * meanwhile may end it with a {@link ClosedByInterruptException}.
     *
     * @param work what is done
     * @param <T> its result
     * @return its result
     * @throws IOException if the work fails
     */
    public static <T> T once(Work<T> work) throws IOException {
        boolean isInterrupted = Thread.interrupted();
        try {
            return work.run();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does some work whether or not the thread is interrupted, also meanwhile.
     *
     * @param work what is done, anew after each interrupt; it opens its channels itself
     * @param <T> its result
     * @return its result
     * @throws IOException if the work fails, but not for an interrupt
     */
    public static <T> T untilDone(Work<T> work) throws IOException {
        return once(() -> {
            boolean isInterrupted = false;
            try {
                while (true) {
                    try {
                        return work.run();
                    } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                        isInterrupted |= Thread.interrupted();
                    }
                }
            } finally {
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }
}
