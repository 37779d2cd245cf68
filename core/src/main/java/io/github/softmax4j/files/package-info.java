/**
 * Files that are never half-done, files that are not left behind when a process ends, and folders that nobody else can
 * write to. Knows nothing of what is in them.
 *
 * <p>Start at {@link io.github.softmax4j.files.AtomicFile}, by which models and predictions are written.
 */
package io.github.softmax4j.files;
