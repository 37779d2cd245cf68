package io.github.softmax4j.peers;

/** One library with one set of settings. */
interface Trainer {
    /**
     * Puts rows into the form that the library asks for, which is not timed.
     *
     * @param data the rows
     * @param lambda the objective is mean loss + lambda / 2 times the squared weights
     * @return what trains on them, as often as it is asked to
     */
    Fitting prepare(TrainingData data, double lambda);

    /** Rows that are ready to be trained on. */
    interface Fitting {
        /**
         * Trains from the start.
         *
         * @param watch runs while it trains, and only then
         */
        Trained fit(Stopwatch watch);

        /** Adds what is found out only after all fits that are timed; nothing as a rule. */
        default Trained completed(Trained trained) {
            return trained;
        }
    }

    /** Seconds since a moment of {@link System#nanoTime}. */
    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
