package io.github.softmax4j.metrics;

/**
 * How well one class is told from the others, or several on average; all rows count by their weights.
 *
 * <pre>
 *   precision = hits / predicted     recall = hits / support     F1 = 2 precision recall / (precision + recall)
 * </pre>
 *
 * <p>0 / 0 is 0, as {@code zero_division} of scikit-learn has it by default.
 *
 * @param precision of what is predicted to be of the class, the share that is; 0 to 1
 * @param recall of what is of the class, the share that is predicted to be; 0 to 1
 * @param f1 the harmonic mean of the two; of several classes the mean of theirs
 * @param support the sum of the weights of the rows that are of the class: their number where rows have no weights
 * @see Evaluation
 */
public record ClassScores(double precision, double recall, double f1, double support) {
    /** Of the sums of row weights: predicted to be of the class and right, predicted to be, and of the class. */
    static ClassScores of(double hits, double predicted, double actual) {
        double precision = ratio(hits, predicted);
        double recall = ratio(hits, actual);
        return new ClassScores(precision, recall, ratio(2 * precision * recall, precision + recall), actual);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
