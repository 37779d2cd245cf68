package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where rows come from: what the name of a source means. The name is parsed once, at the door, so that no reader
 * has to look at it again.
 */
sealed interface Source {
    /** The name in messages. */
    String name();

    /** The source of rows to test on: only a sample has others than those to train on. */
    default Source ofTestRows() {
        return this;
    }

    /** Whether a message about its text has to say which file it is about. */
    default boolean mayHaveSeveralFiles() {
        return false;
    }

    /**
     * Parses a name.
     *
     * @param name as users write it
     * @param database where queries are asked, a JDBC URL or a file of DuckDB; empty for DuckDB without a file
     * @throws InputException if it names a sample that does not exist, or a file that cannot be read
     */
    static Source of(String name, Optional<String> database) throws InputException {
        Optional<Sample> sample = Sample.named(name);
        if (sample.isPresent()) {
            return new BuiltIn(sample.get(), sample.get().trainingResource());
        }
        if (name.equals(StandardInput.SYMBOL)) {
            return new StandardInput();
        }
        if (name.startsWith(Query.PREFIX)) {
            return new Query(name, name.substring(Query.PREFIX.length()), Database.of(database));
        }
        if (Pattern.looksLike(name) && !exists(name) && !name.contains("://")) {
            return new Pattern(name);
        }
        return ofFile(name);
    }

    /** A file or a folder, whatever its name would mean otherwise. */
    static Source ofFile(String name) throws InputException {
        return isFolder(name) ? Folder.of(name) : new OneFile(name, SourceFile.of(name));
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * A real data set inside the program: {@code sample:digits}.
     *
     * @param sample the data set
     * @param resource its rows to train on, or to test on
     */
    record BuiltIn(Sample sample, String resource) implements Source {
        @Override
        public String name() {
            return sample.name();
        }

        @Override
        public Source ofTestRows() {
            return new BuiltIn(sample, sample.testResource());
        }

        InputStream open() {
            return Sample.class.getResourceAsStream(resource);
        }
    }

    /** Text on standard input: {@code -}. */
    record StandardInput() implements Source {
        static final String SYMBOL = "-";

        @Override
        public String name() {
            return "standard input";
        }
    }

    /**
     * The answer to a query: {@code sql:SELECT ...}.
     *
     * @param name with the prefix
     * @param sql without it
     * @param database where it is asked
     */
    record Query(String name, String sql, Database database) implements Source {
        private static final String PREFIX = "sql:";

        /** Whether its text may hold a pattern of files. */
        @Override
        public boolean mayHaveSeveralFiles() {
            return Pattern.looksLike(name);
        }
    }

    /** Files, which are the same the next time: what is read of them can be kept. */
    sealed interface Stored extends Source {
        /** The files, in the order of their names. */
        List<SourceFile> files(DuckDb database) throws IOException;

        /** The files, in the order of their names, for readers that need no database else. */
        default List<SourceFile> files() throws IOException {
            try (DuckDb database = DuckDb.open()) {
                return files(database);
            }
        }
    }

    /**
     * A file: a name that exists, or has no wildcard.
     *
     * @param name as users write it
     * @param file the file
     */
    record OneFile(String name, SourceFile file) implements Stored {
        @Override
        public List<SourceFile> files(DuckDb database) {
            return files();
        }

        @Override
        public List<SourceFile> files() {
            return List.of(file);
        }
    }

    /**
     * All files whose names fit a pattern: {@code part-*.parquet}.
     *
     * @param name the pattern, with {@code *}, {@code ?} or {@code [...]}
     */
    record Pattern(String name) implements Stored {
        private static boolean looksLike(String name) {
            return name.matches(".*[*?\\[].*");
        }

        @Override
        public boolean mayHaveSeveralFiles() {
            return true;
        }

        @Override
        public List<SourceFile> files(DuckDb database) throws IOException {
            List<SourceFile> found;
            try {
                found = database.rows("SELECT file FROM glob(" + DuckDb.text(name) + ") ORDER BY file").stream()
                        .map(row -> Path.of((String) row.get(0)))
                        .filter(Files::isRegularFile)
                        .map(path -> new SourceFile(path, path.toString()))
                        .toList();
            } catch (SQLException e) {
                throw SqlProblem.in(this, e);
            }
            if (found.isEmpty()) {
                throw new InputException(name, "no file fits this pattern");
            }
            return found;
        }
    }

    /**
     * All files of Parquet below a folder, as Spark and Hive write a table: {@code year=2024/part-0.parquet}.
     *
     * @param name the folder
     */
    record Folder(String name) implements Stored {
        /** Files and folders that are no part of the table, such as _SUCCESS. */
        private static final java.util.regex.Pattern HIDDEN = java.util.regex.Pattern.compile("(^|/)[_.][^/]*");

        private static final java.util.regex.Pattern PARTITION = java.util.regex.Pattern.compile("[^/=]+=[^/]*");

        /** A folder that has such files. */
        static Folder of(String name) throws InputException {
            var folder = new Folder(name);
            try {
                folder.files();
            } catch (InputException e) {
                throw e;
            } catch (IOException e) {
                throw new InputException(name, "this directory cannot be read: " + e.getMessage(), e);
            }
            return folder;
        }

        @Override
        public boolean mayHaveSeveralFiles() {
            return true;
        }

        @Override
        public List<SourceFile> files(DuckDb database) throws IOException {
            return files();
        }

        @Override
        public List<SourceFile> files() throws IOException {
            Path folder = Path.of(name);
            List<SourceFile> found;
            try (Stream<Path> all = Files.walk(folder)) {
                found = all.filter(Files::isRegularFile)
                        .filter(path -> path.toString().endsWith(".parquet"))
                        .filter(path -> !HIDDEN.matcher(within(folder, path)).find())
                        .sorted()
                        .map(path -> new SourceFile(path, path.toString()))
                        .toList();
            } catch (UncheckedIOException e) {
                throw new InputException(name, "cannot be read: " + e.getCause().getMessage(), e);
            }
            if (found.isEmpty()) {
                throw new InputException(
                        name,
                        "a file was expected, but this is a directory, without files of Parquet; a pattern names files"
                                + " of other kinds, such as " + folder.resolve("*.csv"));
            }
            return found;
        }

        private static String within(Path folder, Path path) {
            return folder.relativize(path).toString().replace('\\', '/');
        }

        /** The columns that the names of folders bring: year of year=2024. */
        List<String> partitions(List<SourceFile> files) {
            Path first = Path.of(name).relativize(files.get(0).path());
            return IntStream.range(0, first.getNameCount() - 1)
                    .mapToObj(i -> first.getName(i).toString())
                    .filter(part -> PARTITION.matcher(part).matches())
                    .map(part -> part.substring(0, part.indexOf('=')))
                    .toList();
        }
    }
}
