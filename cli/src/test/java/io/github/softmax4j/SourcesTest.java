package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter does not see: long comments, and words that say nothing. Of all modules, built here or not. */
@RunsWithoutBackend
class SourcesTest {
    private static final int LONGEST_LINE = 120;
    private static final Pattern EMPTY_WORDS = Pattern.compile(
            "@(param \\w+|return) (as|see) above\\.?$|\\* Makes ready\\.|\\bone a (feature|row|class|model)\\b");

    private static final Pattern IN_LIBRARY =
            Pattern.compile("(core|export|formats|backend-\\w+)[\\\\/]src[\\\\/]main");
    private static final Pattern FLAG_IN_TEXT = Pattern.compile("\"[^\"\\n]*--[a-z][^\"\\n]*\"");

    private static List<Path> sources() {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(SourcesTest::javaFiles)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesThat(Predicate<String> isWrong) throws IOException {
        var found = new ArrayList<String>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (isWrong.test(lines.get(i))) {
                    found.add(source + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    @Test
    void noLineIsLongerThanTheFormatterAllows() throws IOException {
        assertTrue(sources().size() > 100, "the sources lie beside this module");
        assertEquals(List.of(), linesThat(line -> line.length() > LONGEST_LINE));
    }

    @Test
    void commentsSaySomething() throws IOException {
        assertEquals(List.of(), linesThat(line -> !line.contains("Pattern.compile") && isEmpty(line)));
    }

    /** Who calls the library reads the names of its methods; the program says what its flags are. */
    @Test
    void messagesOfTheLibraryNameNoFlags() throws IOException {
        List<Path> library = sources().stream()
                .filter(file -> IN_LIBRARY.matcher(file.toString()).find())
                .toList();
        assertTrue(library.size() > 100, "the sources of the library lie beside this module");
        var found = new ArrayList<String>();
        for (Path source : library) {
            Matcher flags = FLAG_IN_TEXT.matcher(Files.readString(source));
            while (flags.find()) {
                found.add(source + ": " + flags.group());
            }
        }
        assertEquals(List.of(), found);
        assertTrue(FLAG_IN_TEXT.matcher("\"SGD (--solver sgd)\"").find());
        assertFalse(FLAG_IN_TEXT.matcher("factors[--i] = \"x\"").find());
    }

    private static boolean isEmpty(String line) {
        return EMPTY_WORDS.matcher(line).find() && !line.contains("(as|see)");
    }
}
