package io.github.softmax4j.progress;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One of the models of a {@link FitRun}.
 *
 * @param number from 0, in the order of the results; of folds, penalty by penalty
 * @param lambda the strength of its penalty
 * @param l1Ratio the share of absolute values in its penalty
 * @param fold the part of the rows, from 0, that it does not see; empty where it sees all
 * @see FitListener
 */
public record ModelOfFit(int number, double lambda, double l1Ratio, OptionalInt fold) {
    /**
     * Checks that there is, or is not, a fold.
     *
     * @param number from 0, in the order of the results
     * @param lambda the strength of its penalty
     * @param l1Ratio the share of absolute values in its penalty
     * @param fold the part of the rows that it does not see
     */
    public ModelOfFit {
        Objects.requireNonNull(fold, "fold must not be null");
    }

    /** Such as {@code lambda 1.0e-03, L1 0.50, fold 2}. */
    @Override
    public String toString() {
        String l1 = l1Ratio == 0 ? "" : String.format(Locale.ROOT, ", L1 %.2f", l1Ratio);
        return String.format(Locale.ROOT, "lambda %.1e", lambda)
                + l1
                + (fold.isPresent() ? ", fold " + fold.getAsInt() : "");
    }
}
