package io.github.softmax4j.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Has a state that another one, made alike, can take over: it goes on to the bit as the first would have. */
public interface Remembered {
    /**
     * Writes the state.
     *
     * @param out takes it
     * @throws IOException if that fails
     */
    void writeTo(DataOutput out) throws IOException;

    /**
     * Takes a state over.
     *
     * @param in has it
     * @throws IOException if that fails, or it is not the state of one made alike
     */
    void readFrom(DataInput in) throws IOException;
}
