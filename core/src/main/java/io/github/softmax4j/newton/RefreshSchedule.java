package io.github.softmax4j.newton;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * After which steps a Kronecker approximation is refreshed: 5, 15, 40, 80, 160, ...: often while the point moves far.
 */
final class RefreshSchedule {
    private static final int[] FIRST = {5, 15, 40};

    private int refreshes;
    private int next;

    /** A start near the optimum has its approximation already: the first refreshes are left out. */
    RefreshSchedule(boolean isNear) {
        refreshes = isNear ? FIRST.length - 1 : 0;
        next = FIRST[refreshes];
    }

    /** Whether it is due after so many steps. */
    boolean isDue(int steps) {
        if (steps < next) {
            return false;
        }
        refreshes++;
        next = refreshes < FIRST.length ? FIRST[refreshes] : 2 * next;
        return true;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(refreshes);
        out.writeInt(next);
    }

    void readFrom(DataInput in) throws IOException {
        refreshes = in.readInt();
        next = in.readInt();
    }
}
