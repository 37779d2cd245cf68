package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void everyPartIsDoneOnce() {
        for (int workers : new int[] {1, 2, 7}) {
            for (int parts : new int[] {0, 1, 5, 100}) {
                var done = new AtomicIntegerArray(Math.max(1, parts));
                Workers.run(parts, workers, (worker, part) -> {
                    assertTrue(worker >= 0 && worker < workers, "worker " + worker);
                    done.incrementAndGet(part);
                });
                for (int part = 0; part < parts; part++) {
                    assertEquals(1, done.get(part), "part " + part);
                }
            }
        }
    }

    /** Each worker has buffers of its own, so it must never be two threads at once. */
    @Test
    void aWorkerIsOneThreadAtATime() {
        var busy = new AtomicBoolean[] {new AtomicBoolean(), new AtomicBoolean(), new AtomicBoolean()};
        Workers.run(300, 3, (worker, part) -> {
            assertTrue(busy[worker].compareAndSet(false, true));
            Thread.onSpinWait();
            busy[worker].set(false);
        });
    }

    @Test
    void whatHelpersThrowIsThrown() {
        assertThrows(
                IllegalStateException.class,
                () -> Workers.run(20, 2, (worker, part) -> {
                    throw new IllegalArgumentException("part " + part);
                }));
        assertThrows(
                OutOfMemoryError.class,
                () -> Workers.run(20, 2, (worker, part) -> {
                    throw new OutOfMemoryError();
                }));
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        Thread.currentThread().interrupt();
        Workers.run(50, 2, (worker, part) -> Thread.onSpinWait());
        assertTrue(Thread.interrupted());
    }
}
