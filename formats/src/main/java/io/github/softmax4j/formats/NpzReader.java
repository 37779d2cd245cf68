package io.github.softmax4j.formats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads an NPZ file: a zip of NPY files, of which one has the features and one the labels. */
final class NpzReader {
    private static final String SUFFIX = ".npy";

    private final SourceFile file;
    private final ReadOptions options;

    NpzReader(SourceFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    Table read() throws IOException {
        try (ZipFile zip = open()) {
            NpzArrays.Choice choice = new NpzArrays(file.name(), keys(zip), options).choose();
            Optional<NpyArray> labels = choice.labels().map(key -> member(zip, key));
            var part = new NpyReader.Part(member(zip, choice.features()), labels);
            Table table = new NpyReader(options).read(file.name(), List.of(part), Optional.empty());
            return table.withReading(table.reading().and(choice.settings(), choice.notes()));
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(file.path().toFile());
        } catch (EOFException e) { // where its directory is said to be, there is nothing
            throw damaged(e);
        }
    }

    private List<String> keys(ZipFile zip) throws InputException {
        try {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IllegalArgumentException e) { // a name that is no text
            throw damaged(e);
        }
    }

    private InputException damaged(Exception cause) {
        return new InputException(file.name(), "is not an NPZ file, or is damaged: " + cause.getMessage(), cause);
    }

    private NpyArray member(ZipFile zip, String key) {
        ZipEntry entry = zip.getEntry(key + SUFFIX);
        return new NpyArray() {
            @Override
            public String name() {
                return file + ", array " + key;
            }

            @Override
            public DataInputStream open() throws IOException {
                PackedSize.requirePlausible(name(), (double) entry.getSize(), (double) entry.getCompressedSize());
                return new DataInputStream(new BufferedInputStream(zip.getInputStream(entry), 1 << 16));
            }

            @Override
            public long bytes() {
                return entry.getSize();
            }
        };
    }
}
