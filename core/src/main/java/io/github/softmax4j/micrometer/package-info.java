/**
 * Meters of Micrometer, for programs that have Micrometer on their class path: this library does not bring it along.
 *
 * <p>Start at {@link io.github.softmax4j.micrometer.MicrometerListener}.
 */
package io.github.softmax4j.micrometer;
