package io.github.softmax4j.optim;

import java.util.Arrays;

/**
 * The ratio of actual to predicted reduction, by which a descent decides whether to go by the Hessian of a sample:
 * Nocedal and Wright, Numerical Optimization (2006), 4.1.
 *
 * <p>Where the rows of the sample tell less than there is to be learnt, its curvature is far too small along its own
 * directions, and the ratio is far below 1: such steps cost their products, and go less far than those of a simpler H.
 * After some of them the Hessian is not used for a while; then it gets another chance, as it may tell more nearer to
 * the optimum. Each time it takes longer.
 */
final class TrustRatio {
    /**
     * Steps at 0.3 still went further for their cost than those of the simpler H, steps at 0.13 did not
     * (docs/experiments/0005).
     */
    private static final double LEAST = 0.2;

    /** So many ratios are judged together, by the mean of their logarithms. */
    private static final int JUDGED = 2;

    private static final int FIRST_PAUSE = 20;

    private final boolean hasHessian;
    private final double[] logarithms = new double[JUDGED];
    private int judged;
    private int pause;
    private int pausedSteps;
    private boolean hasPaused;
    private boolean isPaused;

    /**
     * Starts with trust.
     *
     * @param hasHessian whether the linear solver has a Hessian at all
     */
    TrustRatio(boolean hasHessian) {
        this.hasHessian = hasHessian;
    }

    /** Whether directions go by the Hessian. */
    boolean isTrusted() {
        return hasHessian && !isPaused;
    }

    /** Whether the decrease that it predicts can be believed, too. */
    boolean hasAlwaysHeld() {
        return hasHessian && !hasPaused;
    }

    /**
     * A step was taken.
     *
     * @param ratio the reduction along its direction, over the predicted one, from 0.1 to 1: where the slope is a
     *     straight line, the place of its minimum
     */
    void add(double ratio) {
        if (isPaused) {
            pausedSteps++;
            isPaused = pausedSteps < pause;
            return;
        }
        if (judged == 0 && hasPaused) { // one step shows whether anything has changed
            Arrays.fill(logarithms, Math.log(ratio));
            judged = JUDGED;
        } else {
            logarithms[judged % JUDGED] = Math.log(ratio);
            judged++;
        }
        if (judged >= JUDGED && Arrays.stream(logarithms).sum() / JUDGED < Math.log(LEAST)) {
            startPause();
        }
    }

    private void startPause() {
        pause = hasPaused ? 2 * pause : FIRST_PAUSE;
        hasPaused = true;
        isPaused = true;
        pausedSteps = 0;
        judged = 0;
    }
}
