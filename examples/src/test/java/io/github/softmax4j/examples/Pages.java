package io.github.softmax4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of docs/, and the sources that their code is taken from. */
final class Pages {
    static final Path SOURCES = Path.of("src/main/java/io/github/softmax4j/examples");
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern REGION = Pattern.compile("(?s)\n *// begin\n(.*?)\n *// end\n");
    private static final Pattern BLOCK = Pattern.compile("(?s)\n```java\n(.*?)\n```\n");

    private Pages() {}

    /** Every program of the module, by its name. */
    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Example.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    /** What is Java on a page. */
    static List<String> blocks(String page) {
        return BLOCK.matcher(page).results().map(found -> found.group(1)).toList();
    }

    /** What stands between the marks, without its indentation. */
    static List<String> regions(Path source) throws IOException {
        return REGION.matcher(Files.readString(source))
                .results()
                .map(found -> found.group(1).stripIndent())
                .toList();
    }
}
