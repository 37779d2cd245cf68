package io.github.softmax4j.report;

import io.github.softmax4j.progress.StopReason;

/** What can be done where a fit was cut short. */
final class Advice {
    private Advice() {}

    static String after(StopReason reason) {
        return switch (reason) {
            case MAX_ITERATIONS ->
                "Allow more iterations, or go on from this model. If the gradient hardly falls any more, features"
                        + " depend on each other or the penalty is next to nothing: a larger lambda makes the problem"
                        + " easier.";
            case TIME_LIMIT -> "Allow more time, or go on from this model.";
            case NO_PROGRESS ->
                "The numbers have no more digits to go by. The model is as good as they allow; training in double"
                        + " goes further.";
            case SEPARATED -> "Give it a small penalty (lambda), or label smoothing: then there is a best model.";
            case NOT_FINITE ->
                "Look for features with huge values, and for a learning rate that is too large; training in double"
                        + " bears larger ones.";
            case CANCELLED -> "Go on from this model, or train again.";
            case IMPORTED -> "Score it on labelled rows, or go on from it with rows of your own.";
            case GRADIENT, LOSS_CHANGE, VALIDATION -> "Nothing needs to be done.";
        };
    }
}
