package io.github.softmax4j.progress;

/**
 * A checkpoint of a fit: one that has just been written, or the one that the fit goes on from.
 *
 * @param number from 1 on, in its folder
 * @param seconds that the fit had taken, those before it was stopped included
 * @param resumed whether the fit goes on from it; the steps before have been told again by then
 * @see io.github.softmax4j.settings.Checkpoints
 */
public record Checkpoint(int number, double seconds, boolean resumed) {}
