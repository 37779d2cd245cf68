/**
 * The trained model, what it says about rows, and how it came to be. Knows nothing of training.
 *
 * <p>Start at {@link io.github.softmax4j.model.SoftmaxModel}: it predicts single rows and batches, and evaluates itself
 * on labelled ones.
 */
package io.github.softmax4j.model;
