package io.github.softmax4j.benchmarks.gaps;

import java.util.Locale;

/** Which fit of a process it was: what Java compiles while it runs makes the first one slower. */
public enum Start {
    /** The first fit of a process. */
    COLD,
    /** The same fit once more in that process. */
    WARM;

    /**
     * In files and tables.
     *
     * @return in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
