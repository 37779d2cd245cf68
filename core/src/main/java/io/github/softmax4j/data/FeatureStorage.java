package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where features are kept: in memory up to a budget, beyond it in a file, from where they are mapped into memory or
 * streamed to the device.
 *
 * <p>For example:
 *
 * <pre>{@code
 * FeatureMatrix features;
 * FeatureStorage storage = FeatureStorage.inMemory().withBudget(1L << 30); // beyond 1 GiB into a file
 * try (FeatureBuilder rows = new FeatureBuilder(2, DataType.FLOAT, storage)) {
 *     rows.add(new double[] {5.1, 0.2});
 *     features = rows.build();
 * }
 * }</pre>
 *
 * @param budgetInBytes the most that one data set takes in memory, at least 1
 * @param directory where files are made; empty for the system's folder of temporary files
 */
public record FeatureStorage(long budgetInBytes, Optional<Path> directory) {
    /**
     * Checks the budget.
     *
     * @param budgetInBytes the most that one data set takes in memory, at least 1
     * @param directory where files are made
     * @throws IllegalArgumentException if the budget is less than 1
     */
    public FeatureStorage {
        Objects.requireNonNull(directory, "directory must not be null");
        if (budgetInBytes < 1) {
            throw new IllegalArgumentException(
                    "the budget of features must be 1 byte or more, but is " + budgetInBytes);
        }
    }

    /**
     * In memory, whatever their size.
     *
     * @return the storage
     */
    public static FeatureStorage inMemory() {
        return new FeatureStorage(Long.MAX_VALUE, Optional.empty());
    }

    /**
     * In memory up to half of what arrays can still take: the other half is for the training, and for the system, which
     * keeps the pages of files there.
     *
     * @return the storage
     */
    public static FeatureStorage automatic() {
        return new FeatureStorage(Math.max(1, Backend.freeMemoryInBytes() / 2), Optional.empty());
    }

    /**
     * Sets the folder of files.
     *
     * @param folder empty for the system's
     * @return new storage
     */
    public FeatureStorage withDirectory(Optional<Path> folder) {
        Objects.requireNonNull(folder, "folder must not be null");
        return new FeatureStorage(budgetInBytes, folder);
    }

    /**
     * Sets the folder of files.
     *
     * @param folder an existing one
     * @return new storage
     */
    public FeatureStorage withDirectory(Path folder) {
        Objects.requireNonNull(folder, "folder must not be null");
        return withDirectory(Optional.of(folder));
    }

    /**
     * Sets the budget.
     *
     * @param bytes at least 1
     * @return new storage
     */
    public FeatureStorage withBudget(long bytes) {
        return new FeatureStorage(bytes, directory);
    }
}
