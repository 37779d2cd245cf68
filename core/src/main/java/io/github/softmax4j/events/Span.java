package io.github.softmax4j.events;

/** A time that is recorded when it ends, if a recording wants it. */
@FunctionalInterface
public interface Span {
    /** Nobody records. */
    Span NONE = () -> {};

    /** Records it. */
    void ended();
}
