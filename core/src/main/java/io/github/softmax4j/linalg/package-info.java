/**
 * Arithmetic of whole vectors, in the fastest way that ND4J has for their length, and what pairs of them tell of a matrix. Knows nothing
 * of what they are.
 */
package io.github.softmax4j.linalg;
