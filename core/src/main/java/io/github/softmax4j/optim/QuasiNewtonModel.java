package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.SecantPairs;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The quadratic model that L-BFGS goes by: secant pairs over the H of a linear solver, and how far both are
 * trusted.
 *
 * <pre>
 *   m(d) = f + g'd + d'B d / 2,   d = -B^-1 g by the two-loop recursion, B_0 = (y'H^-1 y / s'y) H
 * </pre>
 *
 * <p>Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4. A direction is made in two halves, between which
 * others solve its system.
 */
final class QuasiNewtonModel implements AutoCloseable {
    private final LinearSolver solver;
    private final SecantPairs pairs;
    private final TrustRatio trust;
    private SecantPairs.Recursion recursion;
    private boolean isDirectionDue;
    private int steps;

    QuasiNewtonModel(int memory, LinearSolver solver) {
        this.solver = solver;
        this.pairs = new SecantPairs(memory);
        this.trust = new TrustRatio(solver.knowledge() == Knowledge.NEWTON);
    }

    /** The next step wants a direction of its own. */
    void requireDirection() {
        isDirectionDue = true;
    }

    boolean isDirectionDue() {
        return isDirectionDue;
    }

    /**
     * Begins a direction.
     *
     * @param point where the model is
     * @param negativeGradient becomes the direction
     * @return what has to be solved before {@link #endDirection}
     */
    LinearSystem beginDirection(INDArray point, INDArray negativeGradient) {
        isDirectionDue = false;
        recursion = pairs.begin(negativeGradient, !trust.isTrusted());
        return new LinearSystem(
                point, steps, recursion.vectors(), trust.isTrusted() ? Knowledge.NEWTON : Knowledge.SHAPE);
    }

    /** Ends a direction whose system is solved; false if none was begun. */
    boolean endDirection() {
        if (recursion == null) {
            return false;
        }
        recursion.end();
        recursion = null;
        return true;
    }

    /** What the model knows of the length of its directions. */
    Knowledge knowledge() {
        if (trust.isTrusted()) {
            return Knowledge.NEWTON;
        }
        boolean hasScale = !pairs.isEmpty() || solver.knowledge() != Knowledge.IDENTITY;
        return hasScale ? Knowledge.SHAPE : Knowledge.IDENTITY;
    }

    /** Whether the decrease that it predicts is surely that of the Hessian. */
    boolean isSureOfDecrease() {
        return trust.hasAlwaysHeld();
    }

    /** f - min m along a direction of the given slope: half of the slope; NaN where nothing is known. */
    double predictedDecrease(double slope) {
        return knowledge() == Knowledge.IDENTITY ? Double.NaN : -slope / 2;
    }

    /**
     * A step was accepted.
     *
     * @param step s; copied
     * @param change y; copied
     * @param ratio see {@link TrustRatio#add}
     */
    void update(INDArray step, INDArray change, double ratio) {
        trust.add(ratio);
        pairs.remember(step, change);
        steps++;
        isDirectionDue = true;
    }

    /** Goes back to H alone, after a direction that is none; false where it was that already. */
    boolean restart() {
        if (pairs.isEmpty()) {
            return false;
        }
        pairs.forget();
        isDirectionDue = true;
        return true;
    }

    /** Forgets what it has learnt, the direction being replaced by steepest descent. */
    void forget() {
        pairs.forget();
    }

    @Override
    public void close() {
        pairs.close();
    }
}
