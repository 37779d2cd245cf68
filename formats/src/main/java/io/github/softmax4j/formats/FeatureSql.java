package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column as SQL: its value, and the values of its features.
 *
 * @param isText whether its text may be a number, and some words mean that there is nothing
 * @param hasUnderscores whether it may have some, in a text
 * @param column the column
 */
record FeatureSql(boolean isText, boolean hasUnderscores, Relation.Column column) {
    /** The texts that mean that a value is missing. */
    static final List<String> MISSING = List.of("?", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL");

    /** The mark of a value that is not what the column holds; no number of a file may be infinite. */
    private static final String WRONG = "'infinity'::DOUBLE";

    private static final String MISSING_LIST =
            MISSING.stream().map(DuckDb::text).collect(Collectors.joining(", ", "('', ", ")"));

    /** The code of a category that the training did not have. */
    static final double UNSEEN = -1;

    /** The value, NULL where it is missing. */
    String value() {
        if (isText) {
            return "(CASE WHEN " + trimmed() + " IN " + MISSING_LIST + " THEN NULL ELSE " + trimmed() + " END)";
        }
        if (column.type().equals("VARCHAR")) {
            return "nullif(" + trimmed() + ", '')";
        }
        boolean isFloating = column.type().equals("FLOAT") || column.type().equals("DOUBLE");
        return isFloating
                ? "(CASE WHEN isnan(" + column.sql() + ") THEN NULL ELSE " + column.sql() + " END)"
                : column.sql();
    }

    /** DuckDB's trim is slow, so that only text with something to trim is given to it. */
    private String trimmed() {
        String text = column.sql();
        return "(CASE WHEN starts_with(" + text + ", ' ') OR ends_with(" + text + ", ' ') OR contains(" + text
                + ", '\t') THEN trim(" + text + ", ' \t') ELSE " + text + " END)";
    }

    /**
     * The value as a number, NULL where it is not one. DuckDB reads 1_0 as 10, which nobody means by it; and it
     * would move a cast of the bare column into its reader of text, which fails where TRY_CAST gives NULL.
     */
    String number() {
        if (!isText) {
            return "TRY_CAST(" + value() + " AS DOUBLE)";
        }
        String number = "TRY_CAST(nullif(" + column.sql() + ", '') AS DOUBLE)";
        return hasUnderscores
                ? "(CASE WHEN contains(" + column.sql() + ", '_') THEN NULL ELSE " + number + " END)"
                : number;
    }

    /**
     * The value as a number where all values are known to be numbers, or the query may fail: DuckDB then parses
     * numbers in its reader of text, which is faster.
     */
    private String surelyNumber() {
        return isText && !hasUnderscores ? "TRY_CAST(" + column.sql() + " AS DOUBLE)" : number();
    }

    /** The value as text that is not trimmed yet, because trimming is faster outside of DuckDB. */
    String untrimmedLabel() {
        return column.type().equals("VARCHAR") ? column.sql() : label();
    }

    /** A text without blanks and tabs around it, trimmed as the SQL of this class does. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The value as a label: its text, NULL where it is missing. */
    String label() {
        boolean isText = column.type().equals("VARCHAR");
        return isText ? trimmed() : "CAST(" + value() + " AS VARCHAR)";
    }

    /** 1 for true, 0 for false, else NULL; among numbers only these two are flags. */
    String flag() {
        boolean isNumber = column.kind().equals(Optional.of(Kind.NUMBER));
        return isNumber
                ? "(CASE WHEN " + column.sql() + " IN (0, 1) THEN CAST(" + column.sql() + " AS DOUBLE) END)"
                : "TRY_CAST(TRY_CAST(" + value() + " AS BOOLEAN) AS DOUBLE)";
    }

    /** Days since 1970-01-01, NULL where it is not a date; text may have an offset from UTC. */
    String day() {
        String type = column.type().equals("VARCHAR") ? "TIMESTAMPTZ" : "TIMESTAMP";
        return "(epoch(TRY_CAST(" + value() + " AS " + type + ")) / 86400.0)";
    }

    /**
     * The values of the features: one for a number, flag or date; one per element of a vector; the code of a
     * category. NULL where the value is missing, infinite where it is not what it should be.
     *
     * @param source what the column should be
     * @param isKnown whether all values are known to be there and right: the query is faster then, and may fail
     */
    List<String> features(SourceColumn source, boolean isKnown) {
        return switch (source.kind()) {
            case NUMBER -> List.of(isKnown ? surelyNumber() : checked("nullif(" + number() + ", 'nan')"));
            case FLAG -> List.of(checked(flag()));
            case DATE -> List.of(checked(day()));
            case CATEGORY -> List.of(code(source.categories(), isKnown));
            case VECTOR ->
                IntStream.rangeClosed(1, source.length())
                        .mapToObj(i -> element(i, source.length()))
                        .toList();
        };
    }

    /** The value is looked at only where it is not a number: that is most of the work. */
    private String checked(String number) {
        return "coalesce(" + number + ", CASE WHEN " + value() + " IS NULL THEN NULL ELSE " + WRONG + " END)";
    }

    /** The first lookup finds text with nothing to trim, and most values need no other. */
    private String code(List<String> categories, boolean isKnown) {
        boolean isText = column.type().equals("VARCHAR");
        String values = categories.stream().map(DuckDb::text).collect(Collectors.joining(", "));
        String asItStands = isText ? "nullif(" + column.sql() + ", '')" : "CAST(" + column.sql() + " AS VARCHAR)";
        String trimmed = isText ? ", " + code(trimmed(), values) : "";
        String other = isKnown ? "" : ", CASE WHEN " + value() + " IS NULL THEN NULL ELSE " + UNSEEN + " END";
        return "coalesce(" + code(asItStands, values) + trimmed + other + ")";
    }

    private static String code(String word, String values) {
        return "CAST(enum_code(TRY_CAST(" + word + " AS ENUM(" + values + "))) AS DOUBLE)";
    }

    private String element(int index, int length) {
        String list = column.sql();
        boolean isList = column.type().endsWith("]");
        if (!isList) {
            return WRONG;
        }
        return "CASE WHEN " + list + " IS NULL THEN NULL WHEN len(" + list + ") <> " + length + " THEN " + WRONG
                + " ELSE coalesce(nullif(TRY_CAST(" + list + "[" + index + "] AS DOUBLE), 'nan'), " + WRONG + ") END";
    }
}
