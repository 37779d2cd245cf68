package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads what is wanted of files, one after the other, while other threads compute. One for the process: there is one
 * device.
 */
final class ReadingThread {
    private static final int SECONDS_IDLE = 10;

    private static final Executor THREAD = newThread();

    private ReadingThread() {}

    /** It ends when there was nothing to read for a while, and holds no process up. */
    private static Executor newThread() {
        var executor =
                new ThreadPoolExecutor(1, 1, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Runnable onDevice = () -> {
                        Backend.start();
                        task.run();
                    };
                    var thread = new Thread(onDevice, "softmax4j-reading");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Begins to read, and returns. */
    static CompletableFuture<Void> start(Runnable reading) {
        return CompletableFuture.runAsync(reading, THREAD);
    }

    /** Waits until it is read, and throws what went wrong there. */
    static void await(CompletableFuture<Void> reading) {
        try {
            reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
