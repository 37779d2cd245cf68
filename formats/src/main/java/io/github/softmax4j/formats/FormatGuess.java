package io.github.softmax4j.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/** Guesses a format, by a file's name, and where that says nothing, by its first line. */
final class FormatGuess {
    /** A first line is looked at up to here. */
    private static final int LONGEST_LOOK = 1 << 16;

    private FormatGuess() {}

    /**
     * Guesses the format of a file.
     *
     * @return CSV where nothing speaks against it
     * @throws InputException if the name is that of a format that is not read
     */
    static Format ofFile(SourceFile file) throws IOException {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        Optional<Format> named = ofName(name);
        if (named.isEmpty()) {
            requireKnown(name, file);
        }
        return named.isPresent() ? named.get() : looksLikeLibsvm(file) ? Format.LIBSVM : Format.CSV;
    }

    /** Guesses the format of all files whose names fit a pattern. */
    static Format ofPattern(Source.Pattern pattern) throws IOException {
        String name = pattern.name();
        Optional<Format> named = ofName(name.substring(name.lastIndexOf('/') + 1));
        return named.isPresent() ? named.get() : ofFile(pattern.files().get(0));
    }

    static Optional<Format> ofName(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (bare.matches(".*[.-]idx\\d(-.*)?") || bare.endsWith(".idx")) {
            return Optional.of(Format.IDX);
        }
        if (bare.endsWith(".csv")) {
            return Optional.of(Format.CSV);
        }
        if (bare.endsWith(".tsv") || bare.endsWith(".tab")) {
            return Optional.of(Format.TSV);
        }
        if (bare.matches(".*\\.(svm|libsvm|svmlight)")) {
            return Optional.of(Format.LIBSVM);
        }
        if (bare.endsWith(".npy")) {
            return Optional.of(Format.NPY);
        }
        if (bare.endsWith(".npz")) {
            return Optional.of(Format.NPZ);
        }
        if (bare.matches(".*\\.(parquet|parq|pq)")) {
            return Optional.of(Format.PARQUET);
        }
        if (bare.matches(".*\\.(json|jsonl|ndjson)")) {
            return Optional.of(Format.JSON);
        }
        return Optional.empty();
    }

    /** What the file itself says comes first. */
    private static void requireKnown(String name, SourceFile file) throws IOException {
        String bare = name.toLowerCase(Locale.ROOT);
        boolean isDatabase = bare.matches(".*\\.(db|sqlite3?|duckdb)");
        if (!isDatabase && !bare.matches(".*\\.(arff|xlsx?|orc|avro|feather|arrow)")) {
            return;
        }
        ForeignFile.refuse(file, Format.CSV);
        throw new InputException(
                name,
                isDatabase
                        ? "is a database: " + ReadOption.DATABASE.of(name) + FileKind.ASKS
                        : "this format is not read; CSV, TSV, Parquet, JSON, LIBSVM, IDX, NPY and NPZ are");
    }

    private static boolean looksLikeLibsvm(SourceFile file) throws IOException {
        try (InputStream in = file.open()) {
            String start = new String(in.readNBytes(LONGEST_LOOK), StandardCharsets.ISO_8859_1);
            return start.lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .findFirst()
                    .filter(LibsvmLines::looksLike)
                    .isPresent();
        } catch (EOFException | ZipException e) {
            return false; // the reader says what is wrong
        }
    }
}
