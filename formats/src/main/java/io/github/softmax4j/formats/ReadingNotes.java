package io.github.softmax4j.formats;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What there is to say of how a source was read.
 *
 * @param notes what was found; a sentence each
 * @param warnings what may not be meant; a sentence each
 */
record ReadingNotes(List<String> notes, List<String> warnings) {
    static final ReadingNotes NONE = new ReadingNotes(List.of(), List.of());

    ReadingNotes {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    static ReadingNotes ofNote(String note) {
        return new ReadingNotes(List.of(note), List.of());
    }

    static ReadingNotes ofWarning(String warning) {
        return new ReadingNotes(List.of(), List.of(warning));
    }

    /** All of both, each once. */
    ReadingNotes and(ReadingNotes others) {
        return new ReadingNotes(joined(notes, others.notes), joined(warnings, others.warnings));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
