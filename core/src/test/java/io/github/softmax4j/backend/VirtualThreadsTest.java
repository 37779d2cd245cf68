package io.github.softmax4j.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualThreadsTest {
    @Test
    void answersAndExceptionsComeBack() {
        Thread caller = Thread.currentThread();
        assertNotSame(caller, VirtualThreads.onPlatformThread(Thread::currentThread));
        var refusal = new IllegalArgumentException("no");
        assertSame(refusal, assertThrows(IllegalArgumentException.class, () -> throwing(refusal)));
        var error = new StackOverflowError();
        assertSame(
                error,
                assertThrows(
                        StackOverflowError.class,
                        () -> VirtualThreads.onPlatformThread(() -> {
                            throw error;
                        })));
    }

    private static Object throwing(RuntimeException thrown) {
        return VirtualThreads.onPlatformThread((Supplier<Object>) () -> {
            throw thrown;
        });
    }

    @Test
    void interruptsArePassedOnAndKept() {
        Thread.currentThread().interrupt();
        int seen = VirtualThreads.onPlatformThread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return 7;
        });
        assertEquals(7, seen);
        assertTrue(Thread.interrupted());
    }

    @Test
    void workOfVirtualThreadsIsDoneByOthers() throws Exception {
        assertFalse(VirtualThreads.isCurrent());
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
        var pool = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            assertTrue(pool.submit(VirtualThreads::isCurrent).get());
            assertFalse(pool.submit(() -> Backend.onOneThread(VirtualThreads::isCurrent))
                    .get());
        } finally {
            pool.shutdown();
            assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
        }
    }
}
