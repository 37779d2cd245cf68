/** Measurements: each beside the limit of the machine, in one run. */
package io.github.softmax4j.benchmarks;
