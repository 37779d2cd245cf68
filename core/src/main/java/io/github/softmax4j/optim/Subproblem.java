package io.github.softmax4j.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a step needs to have solved. */
public sealed interface Subproblem permits DampedModel, LinearSystem {
    /**
     * Writes the solution.
     *
     * @param out takes it
     * @throws IOException if that fails
     */
    void writeSolution(DataOutput out) throws IOException;

    /**
     * Takes the solution of the same subproblem over.
     *
     * @param in has it
     * @throws IOException if that fails, or it has another size
     */
    void readSolution(DataInput in) throws IOException;
}
