/**
 * Vectors, Cholesky factors, conjugate gradients, and ND4J's operations that are kept: linear algebra in the fastest
 * way that ND4J has for its size. Knows nothing of rows and classes. Internal.
 */
package io.github.softmax4j.linalg;
