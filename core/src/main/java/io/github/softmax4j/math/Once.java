package io.github.softmax4j.math;

import java.util.function.Supplier;

/** A value that is made when it is first wanted, by one thread while others wait; safe to share. */
final class Once<T> {
    private final Supplier<T> maker;
    private volatile T made;

    /** With the maker of a value that is not null. */
    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T seen = made;
        return seen == null ? make() : seen;
    }

    private synchronized T make() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
