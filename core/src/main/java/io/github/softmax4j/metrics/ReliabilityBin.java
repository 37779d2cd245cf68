package io.github.softmax4j.metrics;

/**
 * Of the rows whose most probable class has a probability in a range, how probable it is and how often it is right: the
 * two are alike where a model is calibrated.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks (2017).
 *
 * @param lower the range begins above it; 0 belongs to the first one
 * @param upper the range ends at it, inclusive
 * @param weight the sum of the weights of the rows: their number where rows have no weights
 * @param meanProbability the weighted mean of the largest probability; NaN without rows
 * @param accuracy the share of the weight whose most probable class is the label; NaN without rows
 * @see Evaluation
 */
public record ReliabilityBin(double lower, double upper, double weight, double meanProbability, double accuracy) {}
