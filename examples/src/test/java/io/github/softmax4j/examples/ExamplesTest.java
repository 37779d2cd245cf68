package io.github.softmax4j.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    /** Each ends with an exception where its result is not what it must be. */
    @ParameterizedTest
    @MethodSource("io.github.softmax4j.examples.Pages#examples")
    void runs(String name) throws ReflectiveOperationException {
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Class.forName(getClass().getPackageName() + "." + name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        assertFalse(printed.toString(StandardCharsets.UTF_8).isBlank(), "it must say what it did");
    }
}
