/**
 * Numbers about predictions: accuracy, log-loss, confusion, calibration, ROC curves, and precision, recall and F1 of
 * each class; all with the weights of rows. Knows nothing of training.
 *
 * <p>Start at {@link io.github.softmax4j.metrics.Evaluation}, which a model makes of labelled rows.
 */
package io.github.softmax4j.metrics;
