package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of file that a model may come from. */
public interface ForeignFormat {
    /**
     * What it is called where one is chosen.
     *
     * @return such as {@code spark}
     */
    String word();

    /**
     * Who trained; facts of a model that are called {@code library} or {@code version} say more.
     *
     * @return such as {@code Spark}
     */
    String library();

    /**
     * Whether it is surely of this kind.
     *
     * @param start what the file begins with
     * @return false where that does not tell
     */
    boolean fits(FileStart start);

    /**
     * Reads a model.
     *
     * @param file the file, or the folder
     * @return what it says
     * @throws IllegalArgumentException with the problem in words, if it is damaged, or is none that can be taken over
     * @throws IOException if it cannot be read
     */
    ForeignModel read(Path file) throws IOException;
}
