/**
 * Loss, gradient, products with the Hessian, standardisation, and the seam of the kernels: what a batch says of a
 * point. Knows nothing of systems, steps, files or epochs. Internal.
 */
package io.github.softmax4j.math;
