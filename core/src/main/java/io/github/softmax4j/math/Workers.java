package io.github.softmax4j.math;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that take the parts of a piece of work one after another, beside the thread that has it. */
public final class Workers {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(job -> {
        var thread = new Thread(job, "softmax4j-pass");
        thread.setDaemon(true);
        return thread;
    });

    /** More parts than most machines have cores, and few enough that adding up their sums costs little. */
    private static final int MOST_PARTS = 32;

    private Workers() {}

    /**
     * Into how many parts work is cut, so that each is worth waking a thread for; how many threads there are does not
     * count, because sums must not depend on it.
     *
     * @param items that the work can be cut between, at least 1
     * @param work of all, in any unit
     * @param leastWork of a part, in the same unit
     * @return 1 or more
     */
    public static int parts(long items, long work, long leastWork) {
        return (int) Math.max(1, Math.min(Math.min(items, MOST_PARTS), work / leastWork));
    }

    /**
     * The first of the items of a part; those of the next part begin where its own end.
     *
     * @param part its number, 0 or more
     * @param parts how many there are
     * @param items of all parts
     * @return its number, 0 or more
     */
    public static long firstItem(int part, int parts, long items) {
        return part * items / parts;
    }

    /** A part, by its number, done by the worker of a number. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does a part.
         *
         * @param worker 0 or more; it is one thread at a time
         * @param part 0 or more
         */
        void run(int worker, int part);
    }

    /**
     * Returns when all parts are done. Helpers that come late find nothing left, and are not waited for: on a busy
     * machine the caller does it alone.
     *
     * @param parts how many there are
     * @param workers how many threads may take them, the caller among them
     * @param work what is done
     */
    public static void run(int parts, int workers, Work work) {
        var job = new Job(parts, work);
        int helpers = Math.min(parts, workers) - 1;
        for (int i = 1; i <= helpers; i++) {
            int worker = i;
            POOL.execute(() -> job.takeParts(worker));
        }
        job.takeParts(0);
        job.await();
    }

    private static final class Job {
        private final int parts;
        private final Work work;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch undone;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(int parts, Work work) {
            this.parts = parts;
            this.work = work;
            this.undone = new CountDownLatch(parts);
        }

        void takeParts(int worker) {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    work.run(worker, part);
                } catch (RuntimeException | Error e) { // rethrown by the thread that waits
                    failure.compareAndSet(null, e);
                } finally {
                    undone.countDown();
                }
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    undone.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw new IllegalStateException("a part of the pass failed", thrown);
            }
        }
    }
}
