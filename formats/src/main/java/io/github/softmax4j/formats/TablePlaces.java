package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds rows of a table for messages. Rows count from 1, without a header; of text the line is found too, which editors
 * show.
 *
 * @param database that has the table
 * @param relation where its rows are
 * @param columns its columns
 */
record TablePlaces(DuckDb database, Relation relation, TableColumns columns) {
    private static final int MOST_PLACES = 3;
    private static final int LONGEST_VALUE = 40;

    /**
     * A place in a column.
     *
     * @param row the number of the row
     * @param value its value there, in quotes, or {@code nothing}
     */
    record Place(long row, String value) {}

    /** The first rows with a condition, and what they have in a column. */
    List<Place> where(Relation.Column column, String condition) throws SQLException {
        String numbered = "(SELECT row_number() OVER () AS row_number_in_source, * FROM " + relation.sql() + ")";
        return database
                .rows("SELECT row_number_in_source, CAST(" + column.sql() + " AS VARCHAR) FROM " + numbered + " WHERE "
                        + condition + " ORDER BY 1 LIMIT " + MOST_PLACES)
                .stream()
                .map(row -> new Place(((Number) row.get(0)).longValue(), brief((String) row.get(1))))
                .toList();
    }

    private static String brief(String value) {
        String text = value == null ? "nothing" : "'" + value.strip() + "'";
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...'";
    }

    /** The first rows that lack a value, in brackets. */
    String ofMissing(Relation.Column column, Kind kind) throws SQLException {
        List<Place> places = where(column, relation.sql(column).value(kind) + " IS NULL");
        if (places.isEmpty()) {
            return ""; // the source has changed since they were counted
        }
        if (places.size() == 1) {
            return " (row " + places.get(0).row + line(", ", places.get(0)) + ")";
        }
        return places.stream()
                .map(place -> Long.toString(place.row))
                .collect(Collectors.joining(", ", " (first rows ", line("; the first in ", places.get(0)) + ")"));
    }

    private String line(String before, Place place) {
        return relation.lineOf(place.row).map(line -> before + line).orElse("");
    }

    String of(Relation.Column column) {
        return relation.sourceName() + ", column " + columns.describe(column);
    }

    String of(Relation.Column column, Place place) {
        return relation.sourceName() + ", row " + place.row + line(", ", place) + ", column "
                + columns.describe(column);
    }
}
