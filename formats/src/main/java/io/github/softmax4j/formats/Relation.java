package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Rows and columns that DuckDB can read.
 *
 * @param source its name, for messages
 * @param sql what stands after FROM
 * @param columns its columns
 * @param isText whether all columns are text that may be numbers
 * @param isNamed whether the columns have names of their own; without, those are x0, x1, ... beside the label
 * @param firstRows the first rows of a text; else none
 * @param hasUnderscores whether a text may have some, which DuckDB would read as parts of numbers
 * @param likelyRows about how many rows there are; 0 where nobody knows
 * @param parts how a text can be cut; empty for what is no text, or cannot
 */
record Relation(
        String source,
        String sql,
        List<Column> columns,
        boolean isText,
        boolean isNamed,
        List<List<String>> firstRows,
        boolean hasUnderscores,
        long likelyRows,
        Optional<TextParts> parts) {
    /** The same with other names of its columns. */
    Relation named(List<Column> others) {
        return new Relation(source, sql, others, isText, true, firstRows, hasUnderscores, likelyRows, parts);
    }

    /** A column as SQL. */
    FeatureSql sql(Column column) {
        return new FeatureSql(isText, hasUnderscores, column);
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
