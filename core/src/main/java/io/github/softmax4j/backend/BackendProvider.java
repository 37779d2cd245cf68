package io.github.softmax4j.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a backend module knows about its backend; found with {@link java.util.ServiceLoader}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * List<BackendProvider> modules = ServiceLoader.load(BackendProvider.class).stream()
 *         .map(ServiceLoader.Provider::get)
 *         .toList();
 * DeviceReport found = modules.get(0).devices();
 * String problem = found.problem().orElse("none");
 * }</pre>
 */
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
     * Told how many values a data set will have, before or while they are read: time to get ready what takes a while.
     * May be called again.
     *
     * @param values rows times features, about
     */
    default void expect(long values) {}

    /**
     * The backend that ND4J must have loaded, or the class path holds another one.
     *
     * @return the simple name of its class
     */
    String nd4jBackend();

    /**
     * Has the calling thread compute on the device that was chosen, where ND4J would give each thread another one.
     * Called after ND4J has started, by every thread that comes to {@link Backend#start}.
     */
    default void takeDevice() {}

    /**
     * Sets how many threads compute, in all that the threads of the process have in common. Called once at most, after
     * ND4J has started and before it computes: what changes later changes under the hands of others.
     *
     * @param threads at least 1
     */
    default void limitThreads(int threads) {}

    /**
     * How many threads the operations of the calling thread are given, where each thread has a number of its own.
     *
     * @return at least 1
     */
    default int threadsOfCaller() {
        return 1;
    }

    /**
     * Sets how many threads the operations of the calling thread are given; no other thread notices.
     *
     * @param threads at least 1
     */
    default void giveCaller(int threads) {}

    /**
     * Whether the host's copy of an array is the one that is computed with, so that Java may read and write it.
     *
     * @return false where a device has the values
     */
    default boolean computesInHostMemory() {
        return false;
    }

    /**
     * Maps a file of values into memory as a matrix, which ND4J computes with as with any other: the system brings in
     * what is read, and drops what has not been read for long. It stays mapped until nothing refers to it, also if the
     * file is deleted meanwhile, where the system allows that.
     *
     * @param file row after row, in the byte order of this machine
     * @param type FLOAT or DOUBLE
     * @param rows at least 1
     * @param columns at least 1
     * @return the matrix, c order; empty where this backend cannot do so
     * @throws IOException if that fails
     */
    default Optional<INDArray> map(Path file, DataType type, long rows, long columns) throws IOException {
        return Optional.empty();
    }

    /**
     * Copies values of the host into an array, wherever that is computed with, and returns when they are there. What
     * the calling thread and others have asked the device for goes on meanwhile.
     *
     * @param from values of the array's type
     * @param count how many
     * @param to dense, in c order
     * @param at the place in it where they go
     */
    void copy(Pointer from, long count, INDArray to, long at);

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
