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
 */
record Relation(
        String source,
        String sql,
        List<Column> columns,
        boolean isText,
        boolean isNamed,
        List<List<String>> firstRows,
        boolean hasUnderscores,
        long likelyRows) {
    /** A column as SQL. */
    FeatureSql sql(Column column) {
        return new FeatureSql(isText, hasUnderscores, column);
    }

    /**
     * A column.
     *
     * @param name as users know it
     * @param identifier as DuckDB knows it
     * @param type DuckDB's, as DESCRIBE gives it
     */
    record Column(String name, String identifier, String type) {
        Column named(String other) {
            return new Column(other, identifier, type);
        }

        /** Quoted for SQL. */
        String sql() {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }

        /** What a column of this type holds; empty for what cannot be a feature. Of text only its content says it. */
        Optional<Kind> kind() {
            String base = type.replaceFirst("\\(.*", "");
            return switch (base) {
                case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL" ->
                    Optional.of(isList() ? Kind.VECTOR : Kind.NUMBER);
                case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" ->
                    Optional.of(isList() ? Kind.VECTOR : Kind.NUMBER);
                case "BOOLEAN" -> Optional.of(Kind.FLAG);
                case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                    Optional.of(Kind.DATE);
                case "VARCHAR", "ENUM", "UUID" -> Optional.of(Kind.CATEGORY);
                default -> isListOfNumbers() ? Optional.of(Kind.VECTOR) : Optional.empty();
            };
        }

        private boolean isList() {
            return type.endsWith("]");
        }

        private boolean isListOfNumbers() {
            String element = type.replaceFirst("\\[\\d*]$", "");
            return !element.equals(type)
                    && new Column(name, identifier, element).kind().equals(Optional.of(Kind.NUMBER));
        }
    }
}
