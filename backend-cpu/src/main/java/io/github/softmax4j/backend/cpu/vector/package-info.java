/** The pass by hand, in the Vector API of the Java virtual machine: fastest with few classes. */
package io.github.softmax4j.backend.cpu.vector;
