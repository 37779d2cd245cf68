package io.github.softmax4j.events;

/** The time of reading a source, of which the end is told. */
@FunctionalInterface
public interface ReadSpan {
    /** Nobody records. */
    ReadSpan NONE = (rows, columns, bytes) -> {};

    /**
     * Records a source that was read.
     *
     * @param rows of the features
     * @param columns of the features
     * @param bytes of its files as they are stored; -1 where there are none
     */
    void ended(long rows, int columns, long bytes);
}
