package io.github.softmax4j.export;

import io.github.softmax4j.model.SoftmaxModel;
import java.util.List;
import java.util.Objects;

/**
 * A model that another program trained.
 *
 * @param model the model; its summary claims nothing of a training
 * @param kind what its file is, one of {@link ModelImport#kinds()}
 * @param library who trained it, such as {@code Spark 3.5.6}
 * @param notes what was assumed; a sentence each
 * @param warnings what may not be meant; a sentence each
 * @see ModelImport
 */
public record ImportedModel(
        SoftmaxModel model, String kind, String library, List<String> notes, List<String> warnings) {
    /**
     * Copies what is said.
     *
     * @param model the model
     * @param kind what its file is
     * @param library who trained it
     * @param notes what was assumed
     * @param warnings what may not be meant
     */
    public ImportedModel {
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(kind, "kind must not be null");
        Objects.requireNonNull(library, "library must not be null");
        Objects.requireNonNull(notes, "notes must not be null");
        Objects.requireNonNull(warnings, "warnings must not be null");
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }
}
