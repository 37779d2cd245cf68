/** Shapes, stability, formulas: turns a batch into loss and gradient. Knows nothing of files, epochs or stopping. */
package io.github.softmax4j.math;
