/** Directions, steps and stopping, for any function of any shape. Knows nothing of softmax, classes or data. */
package io.github.softmax4j.optim;
