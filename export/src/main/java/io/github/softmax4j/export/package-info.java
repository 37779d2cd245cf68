/**
 * Models as files that other programs score with: each is checked against the model before it is kept.
 *
 * <p>Start at {@link io.github.softmax4j.export.ModelExport}.
 */
package io.github.softmax4j.export;
