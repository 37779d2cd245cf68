package io.github.softmax4j.formats;

import io.github.softmax4j.Version;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.io.AtomicFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what was read of a source in a file, and finds it again as long as the source's files (path, size, time of change), the
 * options and the version of the program are the same. The features of a kept table are mapped into memory, not read.
 *
 * <p>A kept file that is damaged counts as none. Nothing is ever thrown away here: the folder is its owner's.
 */
final class TableCache {
    private static final int KEY_DIGITS = 32;

    private final Path folder;
    private final String source;
    private final ReadOptions options;

    TableCache(Path folder, String source, ReadOptions options) {
        this.folder = folder;
        this.source = source;
        this.options = options;
    }

    /** Reading the source itself. */
    @FunctionalInterface
    interface Reading {
        Table read() throws IOException;
    }

    Table read(Reading reading) throws IOException {
        if (!Backend.computesInHostMemory()) {
            return reading.read();
        }
        Path file = folder.resolve(key() + ".s4d");
        Optional<Table> kept = KeptTable.read(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Table table = reading.read();
        AtomicFile.write(file, out -> KeptTable.write(table, out));
        return table;
    }

    private String key() throws IOException {
        var text = new StringBuilder();
        text.append(Version.current())
                .append('\n')
                .append(ByteOrder.nativeOrder())
                .append('\n');
        ReadOptions whatIsRead = options.withStorage(FeatureStorage.inMemory()).withCache(Optional.empty());
        text.append(whatIsRead).append('\n');
        for (Path file : files()) {
            text.append(file.toRealPath())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, hash)).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Relations.isPattern(source)) {
            return List.of(Tables.requireFile(source));
        }
        try (DuckDb database = DuckDb.open()) {
            return Relations.files(database, source);
        } catch (SQLException e) {
            throw SqlProblem.in(source, e);
        }
    }
}
