package io.github.softmax4j.formats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Options as people read them: those that are not as they are by default, such as {@code [label=y, drop=[id]]}. */
final class OptionsText {
    private OptionsText() {}

    /**
     * Names what was told.
     *
     * @param chosen values by name; a map holds the values of options inside
     * @param standard the defaults, by the same names
     */
    static String of(Map<?, ?> chosen, Map<?, ?> standard) {
        return told(chosen, standard).collect(Collectors.joining(", ", "[", "]"));
    }

    private static Stream<String> told(Map<?, ?> chosen, Map<?, ?> standard) {
        return chosen.keySet().stream()
                .filter(name -> !chosen.get(name).equals(standard.get(name)))
                .flatMap(name -> chosen.get(name) instanceof Map<?, ?> inside
                        ? told(inside, (Map<?, ?>) standard.get(name))
                        : Stream.of(name + "=" + text(chosen.get(name))));
    }

    private static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(OptionsText::text).orElse("none");
        }
        if (value instanceof OptionalInt number && number.isPresent()) {
            return Integer.toString(number.getAsInt());
        }
        if (value instanceof OptionalDouble number && number.isPresent()) {
            return Double.toString(number.getAsDouble());
        }
        return value instanceof Character sign ? "'" + (sign == 0 ? "" : sign) + "'" : value.toString();
    }
}
