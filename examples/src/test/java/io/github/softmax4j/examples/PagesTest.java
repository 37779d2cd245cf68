package io.github.softmax4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/ shows is what was compiled and run, and every name of ours there is one. */
@RunsWithoutBackend
class PagesTest {
    private static final List<String> PACKAGES = Stream.of(
                    "", ".data", ".formats", ".io", ".metrics", ".model", ".progress", ".settings")
            .map(room -> "io.github.softmax4j" + room + ".")
            .toList();
    private static final Pattern MEMBER = Pattern.compile("`([A-Z][a-z]\\w*(?:\\.[A-Z][a-z]\\w*)*)\\.(\\w+)[^`]*`");

    @Test
    void recipesAreThoseOfTheExamples() throws IOException {
        List<String> blocks = Pages.blocks(Pages.page("recipes.md"));
        for (String example : Pages.examples()) {
            List<String> ofOne = Pages.regions(Pages.SOURCES.resolve(example + ".java"));
            assertEquals(1, ofOne.size(), example + " must have one part to show");
            assertTrue(
                    blocks.contains(ofOne.get(0)), () -> "recipes.md must show, of " + example + "\n" + ofOne.get(0));
        }
        assertEquals(Pages.examples().size(), blocks.size());
    }

    /** Below each program of another library stands ours. */
    @Test
    void programsBesideThoseOfOthersAreCompiled() throws IOException {
        List<String> ours = Pages.regions(Path.of("src/test/java/io/github/softmax4j/examples/ComingFromTest.java"));
        List<String> sections = List.of(Pages.page("coming-from.md").split("\n## ", -1));
        assertEquals(ours.size(), sections.size() - 1);
        for (int i = 0; i < ours.size(); i++) {
            List<String> blocks = Pages.blocks(sections.get(i + 1));
            assertEquals(ours.get(i), blocks.get(blocks.size() - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"coming-from.md, 140", "recipes.md, 5"})
    void namesAreOurs(String name, int atLeast) throws IOException {
        List<String> lines = Pages.page(name)
                .lines()
                .filter(line -> !line.startsWith("|") || line.contains("`"))
                .map(line -> line.replaceFirst("^\\|[^|]*\\|", "")) // of a table: what is there
                .toList();
        int found = 0;
        var wrong = new ArrayList<String>();
        for (String line : lines) {
            for (var span : MEMBER.matcher(line).results().toList()) {
                found++;
                if (!exists(span.group(1), span.group(2))) {
                    wrong.add(span.group());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found >= atLeast, found + " names");
    }

    private static boolean exists(String type, String member) {
        return PACKAGES.stream()
                .flatMap(room -> named(room + type.replace('.', '$')).stream())
                .anyMatch(found -> has(found, member));
    }

    private static List<Class<?>> named(String type) {
        try {
            return List.of(Class.forName(type, false, PagesTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return List.of();
        }
    }

    private static boolean has(Class<?> type, String member) {
        return Stream.of(
                        Arrays.stream(type.getMethods()).map(method -> method.getName()),
                        Arrays.stream(type.getFields()).map(field -> field.getName()),
                        Arrays.stream(type.getClasses()).map(Class::getSimpleName))
                .flatMap(names -> names)
                .anyMatch(member::equals);
    }
}
