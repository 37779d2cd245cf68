/**
 * The outside world: tables and images in, predictions out. Everything that a reader finds wrong is an {@link
 * io.github.softmax4j.formats.InputException}.
 *
 * <p>Start at {@link io.github.softmax4j.formats.Tables}: it makes a {@link io.github.softmax4j.formats.Table} of a
 * file, as {@link io.github.softmax4j.formats.ReadOptions} say, and that makes a data set. {@link
 * io.github.softmax4j.formats.PredictionColumns} writes what a model says of its rows.
 */
package io.github.softmax4j.formats;
