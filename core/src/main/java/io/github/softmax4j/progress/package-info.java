/** What is told of a descent: its steps as they happen, how it converged, why it stopped. Knows nothing of how. */
package io.github.softmax4j.progress;
