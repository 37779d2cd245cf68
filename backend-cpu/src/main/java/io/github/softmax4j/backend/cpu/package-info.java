/** ND4J on the processor: which native build it gets. */
package io.github.softmax4j.backend.cpu;
