package io.github.softmax4j.backend;

/**
 * Something that could compute.
 *
 * @param number what {@link Backend#chooseDevice} takes
 * @param name such as {@code NVIDIA RTX A6000}
 * @param kind what decides which code it runs, such as {@code compute capability 8.6}
 * @param memoryInBytes all the memory it has
 * @param freeInBytes what of it is free
 * @param verdict whether it can be used, in words
 * @see Backend
 */
public record Device(int number, String name, String kind, long memoryInBytes, long freeInBytes, String verdict) {}
