package io.github.softmax4j.backend;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Virtual threads (Java 21 and later) do not stay on one thread of the system: whenever they wait they may go on with
 * another, which has a number of threads of its own in OpenMP. What depends on that number has to be done elsewhere.
 */
final class VirtualThreads {
    private static final Method IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    private static Method isVirtual() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException e) {
            return null; // Java 17 has none
        }
    }

    /** Whether the caller is one. */
    static boolean isCurrent() {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a thread must tell whether it is virtual", e);
        }
    }

    /**
     * Has a thread of the system do the work, and waits for it. That is a new one, so that an interrupt, which is
     * passed on, cannot come to the work of others; the caller keeps its flag.
     */
    static <T> T onPlatformThread(Supplier<T> work) {
        var task = new FutureTask<T>(work::get);
        var thread = new Thread(task, "softmax4j-work");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A supplier throws nothing else. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
