package io.github.softmax4j.export.form;

/**
 * What takes the place of a value that is missing.
 *
 * @param fill the features of the value, one each, without the indicator
 * @param hasIndicator whether a last feature of the column says that the value is missing
 * @param indicator the weights of that feature, one for each class; zeros where there is none
 * @param logits what the column adds to the logits where its value is missing, one for each class: fill times weights
 *     plus indicator
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
public record Gap(double[] fill, boolean hasIndicator, double[] indicator, double[] logits) {
    /**
     * Folds what is known beforehand, in double.
     *
     * @param fill the features of the value
     * @param weights of the column, features x classes
     * @param hasIndicator whether a last feature of the column says that the value is missing
     * @param indicator the weights of that feature; zeros where there is none
     * @return the gap
     */
    static Gap of(double[] fill, double[][] weights, boolean hasIndicator, double[] indicator) {
        double[] logits = indicator.clone();
        for (int j = 0; j < fill.length; j++) {
            for (int k = 0; k < logits.length; k++) {
                logits[k] += fill[j] * weights[j][k];
            }
        }
        return new Gap(fill, hasIndicator, indicator, logits);
    }
}
