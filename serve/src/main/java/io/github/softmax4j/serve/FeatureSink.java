package io.github.softmax4j.serve;

/** Where the features of a record go: those that are 0 may be left out. */
@FunctionalInterface
interface FeatureSink {
    void put(int feature, double value);
}
