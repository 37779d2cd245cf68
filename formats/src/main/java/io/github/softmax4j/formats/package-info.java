/**
 * The outside world: tables and images in, predictions out. Everything that a reader finds wrong is an {@link
 * io.github.softmax4j.formats.InputException}.
 */
package io.github.softmax4j.formats;
