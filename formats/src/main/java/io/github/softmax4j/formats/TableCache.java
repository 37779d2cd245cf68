package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.io.HeaderStrings;
import io.github.softmax4j.io.RecipeCodec;
import io.github.softmax4j.model.Version;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read of a source in a file, and finds it again as long as the source's files (path, size, and what
 * {@link FileState} knows of them), the options and the version of the program are the same.
 *
 * <p>A kept file that is damaged, or cannot be read, counts as missing, and what cannot be kept is not lost: the folder
 * costs a warning at most. Nothing is ever thrown away here: the folder is its owner's.
 */
final class TableCache {
    private static final Logger LOG = LoggerFactory.getLogger(TableCache.class);
    private static final int KEY_DIGITS = 32;

    private final Path folder;
    private final Source.Stored source;
    private final ReadOptions options;

    TableCache(Path folder, Source.Stored source, ReadOptions options) {
        this.folder = folder;
        this.source = source;
        this.options = options;
    }

    /** Reading the source itself. */
    @FunctionalInterface
    interface Rows {
        Table read() throws IOException;
    }

    Table read(Rows rows) throws IOException {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return rows.read(); // which says what is wrong with the files
        }
        Path file = folder.resolve(key.get().substring(0, KEY_DIGITS) + ".s4d");
        try {
            Optional<Table> kept = KeptTable.read(file, key.get(), options.storage());
            if (kept.isPresent()) {
                return kept.get();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} is not used: {}", file, e.getMessage());
            return rows.read();
        }
        Table table = rows.read();
        if (key.equals(key())) { // else some of it may be from before a change, and some from after it
            keep(table, key.get(), file);
        }
        return table;
    }

    private void keep(Table table, String key, Path file) {
        try {
            AtomicFile.write(file, out -> KeptTable.write(key, table, out));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what was read of {} is not kept: {}", source.name(), e.getMessage());
        }
    }

    /** Empty where the files cannot be looked at. */
    private Optional<String> key() {
        try {
            return Optional.of(digest());
        } catch (IOException e) {
            LOG.debug("{} has no files that can be looked at", source.name(), e);
            return Optional.empty();
        }
    }

    private String digest() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        HeaderStrings.write(out, Version.current());
        out.writeInt(KeptTable.LAYOUT);
        HeaderStrings.write(out, ByteOrder.nativeOrder().toString());
        writeOptions(out);
        HeaderStrings.write(out, source.getClass().getSimpleName());
        HeaderStrings.write(out, source.name());
        for (SourceFile file : source.files()) {
            HeaderStrings.write(out, file.path().toRealPath().toString());
            HeaderStrings.write(out, FileState.of(file.path()).toString());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return String.format(Locale.ROOT, "%064x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void writeOptions(DataOutputStream out) throws IOException {
        write(out, options.choices());
        out.writeBoolean(options.expected().isPresent());
        if (options.expected().isPresent()) {
            ReadOptions.Expected expected = options.expected().get();
            HeaderStrings.write(out, expected.featureNames());
            RecipeCodec.write(out, expected.recipe());
            write(
                    out,
                    expected.settings().entrySet().stream()
                            .map(Object::toString)
                            .toList());
            HeaderStrings.write(out, expected.classes().map(ClassLabels::names).orElse(List.of()));
        }
    }

    /** Each list and each text with its length, so that no two choices are written alike. */
    private static void write(DataOutputStream out, Object choice) throws IOException {
        if (choice instanceof Map<?, ?> named) {
            write(out, List.copyOf(named.values()));
        } else if (choice instanceof Optional<?> optional) {
            write(out, optional.stream().toList());
        } else if (choice instanceof List<?> list) {
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, element);
            }
        } else {
            HeaderStrings.write(out, choice.toString());
        }
    }
}
