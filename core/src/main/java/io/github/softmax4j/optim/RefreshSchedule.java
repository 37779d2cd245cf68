package io.github.softmax4j.optim;

/** After which steps a preconditioner is looked at again: 5, 15, 40, 80, 160, ... */
final class RefreshSchedule {
    private static final int[] FIRST = {5, 15, 40};

    private int refreshes;
    private int next = FIRST[0];

    /** Whether it is due after so many steps. */
    boolean isDue(int steps) {
        if (steps < next) {
            return false;
        }
        refreshes++;
        next = refreshes < FIRST.length ? FIRST[refreshes] : 2 * next;
        return true;
    }
}
