package io.github.softmax4j.backend;

import java.util.function.Supplier;

/**
 * How many threads the operations of a thread are given: OpenMP keeps a number for each thread that asks for work, and
 * nobody else can set it.
 */
final class ThreadNumber {
    private ThreadNumber() {}

    /** Does some work with a number, and gives the thread back the one that it had. */
    static <T> T during(BackendProvider provider, int number, Supplier<T> work) {
        return VirtualThreads.isCurrent()
                ? VirtualThreads.onPlatformThread(() -> onThisThread(provider, number, work))
                : onThisThread(provider, number, work);
    }

    private static <T> T onThisThread(BackendProvider provider, int number, Supplier<T> work) {
        int before = provider.threadsOfCaller();
        provider.giveCaller(number);
        try {
            return work.get();
        } finally {
            provider.giveCaller(before);
        }
    }
}
