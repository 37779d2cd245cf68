package io.github.softmax4j.backend;

/** What a backend module knows about its backend; found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
    /**
     * Chooses the natives for this machine. Called once, before the first ND4J class is touched.
     *
     * @throws BackendException if the backend cannot run here, with the reason and the remedy
     */
    void prepare();

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
}
