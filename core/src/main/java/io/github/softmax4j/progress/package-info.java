/**
 * What is told of a descent: its steps as they happen, how it converged, why it stopped. Knows nothing of how.
 *
 * <p>Start at {@link io.github.softmax4j.progress.StopReason}: every fit has one.
 */
package io.github.softmax4j.progress;
