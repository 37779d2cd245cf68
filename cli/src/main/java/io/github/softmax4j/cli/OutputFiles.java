package io.github.softmax4j.cli;

import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.formats.LabelsBeside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a command reads and writes: no output may be an input or another output, under whatever name. It is asked before
 * anything is read, because afterwards the input is gone.
 *
 * <p>Devices and pipes may have several uses: nothing is lost there.
 */
final class OutputFiles {
    /** How {@code --data} and {@code --out} name the standard streams, which may be files too. */
    private static final String STANDARD = "-";

    private static final String QUERY = "sql:";
    private static final Pattern JDBC_FILE = Pattern.compile("jdbc:\\w+:(?:file:)?([^?;]+).*");

    /** In SQL, a text, a quoted name, or anything without spaces and brackets may be a file. */
    private static final Pattern SQL_NAME =
            Pattern.compile("'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"|([^\\s'\"(),;\\[\\]]+)");

    private final Map<String, Predicate<Path>> inputs = new LinkedHashMap<>();
    private final Map<String, Path> outputs = new LinkedHashMap<>();

    /** A source as {@code --data} takes it; of a query, the files that its text may name. */
    OutputFiles reading(String option, String source) {
        inputs.put(option + " (" + source + ")", filesOf(source));
        return this;
    }

    OutputFiles reading(String option, Optional<String> source) {
        source.ifPresent(name -> reading(option, name));
        return this;
    }

    /** Without a file of labels, those beside the rows are read where the format has none inside. */
    OutputFiles readingLabels(String option, Optional<Path> labels, String rows) {
        if (labels.isPresent()) {
            return reading(option, labels.get().toString());
        }
        List<Path> beside = path(rows).map(LabelsBeside::of).orElse(List.of());
        inputs.put("the labels of " + rows, output -> beside.stream().anyMatch(file -> isSame(file, output)));
        return this;
    }

    /** A database of {@code --database}: a file, or a JDBC URL that may name one. */
    OutputFiles readingDatabase(Optional<String> database) {
        database.ifPresent(where -> {
            Matcher url = JDBC_FILE.matcher(where);
            Optional<Path> file = path(url.matches() ? url.group(1) : where);
            file.ifPresent(path -> inputs.put("--database", output -> isSame(path, output)));
        });
        return this;
    }

    OutputFiles writing(String option, String file) {
        Optional<Path> path = file.equals(STANDARD) ? Optional.of(Path.of("/dev/stdout")) : path(file);
        path.ifPresent(output -> outputs.put(option, output));
        return this;
    }

    OutputFiles writing(String option, Optional<Path> file) {
        return file.map(path -> writing(option, path.toString())).orElse(this);
    }

    /** What is wrong, if anything is. */
    Optional<String> problem() {
        List<String> options = new ArrayList<>(outputs.keySet());
        for (int i = 0; i < options.size(); i++) {
            Path output = outputs.get(options.get(i));
            for (Map.Entry<String, Predicate<Path>> input : inputs.entrySet()) {
                if (input.getValue().test(output)) {
                    return Optional.of(problem(options.get(i), output, "is read as " + input.getKey()));
                }
            }
            for (String other : options.subList(0, i)) {
                if (isSame(outputs.get(other), output)) {
                    return Optional.of(problem(options.get(i), output, "is written as " + other));
                }
            }
        }
        return Optional.empty();
    }

    private static String problem(String option, Path output, String use) {
        return option + " must be a file of its own, but " + output + " " + use;
    }

    private static Predicate<Path> filesOf(String source) {
        if (source.startsWith(QUERY)) {
            List<Predicate<Path>> named = SQL_NAME.matcher(source.substring(QUERY.length()))
                    .results()
                    .map(found -> Stream.of(found.group(1), found.group(2), found.group(3))
                            .filter(group -> group != null)
                            .findFirst()
                            .orElseThrow())
                    .map(text -> text.replace("''", "'").replace("\"\"", "\""))
                    .map(OutputFiles::filesNamed)
                    .toList();
            return output -> named.stream().anyMatch(name -> name.test(output));
        }
        return filesNamed(source.equals(STANDARD) ? "/dev/stdin" : source);
    }

    private static Predicate<Path> filesNamed(String name) {
        Optional<Path> one = path(name);
        if (one.isEmpty()) {
            return output -> false;
        }
        if (!FilePattern.looksLike(name) || Files.exists(one.get())) {
            return output -> isSame(one.get(), output);
        }
        FilePattern pattern = FilePattern.of(name);
        List<Path> files = pattern.files();
        return output -> fits(pattern, output) || files.stream().anyMatch(file -> isSame(file, output));
    }

    /** A file that is not there yet would be read the next time. */
    private static boolean fits(FilePattern pattern, Path output) {
        try {
            return pattern.fits(AtomicFile.destination(output));
        } catch (IOException e) {
            return false; // it cannot be written, which is said elsewhere
        }
    }

    static boolean isSame(Path one, Path other) {
        try {
            boolean areThere = Files.exists(one) && Files.exists(other);
            return areThere
                    ? Files.isRegularFile(one) && Files.isSameFile(one, other)
                    : AtomicFile.destination(one).equals(AtomicFile.destination(other));
        } catch (IOException e) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file can have this name
        }
    }
}
