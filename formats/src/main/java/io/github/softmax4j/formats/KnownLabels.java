package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The labels that rows may have: a row of a class that the model does not know can be neither tested nor predicted.
 *
 * @param classes the classes of the training; empty where every label is welcome
 */
record KnownLabels(Optional<ClassLabels> classes) {
    /** Refuses a label that is not among them; its place is spelt out only for an error. */
    void require(String label, Supplier<String> place) throws InputException {
        if (!contain(label)) {
            throw unknown(label, place.get());
        }
    }

    boolean contain(String label) {
        return classes.map(known -> known.indexOf(label) >= 0).orElse(true);
    }

    InputException unknown(String label, String place) {
        return new InputException(
                place,
                "the label must be one of the classes of the training, "
                        + TableColumns.some(classes.orElseThrow().names()) + ", but is '" + label + "'");
    }
}
