package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public class of the library, and the overview, shows an example in its Javadoc, which is a part of the
 * {@code ...ExamplesTest} beside this class, between {@code // begin} with the name of the class and {@code // end}:
 * compiled and run.
 *
 * <p>Records, enums, interfaces and exceptions may do without one, if a {@code @see} leads to a class whose example
 * names them. The rooms that Javadoc leaves out need none.
 */
@RunsWithoutBackend
class JavadocExamplesTest {
    private static final Path HERE = Path.of("src/test/java/io/github/softmax4j");
    private static final List<Path> LIBRARY = List.of(
            Path.of("../core/src/main/java"),
            Path.of("../formats/src/main/java"),
            Path.of("../report/src/main/java"),
            Path.of("../export/src/main/java"),
            Path.of("../serve/src/main/java"));
    private static final Path OVERVIEW = Path.of("../core/src/main/javadoc/overview.html");
    private static final Pattern INTERNAL = Pattern.compile(
            "softmax4j[\\\\/](checkpoint|events|export[\\\\/]\\w+|linalg|math|newton|optim|training)[\\\\/]");

    private static final Pattern IN_TEST = Pattern.compile("\n( *)// begin (\\w+)\n(.*?)\n *// end\n", Pattern.DOTALL);
    private static final Pattern PUBLIC_CLASS = Pattern.compile(
            "\n/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@.*?\n)*public (.*?)\\b(class|record|enum|interface) (\\w+)([^{]*)",
            Pattern.DOTALL);
    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\n(.*?)\n}</pre>", Pattern.DOTALL);
    private static final Pattern SEE = Pattern.compile("@see (?:[\\w.]+\\.)?(\\w+)\n");

    /**
     * A public class of the library.
     *
     * @param name without its package
     * @param mayShare whether it is only handed out, as far as its kind says
     * @param comment its Javadoc without the stars
     */
    private record Documented(String name, boolean mayShare, String comment) {
        static Documented of(MatchResult match) {
            boolean mayShare = !match.group(3).equals("class") || match.group(5).contains("Exception");
            return new Documented(match.group(4), mayShare, match.group(1).replaceAll("(?m)^ \\* ?", ""));
        }

        Optional<String> example() {
            return IN_JAVADOC
                    .matcher(comment)
                    .results()
                    .map(match -> match.group(1))
                    .findFirst();
        }

        List<String> links() {
            return SEE.matcher(comment).results().map(match -> match.group(1)).toList();
        }

        boolean isNamedIn(Documented other) {
            return other.example().stream().anyMatch(text -> lower(text).contains(lower(name)));
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var sources = new ArrayList<String>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")
                            && !INTERNAL.matcher(path.toString()).find())
                    .sorted()
                    .toList()) {
                sources.add(Files.readString(file).replace("\r\n", "\n"));
            }
            return sources;
        }
    }

    private static Map<String, Documented> publicClasses() throws IOException {
        var all = new TreeMap<String, Documented>();
        for (Path folder : LIBRARY) {
            for (String source : sources(folder)) {
                PUBLIC_CLASS.matcher(source).results().map(Documented::of).forEach(found -> all.put(found.name, found));
            }
        }
        return all;
    }

    private static Map<String, String> examplesOfTests() throws IOException {
        var examples = new TreeMap<String, String>();
        for (String source : sources(HERE)) {
            IN_TEST.matcher(source)
                    .results()
                    .forEach(match -> examples.put(match.group(2), outdented(match.group(3), match.group(1))));
        }
        return examples;
    }

    private static String outdented(String text, String indent) {
        return text.lines().map(line -> line.replaceFirst("^" + indent, "")).collect(Collectors.joining("\n"));
    }

    private static boolean sharesOne(Documented one, Map<String, Documented> all) {
        return one.mayShare
                && one.links().stream().map(all::get).filter(Objects::nonNull).anyMatch(one::isNamedIn);
    }

    @Test
    void everyPublicClassHasAnExample() throws IOException {
        Map<String, Documented> all = publicClasses();
        assertTrue(all.size() > 60, "the sources of the library lie beside this module: " + all.keySet());
        assertEquals(
                List.of(),
                all.values().stream()
                        .filter(one -> one.example().isEmpty() && !sharesOne(one, all))
                        .map(Documented::name)
                        .toList(),
                "public classes without an example, or a @see to one that names them");
    }

    @Test
    void examplesOfTheJavadocAreThoseOfTheTests() throws IOException {
        var shown = new TreeMap<String, String>();
        publicClasses().values().forEach(one -> one.example().ifPresent(example -> shown.put(one.name, example)));
        String overview = Files.readString(OVERVIEW).replace("\r\n", "\n");
        IN_JAVADOC.matcher(overview).results().forEach(match -> shown.put("Overview", match.group(1)));
        Map<String, String> tested = examplesOfTests();
        assertEquals(tested.keySet(), shown.keySet());
        tested.forEach((name, example) -> assertEquals(example, shown.get(name), name));
    }

    /** An example is read in one look. */
    @Test
    void examplesAreShort() throws IOException {
        examplesOfTests().forEach((name, example) -> assertTrue(example.lines().count() <= 12, name));
    }
}
