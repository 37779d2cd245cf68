package io.github.softmax4j.peers;

/** Seconds of training: stands still while what is no training is done, and can be read by another thread. */
final class Stopwatch {
    private long nanoseconds;
    private long runningSince;
    private boolean isRunning;

    synchronized void start() {
        runningSince = System.nanoTime();
        isRunning = true;
    }

    /** Stands still until it is started again; seconds so far. */
    synchronized double stop() {
        nanoseconds += System.nanoTime() - runningSince;
        isRunning = false;
        return seconds();
    }

    synchronized double seconds() {
        return (nanoseconds + (isRunning ? System.nanoTime() - runningSince : 0)) / 1e9;
    }

    /** Ends the process once there have been too many seconds: most libraries do not let themselves be interrupted. */
    void endProcessAfter(double most, int exitCode) {
        var thread = new Thread(() -> {
            while (seconds() <= most) {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    return;
                }
            }
            Runtime.getRuntime().halt(exitCode);
        });
        thread.setDaemon(true);
        thread.start();
    }
}
