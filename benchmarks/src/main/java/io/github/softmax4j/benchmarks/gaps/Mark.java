package io.github.softmax4j.benchmarks.gaps;

/** The shapes by which lines differ where colours do not: each a path around 0, 0. */
enum Mark {
    CIRCLE("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
    SQUARE("M-3.6 -3.6h7.2v7.2h-7.2z"),
    UP("M0 -4.6l4.4 8h-8.8z"),
    DIAMOND("M0 -5l5 5l-5 5l-5 -5z"),
    DOWN("M0 4.6l4.4 -8h-8.8z"),
    CROSS("M-4.2 -2.4l1.8 -1.8l2.4 2.4l2.4 -2.4l1.8 1.8l-2.4 2.4"
            + "l2.4 2.4l-1.8 1.8l-2.4 -2.4l-2.4 2.4l-1.8 -1.8l2.4 -2.4z"),
    PLUS("M-1.4 -4.8h2.8v3.4h3.4v2.8h-3.4v3.4h-2.8v-3.4h-3.4v-2.8h3.4z"),
    BAR("M-1.8 -5.2h3.6v10.4h-3.6z");

    /** Half of the width of the widest. */
    static final double RADIUS = 5.2;

    private final String path;

    Mark(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    static Mark of(int style) {
        return values()[style % values().length];
    }
}
