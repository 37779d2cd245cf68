/**
 * Descents, line search, trust and stopping, for any function of any shape. Knows nothing of softmax, classes or data.
 * Internal.
 */
package io.github.softmax4j.optim;
