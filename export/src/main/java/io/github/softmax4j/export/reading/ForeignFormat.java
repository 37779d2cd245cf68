package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of file that a model may come from. */
public interface ForeignFormat {
    /** What it is called where one is chosen, such as {@code spark}. */
    String word();

    /** Who trained, such as {@code Spark}; a fact called {@code library} or {@code version} says more. */
    String library();

    /** Whether it is surely of this kind, by what it begins with. */
    boolean fits(FileStart start);

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException with the problem in words, if it is damaged, or is none that can be taken over
     * @throws IOException if it cannot be read
     */
    ForeignModel read(Path file) throws IOException;
}
