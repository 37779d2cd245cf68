package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Rows and columns that DuckDB can read.
 *
 * @param source where they come from
 * @param sql the text after FROM
 * @param columns its columns
 * @param isNamed whether the columns have names of their own; without, those are x0, x1, ... beside the label
 * @param likelyRows about how many rows there are; 0 where that is not known
 * @param text what is known of text, whose columns may all be numbers; empty for what has types
 * @param notation how values are written
 * @param notes how the source was read, and what of it may not be meant
 */
record Relation(
        Source source,
        String sql,
        List<Column> columns,
        boolean isNamed,
        long likelyRows,
        Optional<Text> text,
        Notation notation,
        ReadingNotes notes) {
    /**
     * Text with separators.
     *
     * @param firstRows the first rows
     * @param hasUnderscores whether it may have underscores, which DuckDB would read as parts of numbers
     * @param parts how it can be cut; empty where it cannot
     * @param lines finds the lines of its rows
     */
    record Text(List<List<String>> firstRows, boolean hasUnderscores, Optional<TextParts> parts, TextLines lines) {}

    /** The name of the source in messages. */
    String sourceName() {
        return source.name();
    }

    boolean isText() {
        return text.isPresent();
    }

    /** The first rows of text; none of anything else. */
    List<List<String>> firstRows() {
        return text.map(Text::firstRows).orElse(List.of());
    }

    Optional<TextParts> parts() {
        return text.flatMap(Text::parts);
    }

    /** The line of a row of text, such as {@code line 7}; rows count from 1, without a header. */
    Optional<String> lineOf(long row) {
        return text.flatMap(known -> known.lines().placeOf(row));
    }

    /** This relation with other names of its columns. */
    Relation named(List<Column> others) {
        return new Relation(source, sql, others, true, likelyRows, text, notation, notes);
    }

    /** This relation with values that are written in another way. */
    Relation with(Notation other) {
        return new Relation(source, sql, columns, isNamed, likelyRows, text, other, notes);
    }

    /** A column as SQL. */
    FeatureSql sql(Column column) {
        return new FeatureSql(isText(), text.isPresent() && text.get().hasUnderscores(), column, notation);
    }

    /**
     * A column.
     *
     * @param index its place, from 0
     * @param name as users know it
     * @param identifier as DuckDB knows it
     * @param type DuckDB's, as DESCRIBE gives it
     */
    record Column(int index, String name, String identifier, String type) {
        Column named(String other) {
            return new Column(index, other, identifier, type);
        }

        /** Quoted for SQL. */
        String sql() {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }

        /** What a column of this type holds; empty for what cannot be a feature. Of text only its content says it. */
        Optional<Kind> kind() {
            String element = type.replaceFirst("\\[\\d*]$", "");
            return element.equals(type)
                    ? kindOf(type)
                    : kindOf(element).filter(kind -> kind == Kind.NUMBER).map(kind -> Kind.VECTOR);
        }

        private static Optional<Kind> kindOf(String type) {
            return switch (type.replaceFirst("\\([^\\[]*\\)$", "")) {
                case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL" ->
                    Optional.of(Kind.NUMBER);
                case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> Optional.of(Kind.NUMBER);
                case "BOOLEAN" -> Optional.of(Kind.FLAG);
                case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                    Optional.of(Kind.DATE);
                case "VARCHAR", "UUID" -> Optional.of(Kind.CATEGORY);
                default -> type.startsWith("ENUM(") ? Optional.of(Kind.CATEGORY) : Optional.empty();
            };
        }
    }
}
