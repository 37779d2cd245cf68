package io.github.softmax4j.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/** The formats that are read. */
public enum Format {
    /** Text with a separator: comma, semicolon, tab or vertical bar, whichever divides most of the first lines alike. */
    CSV,
    /** Text with tabs. */
    TSV,
    /** Columns in blocks, with their types. */
    PARQUET,
    /** Objects of JSON, one a line or in an array. */
    JSON,
    /** Images as bytes, with the labels in a file beside them: the format of MNIST. */
    IDX,
    /** Label and index:value pairs: LIBSVM's and SVMlight's. */
    LIBSVM,
    /** An array of NumPy, with the labels in a file beside it. */
    NPY,
    /** Several arrays of NumPy. */
    NPZ;

    /** Whether it has columns of several kinds. */
    boolean isTable() {
        return isText() || this == PARQUET || this == JSON;
    }

    /** What a first line is looked at for. */
    private static final int LONGEST_LOOK = 1 << 16;

    /** Whether it is text with separators, which can come from standard input. */
    boolean isText() {
        return this == CSV || this == TSV;
    }

    /**
     * Guesses from a file's name, and where that says nothing, from its first line.
     *
     * @param file one that can be read
     * @return CSV where nothing speaks against it
     * @throws InputException if the name is that of a format that is not read
     */
    static Format ofFile(Path file) throws IOException {
        Optional<Format> named = ofName(file.getFileName().toString());
        return named.isPresent() ? named.get() : looksLikeLibsvm(file) ? LIBSVM : CSV;
    }

    /** Guesses from a pattern of names. */
    static Format ofPattern(String pattern) throws InputException {
        return ofName(pattern.substring(pattern.lastIndexOf('/') + 1)).orElse(CSV);
    }

    private static Optional<Format> ofName(String name) throws InputException {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (bare.matches(".*[.-]idx\\d(-.*)?") || bare.endsWith(".idx")) {
            return Optional.of(IDX);
        }
        if (bare.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (bare.endsWith(".tsv") || bare.endsWith(".tab")) {
            return Optional.of(TSV);
        }
        if (bare.matches(".*\\.(svm|libsvm|svmlight)")) {
            return Optional.of(LIBSVM);
        }
        if (bare.endsWith(".npy")) {
            return Optional.of(NPY);
        }
        if (bare.endsWith(".npz")) {
            return Optional.of(NPZ);
        }
        if (bare.matches(".*\\.(parquet|parq|pq)")) {
            return Optional.of(PARQUET);
        }
        if (bare.matches(".*\\.(json|jsonl|ndjson)")) {
            return Optional.of(JSON);
        }
        if (bare.matches(".*\\.(db|sqlite3?|duckdb)")) {
            throw new InputException(name, "is a database: --database " + name + " --data 'sql:SELECT ...' asks it");
        }
        if (bare.matches(".*\\.(arff|xlsx?|orc|avro|feather|arrow)")) {
            throw new InputException(
                    name, "this format is not read; CSV, TSV, Parquet, JSON, LIBSVM, IDX, NPY and NPZ are");
        }
        return Optional.empty();
    }

    private static boolean looksLikeLibsvm(Path file) throws IOException {
        try (InputStream in = Tables.decompress(Files.newInputStream(file), file.toString())) {
            String start = new String(in.readNBytes(LONGEST_LOOK), StandardCharsets.ISO_8859_1);
            return start.lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .findFirst()
                    .filter(LibsvmReader::looksLike)
                    .isPresent();
        } catch (EOFException | ZipException e) {
            return false; // whoever reads it says what is wrong
        }
    }
}
