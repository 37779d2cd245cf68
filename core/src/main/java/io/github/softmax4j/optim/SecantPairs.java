package io.github.softmax4j.optim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last few steps s of a descent and the changes y of the gradient over them, and what they say of the Hessian.
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4. Some coordinates may be held fixed: then only the
 * parts of s and y in the free ones count, and the inverse is that of the Hessian's free rows and columns.
 */
final class SecantPairs implements AutoCloseable {
    /** Of a pair whose step went along fixed coordinates for the most part, what is left is rounding. */
    private static final double LEAST_SHARE = 1e-8;

    private final int memory;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    SecantPairs(int memory) {
        this.memory = memory;
    }

    private record Pair(INDArray step, INDArray change, double curvature) implements AutoCloseable {
        /** s'y over the free coordinates. */
        double curvature(INDArray free) {
            if (free == null) {
                return curvature;
            }
            try (INDArray freeStep = step.mul(free)) {
                return Vectors.dot(freeStep, change);
            }
        }

        @Override
        public void close() {
            step.close();
            change.close();
        }
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** Keeps a new pair, unless its curvature is lost in rounding, which would spoil the directions. */
    void remember(INDArray step, INDArray change) {
        var pair = new Pair(step, change, Vectors.dot(step, change));
        double rounding = Math.ulp(1.0) * Vectors.dot(change, change);
        if (pair.curvature > rounding) {
            pairs.addLast(pair);
        } else {
            pair.close();
        }
        if (pairs.size() > memory) {
            pairs.removeFirst().close();
        }
    }

    void forget() {
        pairs.forEach(Pair::close);
        pairs.clear();
    }

    /**
     * Overwrites a vector with an inverse Hessian times it: the two-loop recursion.
     *
     * @param vector zero in the fixed coordinates
     * @param start H, before any pair is heard; scaled with s'y / y'H^-1 y of the newest one, unless it is the Hessian
     * @param free 1 in the free coordinates, 0 in the fixed ones; null if all are free
     */
    void applyInverseHessian(INDArray vector, Preconditioner start, INDArray free) {
        var factors = new double[pairs.size()];
        var curvatures = new double[pairs.size()];
        int i = pairs.size();
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair pair = newestFirst.next();
            curvatures[--i] = pair.curvature(free);
            if (curvatures[i] > LEAST_SHARE * pair.curvature) {
                factors[i] = Vectors.dot(pair.step, vector) / curvatures[i];
                addScaled(vector, -factors[i], pair.change, free);
            }
        }
        applyScaled(vector, start, free);
        for (Pair pair : pairs) {
            if (curvatures[i] > LEAST_SHARE * pair.curvature) {
                double correction = factors[i] - Vectors.dot(pair.change, vector) / curvatures[i];
                addScaled(vector, correction, pair.step, free);
            }
            i++;
        }
    }

    private static void addScaled(INDArray vector, double factor, INDArray other, INDArray free) {
        Vectors.addScaled(vector, factor, other);
        if (free != null) {
            vector.muli(free);
        }
    }

    private void applyScaled(INDArray vector, Preconditioner start, INDArray free) {
        apply(start, vector, free);
        if (pairs.isEmpty() || start.isHessian()) {
            return;
        }
        Pair newest = pairs.getLast();
        double curvature = newest.curvature(free);
        if (curvature <= LEAST_SHARE * newest.curvature) {
            return;
        }
        try (INDArray change = free == null ? newest.change.dup() : newest.change.mul(free)) {
            apply(start, change, free);
            vector.muli(curvature / Vectors.dot(newest.change, change));
        }
    }

    private static void apply(Preconditioner start, INDArray vector, INDArray free) {
        if (free == null) {
            start.applyInverse(vector);
        } else {
            start.applyInverse(vector, free);
        }
    }

    @Override
    public void close() {
        forget();
    }
}
