/**
 * The pass by hand: in the Vector API of the Java virtual machine, fastest with few classes, and the way to it and back
 * in plain loops.
 */
package io.github.softmax4j.backend.cpu.vector;
