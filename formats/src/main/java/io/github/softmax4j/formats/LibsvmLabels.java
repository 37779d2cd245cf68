package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Spelling;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The labels of LIBSVM files. They are numbers; words are read too, as some programs write them, but not both, because
 * a word among numbers is a damaged one.
 */
final class LibsvmLabels {
    private final LabelList labels;
    private final boolean isTraining;
    private String first;
    private boolean areWords;

    LibsvmLabels(ReadOptions options) {
        this.labels = new LabelList(options.knownLabels());
        this.isTraining = options.expected().isEmpty();
    }

    void add(String token, Supplier<String> place) throws InputException {
        if (token.indexOf(',') >= 0) {
            throw new InputException(place.get(), "one label per row was expected, but found several: '" + token + "'");
        }
        if (Notation.USUAL.isNothing(token)) {
            throw new InputException(place.get(), "a label was expected, but it is missing: '" + token + "'");
        }
        boolean isWord = TextDialect.isWord(token);
        if (first == null) {
            first = token;
            areWords = isWord;
        }
        if (isTraining && isWord != areWords) {
            throw new InputException(
                    place.get(),
                    "labels must be all numbers or all words, but after '" + NumberField.abbreviate(first) + "' comes '"
                            + NumberField.abbreviate(token) + "'");
        }
        labels.add(Spelling.of(token), place);
    }

    boolean areWords() {
        return areWords;
    }

    Set<String> different() {
        return labels.different();
    }

    List<String> labels() {
        return labels.labels();
    }
}
