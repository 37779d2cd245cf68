package io.github.softmax4j.progress;

/**
 * Why a fit ended; every fit has one, and a model that was never fitted here says so, too.
 *
 * @see io.github.softmax4j.Fit
 */
public enum StopReason {
    /** The gradient is at most the tolerance, and the last step was predicted to bring next to nothing. */
    GRADIENT(true, "the gradient is below the tolerance"),
    /**
     * The objective has next to nothing left to fall: no more than the arithmetic can tell, or in a sweep than matters
     * there.
     */
    LOSS_CHANGE(true, "the objective has next to nothing left to fall"),
    /** The number of iterations is used up; for SGD: all epochs were run. */
    MAX_ITERATIONS(false, "the number of iterations is used up"),
    /** The time is used up. */
    TIME_LIMIT(false, "the time limit is reached"),
    /** The loss on the validation rows no longer falls. */
    VALIDATION(true, "the validation loss no longer falls"),
    /** The line search finds no lower point: the noise floor of the number type. */
    NO_PROGRESS(false, "no lower point was found along the search direction"),
    /** The classes are separated without error: without a penalty weights grow without end. */
    SEPARATED(false, "the classes are separated without error: without a penalty the weights have no finite optimum"),
    /** The objective or its gradient is not a number. */
    NOT_FINITE(false, "the objective is not finite"),
    /** Somebody asked for the end, or interrupted the thread of the fit. */
    CANCELLED(false, "the fit was cancelled"),
    /** There was no fit here: the weights were imported. */
    IMPORTED(false, "the weights come from another library, and how their training ended is not known");

    private final boolean converged;
    private final String words;

    StopReason(boolean converged, String words) {
        this.converged = converged;
        this.words = words;
    }

    /**
     * Whether the descent ended by itself: the gradient is below the tolerance, or the objective or the validation loss
     * stands still. On badly conditioned data the objective can stand still before the optimum; the gradient norm
     * tells.
     *
     * @return false where the descent was cut short
     */
    public boolean converged() {
        return converged;
    }

    /**
     * The reason in plain words.
     *
     * @return a clause without a full stop
     */
    public String words() {
        return words;
    }
}
