package io.github.softmax4j.export.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of JSON, and nothing else. */
class JsonReaderTest {
    @TempDir
    private Path folder;

    private static String problem(String text) {
        return assertThrows(JsonException.class, () -> JsonReader.read(text), text)
                .getMessage();
    }

    @Test
    void readsAllThatJsonHas() throws IOException {
        assertEquals(
                Map.of("a", List.of(1.0, -0.5, 2e3, 1.5e-7), "b", Map.of(), "c", List.of(), "d", true, "e", false),
                JsonReader.read(" {\"a\":[1, -0.5,2E+3,1.5e-7]\t,\r\n\"b\": {}, \"c\":[ ] , \"d\":true,\"e\":false} "));
        assertNull(JsonReader.read("null"));
        assertEquals(
                "\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud800",
                JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\ude00\\uD800\""));
        assertEquals("\u00e9", JsonReader.read("\"\u00e9\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{,}",
                "[1 2]",
                "1 2",
                "\"",
                "\"\\",
                "\"\\u12",
                "\"\\u12g4\"",
                "\"\\x\"",
                "\"a\nb\"",
                "'a'",
                "tru",
                "nul",
                "True",
                "NaN",
                "Infinity",
                "-Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x10",
                "1d",
                "1f",
                "1_0",
                "1e400",
                "-1e400",
                "\u0661",
                "[1]]",
                "/* a */1",
                "\ufeff1",
                "{\"a\":1,\"a\":2}",
                "\"\\u\u0661234\""
            })
    void refusesWhatIsNone(String text) {
        assertTrue(problem(text).matches("(?s)line \\d+, column \\d+: .* was expected, but found .*"), problem(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'[1,\n  x]', 'line 2, column 3: a value, or a digit of a number was expected, but found ''x'''",
        "'{\"a\": 1, \"a\": 2}', 'line 1, column 10: a name that is not there already was expected, but found ''\"'''",
        "'[1', 'line 1, column 3: ''],'' was expected, but found the end'"
    })
    void saysWhereAndWhat(String text, String problem) {
        assertEquals(problem.replace("],", "]"), problem(text));
    }

    /** A hundred thousand brackets take no stack. */
    @Test
    void depthIsBounded() {
        assertTrue(problem("[".repeat(100_000)).contains("at most 64 objects and arrays in each other"));
        assertTrue(problem("{\"a\":".repeat(100_000)).contains("at most 64"));
    }

    @Test
    void filesAreUtf8() throws IOException {
        Path file = folder.resolve("a.json");
        Files.writeString(file, "\"\u00e9\"");
        assertEquals("\u00e9", JsonReader.read(file));
        Files.write(file, "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(JsonException.class, () -> JsonReader.read(file))
                .getMessage()
                .contains("UTF-8"));
        Files.write(file, "[1]".getBytes(StandardCharsets.UTF_16));
        assertThrows(JsonException.class, () -> JsonReader.read(file));
    }

    /** Whatever is written is read as it was: numbers to the last bit, texts to the last half of a character. */
    @Test
    void whatIsWrittenIsRead() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var object = new LinkedHashMap<String, Object>();
            for (int j = 0; j < 4; j++) {
                object.put(text(random), value(random, 3));
            }
            var out = new ByteArrayOutputStream();
            JsonWriter.write(object, out);
            assertEquals(object, JsonReader.read(out.toString(StandardCharsets.UTF_8)));
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> text(random);
            case 1 ->
                Double.isFinite(Double.longBitsToDouble(random.nextLong()))
                        ? Double.longBitsToDouble(random.nextLong() & ~(1L << 62))
                        : 0.1;
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> {
                var list = new ArrayList<Object>();
                IntStream.range(0, random.nextInt(4)).forEach(i -> list.add(value(random, depth - 1)));
                yield list;
            }
            default -> {
                var object = new LinkedHashMap<String, Object>();
                IntStream.range(0, random.nextInt(4)).forEach(i -> object.put(text(random), value(random, depth - 1)));
                yield object;
            }
        };
    }

    /** With control characters, quotes, and halves of characters. */
    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    /** Bytes at random, and a file of ours with some of them changed: an exception of ours, or a value. */
    @Test
    void damageIsTold() throws IOException {
        var random = new Random(8);
        String whole = "{\"format\": \"x\", \"coef_\": [[1.5e-3, -2], [true, null]], \"a\\u0041\": {\"b\": []}}";
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(whole);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, whole.charAt(random.nextInt(whole.length())));
                    default -> damaged.setCharAt(at, (char) random.nextInt(256));
                }
            }
            try {
                JsonObject.of(JsonReader.read(damaged.toString())).rows("coef_");
            } catch (JsonException e) {
                assertTrue(!e.getMessage().isEmpty());
            }
        }
    }
}
