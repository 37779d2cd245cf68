package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A pattern of names, such as {@code part-*.csv}, without DuckDB, which takes long to start: at least all files that
 * DuckDB finds.
 *
 * @param folder before the first wildcard
 * @param parts of the name below it, some with wildcards
 */
record FilePattern(Path folder, List<String> parts) {
    private static final String ANY_DEPTH = "**";

    static boolean looksLike(String name) {
        return name.matches("(?s).*[*?\\[].*");
    }

    static FilePattern of(String name) {
        Path folder = Path.of(name.startsWith("/") ? "/" : "");
        var parts = new ArrayList<String>();
        for (String part : name.split("/+", -1)) {
            if (parts.isEmpty() && !looksLike(part)) {
                folder = folder.resolve(part);
            } else {
                parts.add(part);
            }
        }
        return new FilePattern(folder, parts);
    }

    /** The files that are there. */
    List<Path> files() {
        List<Path> found = List.of(folder);
        for (String part : parts) {
            found = found.stream().flatMap(path -> step(path, part)).toList();
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static Stream<Path> step(Path folder, String part) {
        if (part.equals(ANY_DEPTH)) {
            return foldersBelow(folder).stream();
        }
        return looksLike(part) ? inside(folder, part).stream() : Stream.of(folder.resolve(part));
    }

    private static List<Path> foldersBelow(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(path -> Files.isDirectory(path) || path.equals(folder))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // a folder that cannot be read: DuckDB does not find anything there either
        }
    }

    private static List<Path> inside(Path folder, String part) {
        var found = new ArrayList<Path>();
        PathMatcher matcher = matcher(part);
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path path : inside) {
                if (matcher.matches(path.getFileName())) {
                    found.add(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    /** Whether a file of that name would be found next time, if it were there. */
    boolean fits(Path absolute) {
        try {
            Path below = folder.toAbsolutePath().toRealPath();
            return absolute.startsWith(below) && fits(below.relativize(absolute), 0, 0);
        } catch (IOException e) {
            return false; // the folder is not there
        }
    }

    private boolean fits(Path names, int name, int part) {
        if (part == parts.size()) {
            return name == names.getNameCount();
        }
        if (parts.get(part).equals(ANY_DEPTH)) {
            return fits(names, name, part + 1) || (name < names.getNameCount() && fits(names, name + 1, part));
        }
        return name < names.getNameCount()
                && matcher(parts.get(part)).matches(names.getName(name))
                && fits(names, name + 1, part + 1);
    }

    /** Java has braces in patterns, too. */
    private static PathMatcher matcher(String part) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + part.replaceAll("[{}]", "\\\\$0"));
        } catch (PatternSyntaxException e) {
            return path -> false;
        }
    }
}
