package io.github.softmax4j.checkpoint;

import java.io.DataOutputStream;
import java.io.IOException;

/** What is written into a file of a checkpoint. */
@FunctionalInterface
public interface Content {
    /**
     * Writes all of it.
     *
     * @param out buffered; closed by the caller
     * @throws IOException if that fails
     */
    void writeTo(DataOutputStream out) throws IOException;
}
