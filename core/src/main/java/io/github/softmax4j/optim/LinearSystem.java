package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.StoredVectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a descent asks of its {@link LinearSolver}: x, where H x = v, with H at a point.
 *
 * @param point where; not to be changed
 * @param steps how many steps were accepted so far, 0 at the start
 * @param vectors v, one or two of them, each as long as the point; overwritten with x
 * @param wanted NEWTON where H may be the Hessian, if the solver has it; SHAPE where a simpler H is wanted
 */
public record LinearSystem(INDArray point, int steps, List<INDArray> vectors, Knowledge wanted) implements Subproblem {
    @Override
    public void writeSolution(DataOutput out) throws IOException {
        out.writeInt(vectors.size());
        for (INDArray vector : vectors) {
            StoredVectors.write(out, vector);
        }
    }

    @Override
    public void readSolution(DataInput in) throws IOException {
        StoredVectors.requireSame("vectors", vectors.size(), in.readInt());
        for (INDArray vector : vectors) {
            StoredVectors.readInto(in, vector);
        }
    }
}
