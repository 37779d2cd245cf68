/** The trained model, what it says about rows, and how it came to be. Knows nothing of training. */
package io.github.softmax4j.model;
