package io.github.softmax4j.backend;

/**
 * The backend that ND4J has loaded.
 *
 * @param name the artifact and its version, such as {@code nd4j-native 1.0.0-M2.1}
 * @param build which native build was loaded, and why if it is not the fastest one
 * @param device the processor or GPU that computes
 * @param threads the number of threads a product may use
 * @param memoryInBytes the most off-heap memory the arrays may take
 * @see Backend
 */
public record BackendInfo(String name, String build, String device, int threads, long memoryInBytes) {}
