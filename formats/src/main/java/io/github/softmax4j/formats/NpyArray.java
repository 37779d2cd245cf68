package io.github.softmax4j.formats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;

/** An array that NumPy has saved, in a file of its own or within another; it may be opened several times. */
interface NpyArray {
    /** Its name, for messages. */
    String name();

    DataInputStream open() throws IOException;

    /** The bytes of header and data, or -1 where that is not known. */
    long bytes() throws IOException;

    /** Whether that is the size of a file, which cannot lie. */
    default boolean isFile() {
        return false;
    }

    /** The array in a file of its own. */
    static NpyArray of(SourceFile file) {
        return new NpyArray() {
            @Override
            public boolean isFile() {
                return true;
            }

            @Override
            public String name() {
                return file.name();
            }

            @Override
            public DataInputStream open() throws IOException {
                return new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16));
            }

            @Override
            public long bytes() throws IOException {
                return Files.size(file.path());
            }
        };
    }
}
