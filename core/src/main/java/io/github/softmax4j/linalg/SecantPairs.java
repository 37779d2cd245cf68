package io.github.softmax4j.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The last few pairs of vectors s and y, y = A s about, such as steps and the changes of a gradient over them, and what
 * they say of A: out of H^-1, an approximation of A^-1 that the caller applies, they make a better one.
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4.
 */
public final class SecantPairs implements AutoCloseable {
    private final int memory;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private INDArray changeInWork;

    /**
     * Without any pair yet.
     *
     * @param memory how many are kept, at least 1
     */
    public SecantPairs(int memory) {
        this.memory = memory;
    }

    private record Pair(INDArray step, INDArray change, double curvature) implements AutoCloseable {
        @Override
        public void close() {
            step.close();
            change.close();
        }
    }

    /**
     * Whether nothing is known.
     *
     * @return true before the first pair, and after {@link #forget}
     */
    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    /**
     * Keeps a copy of a new pair, unless its curvature is lost in rounding, which would spoil the directions. It takes
     * the memory of the oldest one: new memory of this size costs more than all that is computed with it.
     *
     * @param step s, a vector
     * @param change y, as long
     */
    public void remember(INDArray step, INDArray change) {
        double curvature = Vectors.dot(step, change);
        double rounding = Math.ulp(1.0) * Vectors.dot(change, change);
        if (!(curvature > rounding)) {
            return;
        }
        if (pairs.size() < memory) {
            pairs.addLast(new Pair(step.dup(), change.dup(), curvature));
        } else {
            Pair oldest = pairs.removeFirst();
            pairs.addLast(new Pair(oldest.step.assign(step), oldest.change.assign(change), curvature));
        }
    }

    /**
     * Writes the pairs, the oldest first.
     *
     * @param out takes them
     * @throws IOException if that fails
     */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(pairs.size());
        for (Pair pair : pairs) {
            StoredVectors.write(out, pair.step);
            StoredVectors.write(out, pair.change);
            out.writeDouble(pair.curvature);
        }
    }

    /**
     * Takes over the pairs of another one, whose memory is as long.
     *
     * @param in has them
     * @param type of the vectors
     * @param length of the vectors
     * @throws IOException if that fails, or there are more pairs than are kept
     */
    public void readFrom(DataInput in, DataType type, long length) throws IOException {
        forget();
        int count = in.readInt();
        if (count < 0 || count > memory) {
            throw new IOException("at most " + memory + " pairs were expected, but there are " + count);
        }
        for (int i = 0; i < count; i++) {
            INDArray step = Nd4j.create(type, length);
            INDArray change = Nd4j.create(type, length);
            StoredVectors.readInto(in, step);
            StoredVectors.readInto(in, change);
            pairs.addLast(new Pair(step, change, in.readDouble()));
        }
    }

    /** Frees all pairs. */
    public void forget() {
        pairs.forEach(Pair::close);
        pairs.clear();
    }

    /**
     * Begins to overwrite a vector with an inverse Hessian times it.
     *
     * @param vector any
     * @param scaled whether H^-1, which no pair has been heard for, is scaled with s'y / y'H^-1 y of the newest one
     * @return what is left to do
     */
    public Recursion begin(INDArray vector, boolean scaled) {
        return new Recursion(vector, scaled);
    }

    /** The two-loop recursion, interrupted in the middle, where someone else applies H^-1. */
    public final class Recursion {
        private final INDArray vector;
        private final double[] factors = new double[pairs.size()];
        private final INDArray newestChange;

        private Recursion(INDArray vector, boolean scaled) {
            this.vector = vector;
            int i = pairs.size();
            for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
                Pair pair = newestFirst.next();
                factors[--i] = Vectors.dot(pair.step, vector) / pair.curvature;
                Vectors.addScaled(vector, -factors[i], pair.change);
            }
            newestChange = scaled && !pairs.isEmpty() ? newestChange() : null;
        }

        private INDArray newestChange() {
            INDArray change = pairs.getLast().change;
            changeInWork = changeInWork == null ? change.dup() : changeInWork.assign(change);
            return changeInWork;
        }

        /**
         * What H^-1 is to be applied to, in place.
         *
         * @return one or two vectors, the first of which is that of {@link #begin}
         */
        public List<INDArray> vectors() {
            return newestChange == null ? List.of(vector) : List.of(vector, newestChange);
        }

        /** The vector is done after this. */
        public void end() {
            if (newestChange != null) {
                Pair newest = pairs.getLast();
                vector.muli(newest.curvature / Vectors.dot(newest.change, newestChange));
            }
            int i = 0;
            for (Pair pair : pairs) {
                double factor = factors[i] - Vectors.dot(pair.change, vector) / pair.curvature;
                Vectors.addScaled(vector, factor, pair.step);
                i++;
            }
        }
    }

    @Override
    public void close() {
        forget();
        if (changeInWork != null) {
            changeInWork.close();
        }
    }
}
