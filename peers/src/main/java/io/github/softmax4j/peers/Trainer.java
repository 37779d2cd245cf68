package io.github.softmax4j.peers;

/** One library with one set of settings. */
interface Trainer {
    /**
     * Trains, and times that alone: the rows have been put into the form that the library asks for before.
     *
     * @param data the rows
     * @param lambda the objective is mean loss + lambda / 2 times the squared weights
     */
    Trained train(TrainingData data, double lambda);

    /** Seconds since a moment of {@link System#nanoTime}. */
    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
