package io.github.softmax4j.cli;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Options of the library with those flags that were given: the others keep their defaults.
 *
 * @param options as they are so far
 */
record Given<O>(O options) {
    <V> Given<O> with(BiFunction<O, V, O> setter, Optional<V> flag) {
        return flag.map(value -> new Given<>(setter.apply(options, value))).orElse(this);
    }
}
