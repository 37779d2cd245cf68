package io.github.softmax4j.optim;

import java.util.Arrays;

/**
 * Whether a descent should go by the Hessian of a sample.
 *
 * <p>Where the rows of the sample tell less than there is to be learnt, its curvature is far too small along its own directions, and the
 * best lengths of steps are far below 1: such steps cost their products, and go less far than those of a simpler curvature. After
 * some of them the Hessian has a pause; then it gets another chance, as it may tell more nearer to the optimum. Pauses become longer.
 */
final class HessianTrust {
    /** Steps of 0.3 still went further for their cost than those of the simpler curvature, steps of 0.15 did not (decision 5). */
    private static final double SHORT = 0.2;

    /** So many steps are judged together, by the mean of their logarithms. */
    private static final int JUDGED = 2;

    private static final int FIRST_PAUSE = 20;

    private final boolean isThere;
    private final double[] logarithms = new double[JUDGED];
    private int judged;
    private int pause;
    private int pausedSteps;
    private boolean hasPaused;
    private boolean isPaused;

    /**
     * Starts with trust.
     *
     * @param isThere whether the preconditioner has a Hessian at all
     */
    HessianTrust(boolean isThere) {
        this.isThere = isThere;
    }

    boolean isTrusted() {
        return isThere && !isPaused;
    }

    /** Whether what it expects of a step can be believed, too. */
    boolean hasNeverMisled() {
        return isThere && !hasPaused;
    }

    /**
     * A step was taken.
     *
     * @param length where the minimum along its direction was, as far as that is known, from 0.1 to 1; or how long the step was
     */
    void stepped(double length) {
        if (isPaused) {
            pausedSteps++;
            isPaused = pausedSteps < pause;
            return;
        }
        if (judged == 0 && hasPaused) { // one step shows whether anything has changed
            Arrays.fill(logarithms, Math.log(length));
            judged = JUDGED;
        } else {
            logarithms[judged % JUDGED] = Math.log(length);
            judged++;
        }
        if (judged >= JUDGED && meanLogarithm() < Math.log(SHORT)) {
            startPause();
        }
    }

    private double meanLogarithm() {
        double sum = 0;
        for (double logarithm : logarithms) {
            sum += logarithm;
        }
        return sum / JUDGED;
    }

    private void startPause() {
        pause = hasPaused ? 2 * pause : FIRST_PAUSE;
        hasPaused = true;
        isPaused = true;
        pausedSteps = 0;
        judged = 0;
    }
}
