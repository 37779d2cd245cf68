package io.github.softmax4j.formats;

import java.util.Optional;

/** Where a query is asked. */
sealed interface Database {
    /**
     * Parses what users write.
     *
     * @param where a JDBC URL, or a file of DuckDB; empty for DuckDB without a file
     * @throws InputException if it is a file that cannot be read
     */
    static Database of(Optional<String> where) throws InputException {
        if (where.isEmpty()) {
            return new WithoutFile();
        }
        return where.get().startsWith(Jdbc.PREFIX) ? new Jdbc(where.get()) : new OfDuckDb(SourceFile.of(where.get()));
    }

    /** DuckDB inside this process: queries read files. */
    record WithoutFile() implements Database {}

    /**
     * A database in a file of DuckDB.
     *
     * @param file the file
     */
    record OfDuckDb(SourceFile file) implements Database {}

    /**
     * A database behind a JDBC driver, which has its own SQL.
     *
     * @param url may hold a password, so that no message shows it
     */
    record Jdbc(String url) implements Database {
        private static final String PREFIX = "jdbc:";
    }
}
