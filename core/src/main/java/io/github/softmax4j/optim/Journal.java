package io.github.softmax4j.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.DoubleSupplier;

/**
 * Stands between descents and what answers them. A descent is a deterministic dialogue: told the same answers it makes
 * the same steps. So a journal of the answers is enough to bring descents, their rules and their successors back to
 * where they were, without reading any data; it is also the smallest thing to write, as it only grows.
 */
public interface Journal {
    /** What is asked for. */
    enum Kind {
        /** Objectives and gradients at the points of descents. */
        EVALUATION('E'),
        /** The subproblems of steps. */
        SOLUTION('S'),
        /** What is measured at a step. */
        STEP('T');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /**
         * Tells kinds apart in a file.
         *
         * @return an ASCII character
         */
        public char code() {
            return code;
        }
    }

    /** Something that is asked for. */
    interface Answer {
        /** Has it computed. */
        void compute();

        /**
         * Writes it down.
         *
         * @param out takes it
         * @throws IOException if that fails
         */
        void writeTo(DataOutput out) throws IOException;

        /**
         * Takes what was written down instead of computing it.
         *
         * @param in has it
         * @throws IOException if that fails, or it is the answer to something else
         */
        void readFrom(DataInput in) throws IOException;
    }

    /**
     * Has an answer computed, or takes it from what was written down.
     *
     * @param kind of the answer
     * @param answer to be had
     */
    void take(Kind kind, Answer answer);

    /**
     * All that run begin.
     *
     * @param runs theirs is the state to be brought back, where it is no matter of answers
     */
    default void begin(Remembered runs) {}

    /**
     * An evaluation has been made, of which the descents do not know yet: where one may stop and go on later.
     *
     * @param runs those under way
     */
    default void evaluated(Remembered runs) {}

    /**
     * The time that the work has taken, that before an interruption included.
     *
     * @return seconds
     */
    double seconds();

    /**
     * Remembers nothing.
     *
     * @return has all answers computed
     */
    static Journal none() {
        long start = System.nanoTime();
        return none(() -> (System.nanoTime() - start) / 1e9);
    }

    /**
     * Remembers nothing, and has a clock of somebody else.
     *
     * @param clock the seconds that the work has taken
     * @return has all answers computed
     */
    static Journal none(DoubleSupplier clock) {
        return new Journal() {
            @Override
            public void take(Kind kind, Answer answer) {
                answer.compute();
            }

            @Override
            public double seconds() {
                return clock.getAsDouble();
            }
        };
    }
}
