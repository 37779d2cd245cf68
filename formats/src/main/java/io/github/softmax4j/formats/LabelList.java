package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Labels as they are read: each different one is kept once, and refused where it cannot be one. */
final class LabelList {
    /** A column of so many different labels is one of keys; they would not fit beside the rows. */
    static final int MOST_CLASSES = 200_000;

    static final String MANY = "there are more than " + MOST_CLASSES
            + " different labels, which looks like numbers or keys rather than classes";

    private final KnownLabels known;
    private final List<String> labels = new ArrayList<>();
    private final Map<String, String> different = new HashMap<>();

    LabelList(KnownLabels known) {
        this.known = known;
    }

    /**
     * Adds the label of the next row.
     *
     * @param label in its one spelling
     * @param place for messages
     */
    void add(String label, Supplier<String> place) throws InputException {
        String one = different.get(label);
        if (one == null) {
            if (label.isEmpty()) {
                throw new InputException(place.get(), "a label was expected, but the text is empty");
            }
            known.require(label, place);
            requireFew(different.size() + 1L, place);
            different.put(label, label);
            one = label;
        }
        labels.add(one);
    }

    /** Refuses more different labels than any model has classes. */
    static void requireFew(long count, Supplier<String> place) throws InputException {
        if (count > MOST_CLASSES) {
            throw new InputException(place.get(), MANY);
        }
    }

    /** Those that differ, in no order. */
    Set<String> different() {
        return different.keySet();
    }

    int size() {
        return labels.size();
    }

    List<String> labels() {
        return labels;
    }
}
