/**
 * The story of a fit: brings settings and data together, starts descents, and reports what came of them; many fits at
 * once for sweeps and folds. Knows nothing of files and of the doors above it. Internal.
 */
package io.github.softmax4j.training;
