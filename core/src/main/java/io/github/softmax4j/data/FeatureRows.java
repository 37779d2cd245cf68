package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows of values, wherever they are. */
interface FeatureRows {
    long rows();

    int columns();

    DataType type();

    /** All of them as one array; empty where only some may be in memory at a time. */
    Optional<INDArray> array();

    /**
     * Every step-th block of so many rows, in order.
     *
     * @param blockRows at least 1
     * @param step 1 for all of them
     */
    Blocks<FeatureBlock> blocks(int blockRows, int step);

    /** Copies rows, in the order wanted. */
    INDArray copy(int... rows);

    /** Copies all rows. */
    INDArray copyAll();

    /** For many small copies of at most so many rows. */
    RowGather gather(int mostRows);

    /** In a file: mapped into memory where the backend can compute there, else read block by block. */
    static FeatureRows ofFile(Path file, DataType type, long rows, int columns) throws IOException {
        Optional<INDArray> mapped = Backend.map(file, type, rows, columns);
        return mapped.isPresent() ? new ArrayRows(mapped.get()) : FileRows.open(file, type, rows, columns);
    }
}
