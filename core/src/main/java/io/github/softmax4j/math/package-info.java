/**
 * Loss, gradient, products with the Hessian, standardisation, and the seam of the kernels: turns a batch into numbers.
 * Knows nothing of systems, steps, files or epochs. Internal.
 */
package io.github.softmax4j.math;
