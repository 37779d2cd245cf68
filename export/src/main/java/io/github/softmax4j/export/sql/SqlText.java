package io.github.softmax4j.export.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Pieces of SQL that DuckDB and PostgreSQL read alike. */
final class SqlText {
    /** What both call a double: to DuckDB alone it is DOUBLE, to PostgreSQL alone FLOAT8. */
    static final String DOUBLE = "DOUBLE PRECISION";

    /** So many terms in a row; DuckDB refuses expressions that are nested 1000 deep, and a sum is as deep as long. */
    private static final int TERMS_OF_A_GROUP = 40;

    private SqlText() {}

    /**
     * The name of a column.
     *
     * @throws IllegalArgumentException if no column can have it
     */
    static String name(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("SQL cannot name a column "
                    + (name.isEmpty() ? "''" : "with a zero in it") + ": it must have a name of 1 or more characters");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException if it has the character 0, which no text of PostgreSQL has
     */
    static String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text of SQL cannot have the character 0, but there is '"
                    + value.replace('\0', '?') + "', with a 0 for its ?");
        }
        return "'" + value.replace("'", "''") + "'";
    }

    /** A double of DuckDB, for which it must have an exponent; to PostgreSQL it is exact until it meets a double. */
    static String number(double value) {
        String text = Double.toString(value);
        return text.contains("E") ? text.replace('E', 'e') : text + "e0";
    }

    /** The same, which is a double for both even if it stands alone. */
    static String doubleNumber(double value) {
        return "CAST(" + number(value) + " AS " + DOUBLE + ")";
    }

    /** An array of doubles. */
    static String numbers(double... values) {
        return DoubleStream.of(values)
                .mapToObj(SqlText::number)
                .collect(Collectors.joining(", ", "CAST(ARRAY[", "] AS " + DOUBLE + "[])"));
    }

    /** A column as a double, NULL for NaN. */
    static String asDouble(String column) {
        return "nullif(CAST(" + column + " AS " + DOUBLE + "), CAST('NaN' AS " + DOUBLE + "))";
    }

    /** Texts, one after the other. */
    static String texts(List<String> values) {
        return values.stream().map(SqlText::text).collect(Collectors.joining(", "));
    }

    /** Terms between which an operator stands that can be applied in any order, such as + or AND. */
    static String joined(String operator, List<String> terms) {
        if (terms.size() <= TERMS_OF_A_GROUP) {
            return String.join(" " + operator + " ", terms);
        }
        List<String> groups = IntStream.iterate(0, first -> first < terms.size(), first -> first + TERMS_OF_A_GROUP)
                .mapToObj(first -> terms.subList(first, Math.min(first + TERMS_OF_A_GROUP, terms.size())))
                .map(group -> "(" + joined(operator, group) + ")")
                .toList();
        return joined(operator, groups);
    }

    /** A line of a comment: what ends a line in a name would end the comment. */
    static String comment(String text) {
        String line = text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029'
                        ? String.format(Locale.ROOT, "\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
        return line.isEmpty() ? "--" : "-- " + line;
    }
}
