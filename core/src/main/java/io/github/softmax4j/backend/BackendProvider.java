package io.github.softmax4j.backend;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a backend module knows about its backend; found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
    /**
     * Looks at the machine. No class of ND4J is touched, and nothing is thrown for what is missing.
     *
     * @return what is there, and whether the backend can run
     */
    DeviceReport devices();

    /**
     * Chooses the natives for this machine. Called once, before the first ND4J class is touched.
     *
     * @param device which device to compute on; empty for the first
     * @throws BackendException if the backend cannot run here, with the reason and the remedy
     */
    void prepare(OptionalInt device);

    /**
     * The backend that ND4J must have loaded, or the class path holds another one.
     *
     * @return the simple name of its class
     */
    String nd4jBackend();

    /**
     * Sets how many threads compute. Called after ND4J has started, by the thread that started it.
     *
     * @param threads at least 1
     */
    default void limitThreads(int threads) {}

    /**
     * Whether the host's copy of an array is the one that is computed with, so that Java may read and write it.
     *
     * @return false where a device has the numbers
     */
    default boolean computesInHostMemory() {
        return false;
    }

    /**
     * Describes the backend that ND4J has loaded. Called after ND4J has started.
     *
     * @return the description
     */
    BackendInfo describe();

    /**
     * The memory that arrays can still take.
     *
     * @return in bytes
     */
    long freeMemoryInBytes();

    /**
     * How large a block of rows should be, with what is computed from it.
     *
     * @return in bytes; empty on a processor, where the cache decides
     */
    default OptionalLong blockBytes() {
        return OptionalLong.empty();
    }
}
