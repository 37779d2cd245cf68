/**
 * Which Hessian a step goes by, over how many rows, with which preconditioner, and what it costs. Knows nothing of
 * settings, files or sweeps. Internal.
 */
package io.github.softmax4j.newton;
