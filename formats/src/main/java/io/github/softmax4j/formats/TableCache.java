package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.io.HeaderStrings;
import io.github.softmax4j.io.RecipeCodec;
import io.github.softmax4j.model.Version;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read of a source in a file, and finds it again as long as the source's files (path, size, time of
 * change), the options and the version of the program are the same. Where the backend computes in the host's
 * memory, the features of a kept table are mapped there, not read.
 *
 * <p>A kept file that is damaged counts as missing. Nothing is ever thrown away here: the folder is its owner's.
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
    interface Reading {
        Table read() throws IOException;
    }

    Table read(Reading reading) throws IOException {
        Path file = folder.resolve(key() + ".s4d");
        Optional<Table> kept = kept(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Table table = reading.read();
        try {
            AtomicFile.write(file, out -> KeptTable.write(table, out));
        } catch (IOException e) {
            LOG.warn("what was read of {} is not kept: {}", source.name(), e.getMessage());
        }
        return table;
    }

    /** A kept table that cannot be read or mapped, because the folder is read-only for example, counts as missing. */
    private Optional<Table> kept(Path file) {
        try {
            return KeptTable.read(file, options.storage());
        } catch (IOException e) {
            LOG.warn("{} is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private String key() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        HeaderStrings.write(out, Version.current());
        out.writeInt(KeptTable.LAYOUT);
        HeaderStrings.write(out, ByteOrder.nativeOrder().toString());
        writeOptions(out);
        for (SourceFile file : source.files()) {
            HeaderStrings.write(out, file.path().toRealPath().toString());
            out.writeLong(Files.size(file.path()));
            out.writeLong(Files.getLastModifiedTime(file.path()).toMillis());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return String.format(Locale.ROOT, "%064x", new BigInteger(1, hash)).substring(0, KEY_DIGITS);
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
        if (choice instanceof Optional<?> optional) {
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
