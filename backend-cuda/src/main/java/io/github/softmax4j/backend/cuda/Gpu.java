package io.github.softmax4j.backend.cuda;

/**
 * A GPU as the driver tells of it.
 *
 * @param number as CUDA counts, those that CUDA_VISIBLE_DEVICES hides left out
 * @param name such as {@code NVIDIA RTX A6000}
 * @param computeCapability 86 for 8.6
 * @param memoryInBytes all its memory
 * @param freeInBytes what of it is free; -1 if that could not be asked
 */
record Gpu(int number, String name, int computeCapability, long memoryInBytes, long freeInBytes) {}
