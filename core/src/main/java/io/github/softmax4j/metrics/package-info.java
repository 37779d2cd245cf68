/** Numbers about predictions. Knows nothing of training. */
package io.github.softmax4j.metrics;
