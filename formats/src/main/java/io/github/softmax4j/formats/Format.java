package io.github.softmax4j.formats;

import java.util.Locale;

/** The formats that are read. */
public enum Format {
    /** Text with a separator: comma, semicolon, tab or vertical bar, as found in the first line. */
    CSV,
    /** Text with tabs. */
    TSV,
    /** Images as bytes, with the labels in a file beside them: the format of MNIST. */
    IDX;

    /**
     * Guesses from a file's name.
     *
     * @param name the name, without directories
     * @return CSV where the name says nothing
     * @throws InputException if the name is that of a format that is not read
     */
    static Format ofName(String name) throws InputException {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (bare.matches(".*[.-]idx\\d(-.*)?") || bare.endsWith(".idx")) {
            return IDX;
        }
        if (bare.endsWith(".tsv") || bare.endsWith(".tab")) {
            return TSV;
        }
        if (bare.matches(".*\\.(parquet|jsonl?|ndjson|svm|libsvm|npy|npz|arff|xlsx?|zip|db|sqlite|duckdb)")) {
            throw new InputException(name, "this format is not read; CSV, TSV and IDX are, each also with .gz");
        }
        return CSV;
    }
}
