package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.data.WrittenNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The labels of a table, each in its one spelling, and counted. */
final class LabelTexts {
    private static final int MOST_TOLD = 5;

    /** Numbers that differ more are measurements rather than names of classes. */
    private static final int MOST_NUMBERS = 100;

    /** A line of names among rows is one of far fewer than a class has. */
    private static final int FAR_FEWER = 10;

    private final KnownLabels known;
    private final Notation notation;
    private final List<String> all = new ArrayList<>();
    /** By its text in the source; one text for all that are equal. */
    private final Map<String, Label> byText = new HashMap<>();

    private String unknown;

    LabelTexts(KnownLabels known, Notation notation) {
        this.known = known;
        this.notation = notation;
    }

    /** A label, and how many rows have it as it is written there. */
    private static final class Label {
        private final String text;
        private long rows;

        Label(String text) {
            this.text = text;
        }
    }

    /** Adds labels; what is wrong with one of them, or nothing. */
    Optional<RowMaker.Trouble> addAll(String... texts) {
        for (String text : texts) {
            Label label = byText.get(text);
            if (label == null) {
                if (byText.size() >= LabelList.MOST_CLASSES) {
                    return Optional.of(RowMaker.Trouble.MANY_LABELS);
                }
                String trimmed = Spelling.trimmed(text);
                if (notation.isNothing(trimmed)) {
                    return Optional.of(RowMaker.Trouble.NO_LABEL);
                }
                String spelled = Spelling.of(trimmed);
                String chosen = known.contain(spelled) || !known.contain(trimmed) ? spelled : trimmed;
                if (!known.contain(chosen)) {
                    unknown = chosen;
                    return Optional.of(RowMaker.Trouble.UNKNOWN_LABEL);
                }
                label = new Label(chosen);
                byText.put(text, label);
            }
            label.rows++;
            all.add(label.text);
        }
        return Optional.empty();
    }

    /** What speaks against labels that are numbers: they may be those of a regression. */
    static Optional<String> measurements(Set<String> labels) {
        boolean areNumbers = labels.stream().noneMatch(TextDialect::isWord);
        boolean fractions = labels.stream().anyMatch(LabelTexts::isFraction);
        return areNumbers && (fractions || labels.size() > MOST_NUMBERS)
                ? Optional.of("the labels are " + labels.size() + " different numbers"
                        + (fractions ? " with fractions" : "") + "; each is a class of its own")
                : Optional.empty();
    }

    private static boolean isFraction(String label) {
        double number = WrittenNumber.parse(label);
        return Double.isFinite(number) && number != Math.rint(number);
    }

    /** In the order of the rows. */
    List<String> all() {
        return all;
    }

    /** The label that is none of those known. */
    String unknown() {
        return unknown;
    }

    private Map<String, Long> counts() {
        return byText.values().stream()
                .collect(Collectors.groupingBy(label -> label.text, Collectors.summingLong(label -> label.rows)));
    }

    Reading.Column described(String name) {
        Map<String, Long> counts = counts();
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TOLD)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        String more = counts.size() > MOST_TOLD ? ", " + (counts.size() - MOST_TOLD) + " more" : "";
        return new Reading.Column(name, "label", 0, 0, most + more);
    }

    /** What may not be meant: a column of measurements, or a class for rows without a label. */
    ReadingNotes notes(String name) {
        Map<String, Long> counts = counts();
        List<String> words =
                counts.keySet().stream().filter(TextDialect::isWord).toList();
        ReadingNotes notes = ReadingNotes.NONE;
        Optional<String> measured = measurements(counts.keySet());
        if (measured.isPresent()) {
            notes = notes.and(ReadingNotes.ofWarning(name + ": " + measured.get()));
        }
        Optional<List<String>> alike = Spelling.differInCapitals(counts.keySet());
        if (alike.isPresent()) {
            notes = notes.and(
                    ReadingNotes.ofWarning(name + ": labels that differ in capitals only are different classes: "
                            + String.join(", ", alike.get())));
        }
        List<String> nothings =
                words.stream().filter(Notation.NOTHING_AMONG_NUMBERS::contains).toList();
        if (!nothings.isEmpty() && counts.size() > 1) {
            boolean areOthersNumbers = nothings.size() == words.size();
            notes = notes.and(ReadingNotes.ofWarning(name + ": "
                    + (areOthersNumbers
                            ? "all labels but " + TableColumns.some(nothings) + " are numbers; that"
                            : "'" + TableColumns.some(nothings) + "'")
                    + " is taken for a class (" + ReadOption.NA_VALUES.of(nothings.get(0))
                    + " says that there is none)"));
        }
        boolean isRare = counts.getOrDefault(name, 0L) * FAR_FEWER * counts.size() <= all.size();
        if (counts.containsKey(name) && isRare) {
            notes = notes.and(ReadingNotes.ofWarning(name + ": '" + name
                    + "' is taken for a class, the name of the column; is a line of names among the rows?"));
        }
        return notes;
    }
}
