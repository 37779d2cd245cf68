package io.github.softmax4j.export.form;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A kind of file that a model can become. */
public interface TargetFormat {
    /** A choice that makes sense for some targets only. */
    enum Choice {
        /** To compute in float. */
        FLOAT,
        /** To leave the label out. */
        NO_LABEL,
        /** The table that is read, and the columns that are carried along. */
        TABLE
    }

    /**
     * What names of such files end with.
     *
     * @return in small letters, with its point: {@code .json}
     */
    String suffix();

    /**
     * The choices that such a file offers.
     *
     * @return those that {@link #write} goes by
     */
    Set<Choice> choices();

    /**
     * Writes a model. Equal arguments make equal bytes.
     *
     * @param form the model
     * @param facts what else there is to say of it
     * @param options what was decided
     * @param out buffered; not closed
     * @throws IOException if that fails
     * @throws IllegalArgumentException if such a file cannot hold the model; the message says why
     */
    void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException;

    /**
     * What the file is like, for whoever uses it: its inputs, its outputs, its version.
     *
     * @param form the model
     * @param options what was decided
     * @return without the name of the format in front
     */
    String description(ScoringForm form, TargetOptions options);

    /**
     * What may not be meant.
     *
     * @param form the model
     * @param options what was decided
     * @return a sentence each
     */
    default List<String> warnings(ScoringForm form, TargetOptions options) {
        return List.of();
    }

    /**
     * Opens a file that was written, to score with it.
     *
     * @param file the file
     * @param form what was written
     * @param options what was decided
     * @return empty where the class path has no reader of such files
     * @throws IOException if the reader does not take the file
     */
    Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException;

    /**
     * The reader that {@link #reader} looks for.
     *
     * @return its name, and in brackets what is to be put on the class path
     */
    String readerName();
}
