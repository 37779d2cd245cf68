package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.data.WrittenNumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column as SQL: its value, and the values of its features.
 *
 * @param isText whether its text may be a number, and some words mean that there is nothing
 * @param hasUnderscores whether it may have some, in a text
 * @param column the column
 * @param notation how values are written
 */
record FeatureSql(boolean isText, boolean hasUnderscores, Relation.Column column, Notation notation) {
    /** The mark of a value that is not what the column holds; no number of a file may be infinite. */
    private static final String WRONG = "'infinity'::DOUBLE";

    /** The code of a category that the training did not have. */
    static final double UNSEEN = -1;

    private static final String YES = words(Notation.YES);
    private static final String NO = words(Notation.NO);

    /** Dates and times of ISO 8601 begin so; DuckDB reads much more, such as 1-2-20, for the second of January 0020. */
    private static final String ISO_DATE = "'^[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)? ?(Z|[+-](0[0-9]|1[0-4])(:?[0-9]{2})?)?)?$'";

    private static String words(Collection<String> words) {
        return words.stream().sorted().map(DuckDb::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The value, NULL where it is missing. */
    String value() {
        return value(Optional.empty());
    }

    /** The value in a column of some kind, NULL where it is missing. */
    String value(Kind kind) {
        return value(Optional.of(kind));
    }

    private String value(Optional<Kind> kind) {
        if (isText || (isVarchar() && kind.isPresent() && kind.get() != Kind.CATEGORY)) {
            return without(notation.nothing(kind));
        }
        if (isVarchar()) {
            return without(notation.naValues());
        }
        boolean isFloating = column.type().equals("FLOAT") || column.type().equals("DOUBLE");
        String value = isFloating
                ? "(CASE WHEN isnan(" + column.sql() + ") THEN NULL ELSE " + column.sql() + " END)"
                : column.sql();
        return column.kind().equals(Optional.of(Kind.NUMBER)) ? withoutNothing(value) : value;
    }

    private boolean isVarchar() {
        return column.type().equals("VARCHAR");
    }

    private String without(List<String> words) {
        return "(CASE WHEN " + isNothing(words) + " THEN NULL ELSE " + trimmed() + " END)";
    }

    /** Whether the text is empty, one of some words, or a number that means nothing however it is written. */
    private String isNothing(List<String> words) {
        List<String> empty = Stream.concat(Stream.of(""), words.stream()).toList();
        String asNumber = notation.naNumbers().isEmpty() ? "" : " OR " + writtenNumber() + naNumbers();
        return "(" + isOneOf(empty) + asNumber + ")";
    }

    /** Each word of a list would have a vector of its own in DuckDB; the words of a type are looked up. */
    private String isOneOf(List<String> words) {
        return words.stream()
                .distinct()
                .map(DuckDb::text)
                .collect(Collectors.joining(", ", "TRY_CAST(" + trimmed() + " AS ENUM(", ")) IS NOT NULL"));
    }

    private String naNumbers() {
        return notation.naNumbers().stream()
                .map(number -> number + "::DOUBLE")
                .collect(Collectors.joining(", ", " IN (", ")"));
    }

    private String withoutNothing(String number) {
        return notation.naNumbers().isEmpty()
                ? number
                : "(CASE WHEN " + number + naNumbers() + " THEN NULL ELSE " + number + " END)";
    }

    /** Whether the value is a word that means among numbers that nothing is there. */
    String isNothingAmongNumbers() {
        List<String> words = isText
                ? Notation.NOTHING_AMONG_NUMBERS
                : Stream.concat(Notation.NOTHING.stream(), Notation.NOTHING_AMONG_NUMBERS.stream())
                        .toList();
        return isVarchar() ? isOneOf(words) : "false";
    }

    /** The text is computed once: DuckDB keeps a vector for each time that it stands in a query. */
    private static String once(String text, UnaryOperator<String> made) {
        return "list_transform([" + text + "], lambda w: " + made.apply("w") + ")[1]";
    }

    /** As {@link Spelling#trimmed}. DuckDB's trim is slow, so that only text with something to trim is given to it. */
    private String trimmed() {
        String text = column.sql();
        return "(CASE WHEN starts_with(" + text + ", ' ') OR ends_with(" + text + ", ' ') OR ends_with(" + text
                + ", '\r') OR contains(" + text + ", '\t') THEN trim(" + text + ", ' \t\r') ELSE " + text + " END)";
    }

    /**
     * The value as a number, NULL where it is not one. DuckDB reads 1_0 as 10, which nobody means by it; and it
     * would move a cast of the bare column into its reader of text, which fails where TRY_CAST gives NULL.
     */
    String number() {
        return withoutNothing(writtenNumber());
    }

    private String writtenNumber() {
        boolean isWritten = isText || isVarchar();
        if (isWritten && !notation.isPlain(column.name())) {
            String text = notation.numbers().contains(column.name()) ? withoutSigns() : trimmed();
            return "TRY_CAST(" + once(text, this::plain) + " AS DOUBLE)";
        }
        if (!isText) {
            return "TRY_CAST(" + (isVarchar() ? "nullif(" + trimmed() + ", '')" : column.sql()) + " AS DOUBLE)";
        }
        String number = "TRY_CAST(nullif(" + column.sql() + ", '') AS DOUBLE)";
        return hasUnderscores
                ? "(CASE WHEN contains(" + column.sql() + ", '_') THEN NULL ELSE " + number + " END)"
                : number;
    }

    private String withoutSigns() {
        String minus = "replace(" + trimmed() + ", '\u2212', '-')";
        String loss = "regexp_replace(" + minus + ", '^\\((.*)\\)$', '-\\1')"; // (5) is -5 in accounts
        return "trim(regexp_replace(" + loss + ", '" + WrittenNumber.SIGNS + "', '\\1', 'g'))";
    }

    /** A number with other signs as DuckDB reads it; NULL where groups do not have three digits. */
    private String plain(String text) {
        String decimal = DuckDb.text(String.valueOf(notation.decimal()));
        String fraction = "([" + notation.decimal() + "][0-9]*)?([eE][+-]?[0-9]+)?";
        String whole = notation.thousands()
                .map(sign -> "([0-9]{1,3}([" + sign + "][0-9]{3})+|[0-9]*)")
                .orElse("[0-9]*");
        String pattern = DuckDb.text("[+-]?" + whole + fraction);
        String joined = notation.thousands()
                .map(sign -> "replace(" + text + ", " + DuckDb.text(String.valueOf(sign)) + ", '')")
                .orElse(text);
        return "(CASE WHEN regexp_full_match(" + text + ", " + pattern + ") THEN nullif(replace(" + joined + ", "
                + decimal + ", '.'), '') END)";
    }

    /**
     * The value as a number where all values are known to be numbers, or the query may fail: DuckDB then parses
     * numbers in its reader of text, which is faster.
     */
    private String surelyNumber() {
        boolean isFast = isText
                && !hasUnderscores
                && notation.isPlain(column.name())
                && notation.naNumbers().isEmpty();
        return isFast ? "TRY_CAST(" + column.sql() + " AS DOUBLE)" : number();
    }

    /** The value as text that is not trimmed yet, because trimming is faster outside of DuckDB. */
    String untrimmedLabel() {
        return isVarchar() ? column.sql() : "CAST(" + value() + " AS VARCHAR)";
    }

    /** The value as a label, in the one spelling; NULL where it is missing, whatever the format. */
    String label() {
        String text = isVarchar() ? without(notation.nothing(Optional.empty())) : untrimmedLabel();
        return once(text, SpellingSql::of);
    }

    /** 1 for true, 0 for false, else NULL; among numbers only these two are flags. */
    String flag() {
        if (column.kind().equals(Optional.of(Kind.NUMBER))) {
            return "(CASE WHEN " + column.sql() + " IN (0, 1) THEN CAST(" + column.sql() + " AS DOUBLE) END)";
        }
        if (!isVarchar()) {
            return "TRY_CAST(TRY_CAST(" + value() + " AS BOOLEAN) AS DOUBLE)";
        }
        return once(
                "lower(" + value(Kind.FLAG) + ")",
                word -> "(CASE WHEN " + word + " IN " + YES + " THEN 1.0::DOUBLE WHEN " + word + " IN " + NO
                        + " THEN 0.0::DOUBLE END)");
    }

    /** Days since 1970-01-01, NULL where it is no date of ISO 8601, or as told; text may have an offset from UTC. */
    String day() {
        if (!isVarchar()) {
            return "(epoch(TRY_CAST(" + value() + " AS TIMESTAMP)) / 86400.0)";
        }
        String text = value(Kind.DATE);
        Optional<String> format = notation.dateFormat(column.name());
        if (format.isPresent()) {
            return "(epoch(try_strptime(" + text + ", " + DuckDb.text(format.get()) + ")) / 86400.0)";
        }
        return once(
                text,
                word -> "(CASE WHEN regexp_matches(" + word + ", " + ISO_DATE + ") THEN epoch(TRY_CAST(" + word
                        + " AS TIMESTAMPTZ)) / 86400.0 END)");
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
            case NUMBER -> List.of(isKnown ? surelyNumber() : checked("nullif(" + number() + ", 'nan')", Kind.NUMBER));
            case FLAG -> List.of(checked(flag(), Kind.FLAG));
            case DATE -> List.of(checked(day(), Kind.DATE));
            case CATEGORY -> List.of(code(source.categories(), isKnown));
            case VECTOR ->
                IntStream.rangeClosed(1, source.length())
                        .mapToObj(i -> element(i, source.length()))
                        .toList();
        };
    }

    /** The value is looked at only where it is not a number: that is most of the work. */
    private String checked(String number, Kind kind) {
        String isMissing = isVarchar()
                ? "(" + column.sql() + " IS NULL OR " + isNothing(notation.nothing(Optional.of(kind))) + ")"
                : value(kind) + " IS NULL";
        return "coalesce(" + number + ", CASE WHEN " + isMissing + " THEN NULL ELSE " + WRONG + " END)";
    }

    /** The first lookup finds text with nothing to trim and in the one spelling, and most values need no other. */
    private String code(List<String> categories, boolean isKnown) {
        String values = categories.stream().map(DuckDb::text).collect(Collectors.joining(", "));
        String asItStands = isVarchar() ? "nullif(" + column.sql() + ", '')" : "CAST(" + column.sql() + " AS VARCHAR)";
        String word = isVarchar() ? value(Kind.CATEGORY) : "CAST(" + value() + " AS VARCHAR)";
        String other = once(
                word,
                text -> isKnown
                        ? code(SpellingSql.of(text), values)
                        : "coalesce(" + code(SpellingSql.of(text), values) + ", CASE WHEN " + text
                                + " IS NULL THEN NULL ELSE " + UNSEEN + " END)");
        return "coalesce(" + code(asItStands, values) + ", " + other + ")";
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
