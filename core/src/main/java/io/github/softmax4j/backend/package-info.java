/**
 * What runs underneath: the name, the device and the native build of the ND4J backend on the class path, its threads
 * and its memory.
 *
 * <p>Start at {@link io.github.softmax4j.backend.Backend}; who only trains and predicts needs nothing of it. {@link
 * io.github.softmax4j.backend.BackendProvider} is for those who bring a backend of their own.
 */
package io.github.softmax4j.backend;
