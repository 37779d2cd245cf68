/**
 * Reads model files and scores rows and records, in plain Java and without any other library. Knows nothing of
 * training, nor of the rest of Softmax4J: what they have in common is the model file, which docs/model-file.md
 * describes.
 *
 * <p>Start at {@link io.github.softmax4j.serve.Scorer}.
 */
package io.github.softmax4j.serve;
