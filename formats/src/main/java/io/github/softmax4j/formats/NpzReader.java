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
    private static final List<String> FEATURES =
            List.of("x", "X", "features", "data", "x_train", "X_train", "train_images", "images", "embeddings");
    private static final List<String> LABELS =
            List.of("y", "Y", "labels", "target", "label", "class", "y_train", "Y_train", "train_labels");
    private static final String SUFFIX = ".npy";

    private final SourceFile file;
    private final ReadOptions options;

    NpzReader(SourceFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    Table read() throws IOException {
        try (ZipFile zip = open()) {
            List<String> keys = keys(zip);
            String features = choose(keys, options.npz().array(), FEATURES, "features", "--array");
            Optional<NpyArray> labels = options.labelsAreWanted()
                    ? Optional.of(member(zip, choose(keys, options.label(), LABELS, "labels", "--label")))
                    : Optional.empty();
            return new NpyReader(options).read(member(zip, features), labels);
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

    /** The key that was asked for, or the first usual one that is there. */
    private String choose(List<String> keys, Optional<String> wanted, List<String> usual, String what, String flag)
            throws InputException {
        if (wanted.isPresent()) {
            if (!keys.contains(wanted.get())) {
                throw new InputException(file.name(), "there is no array '" + wanted.get() + "'; there are " + keys);
            }
            return wanted.get();
        }
        return usual.stream()
                .filter(keys::contains)
                .findFirst()
                .orElseThrow(() -> new InputException(
                        file.name(),
                        "the " + what + " were expected as one of " + usual + ", but there are " + keys
                                + "; choose with " + flag));
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
                return new DataInputStream(new BufferedInputStream(zip.getInputStream(entry), 1 << 16));
            }

            @Override
            public long bytes() {
                return entry.getSize();
            }
        };
    }
}
