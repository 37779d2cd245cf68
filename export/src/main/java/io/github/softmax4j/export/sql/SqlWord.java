package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.export.form.WordColumn;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A category: its place among the words of the training chooses what is added. Two more places are for words that are
 * missing and for words that the training did not have; it is NULL where the row is refused.
 *
 * @param column what it adds
 * @param name of its place, from 1 on
 */
record SqlWord(WordColumn column, String name) implements SqlColumn {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** 3.0, as DuckDB writes the double 3, is spelt 3 in a model: {@link Spelling}. */
    private static final String WHOLE_WITH_ZEROS = "'^(-?(0|[1-9][0-9]*))\\.0*$'";

    @Override
    public List<Named> cells() {
        String word = word();
        String missing =
                column.gap().isPresent() ? String.valueOf(column.words().size() + 1) : "NULL";
        String place = "CASE WHEN " + word + " IS NULL" + isNothing(word) + " THEN " + missing + " ELSE " + place(word)
                + " END";
        return List.of(new Named(place, name));
    }

    private String word() {
        String text = "CAST(t." + SqlText.name(column.name()) + " AS TEXT)";
        boolean hasWhole = column.words().stream().anyMatch(WHOLE.asMatchPredicate());
        return hasWhole ? "regexp_replace(" + text + ", " + WHOLE_WITH_ZEROS + ", '\\1')" : text;
    }

    private String isNothing(String word) {
        return column.nothings().isEmpty() ? "" : " OR " + word + " IN (" + SqlText.texts(column.nothings()) + ")";
    }

    private String place(String word) {
        String place = "array_position(ARRAY[" + SqlText.texts(column.words()) + "], " + word + ")";
        return column.unseen().isPresent()
                ? "coalesce(" + place + ", " + (column.words().size() + 2) + ")"
                : place;
    }

    @Override
    public List<Named> inputs() {
        return List.of(new Named(name, name));
    }

    @Override
    public List<String> terms(int k) {
        double[] added = Arrays.stream(column.table())
                .mapToDouble(row -> Double.isNaN(row[k]) ? 0 : row[k]) // no place of a row that is refused is there
                .toArray();
        boolean isNothing = k > 0 && Arrays.stream(added).allMatch(value -> value == 0);
        return isNothing ? List.of() : List.of("(" + SqlText.numbers(added) + ")[" + name + "]");
    }

    @Override
    public String type() {
        return "text";
    }
}
