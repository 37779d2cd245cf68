/**
 * Bytes of a model: version, checksum. Knows nothing of training.
 *
 * <p>Start at {@link io.github.softmax4j.io.ModelFile}; docs/model-file.md has the format.
 */
package io.github.softmax4j.io;
