package io.github.softmax4j.export.reading;

import java.util.ArrayList;
import java.util.List;

/** A field of the DataDictionary, and what the MiningSchema says of it. */
final class PmmlField {
    private static final String AS_IS = "asIs";

    private final String name;
    private final List<String> values = new ArrayList<>();
    private String replacement;
    private boolean refusesMissing;
    private String invalid = "returnInvalid";

    PmmlField(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The words that it may be; empty where the file lists none. */
    List<String> values() {
        return values;
    }

    /** What a MiningField says: null for what it leaves open. */
    void treat(String missingReplacement, String missingTreatment, String invalidTreatment) {
        replacement = missingReplacement;
        refusesMissing = "returnInvalid".equals(missingTreatment);
        invalid = invalidTreatment == null ? invalid : invalidTreatment;
    }

    /** What takes the place of a missing value; null for nothing. */
    String replacement() {
        return replacement;
    }

    /** Whether there is no answer where the value is missing. */
    boolean refusesMissing() {
        return refusesMissing;
    }

    /** Whether a word that is not listed counts for nothing, and is no reason to refuse the row. */
    boolean takesUnseen() {
        return invalid.equals(AS_IS) || values.isEmpty();
    }
}
