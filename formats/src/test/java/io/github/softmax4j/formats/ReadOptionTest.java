package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.backend.RunsWithoutBackend;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What messages call options is what callers of the library can write. */
@RunsWithoutBackend
class ReadOptionTest {
    @ParameterizedTest
    @EnumSource
    void messagesNameMethodsThatAreThere(ReadOption option) throws ClassNotFoundException {
        String[] parts = option.toString().split("\\.", -1);
        Class<?> options = Class.forName(ReadOption.class.getPackageName() + "." + parts[0]);
        Set<String> methods =
                Stream.of(options.getMethods()).map(method -> method.getName()).collect(Collectors.toSet());
        assertEquals(option.setter(), parts[1]);
        assertEquals(
                Set.of(),
                Stream.of(parts[1]).filter(name -> !methods.contains(name)).collect(Collectors.toSet()));
    }

    @Test
    void valuesAreWrittenAsInJava() {
        assertEquals("TableOptions.withDrop(\"id\")", ReadOption.DROP.of("id"));
        assertEquals("TableOptions.withNaValues(\"?\", \"a \\\"b\\\\\")", ReadOption.NA_VALUES.of("?", "a \"b\\"));
        assertEquals("TextOptions.withQuote('\\'')", ReadOption.QUOTE.of('\''));
        assertEquals("TextOptions.withHeader(true)", ReadOption.HEADER.of(true));
        assertEquals("TextOptions.withSkippedLines(3)", ReadOption.SKIPPED_LINES.of(3));
        assertEquals("TableOptions.withMissing(Missing.DROP_ROW)", ReadOption.MISSING.of(Missing.DROP_ROW));
    }

    @Test
    void longNamesAreCutShort() {
        assertEquals(
                "TableOptions.withDrop(\"" + "x".repeat(160) + "...\")", ReadOption.DROP.of("x".repeat(1_000_000)));
    }
}
