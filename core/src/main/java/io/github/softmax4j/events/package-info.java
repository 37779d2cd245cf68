/**
 * What Java's Flight Recorder is told while a program runs: fits, passes, solves and reads. Works where Java has none.
 * Internal.
 */
package io.github.softmax4j.events;
