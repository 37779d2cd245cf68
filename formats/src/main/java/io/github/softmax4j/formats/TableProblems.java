package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what is wrong with a table, and where: asked only when something is. Rows count from 1, without a header. */
final class TableProblems {
    private static final int MOST_PLACES = 3;
    private static final int LONGEST_VALUE = 40;

    private final DuckDb database;
    private final Relation relation;
    private final TableColumns columns;

    TableProblems(DuckDb database, Relation relation, TableColumns columns) {
        this.database = database;
        this.relation = relation;
        this.columns = columns;
    }

    InputException of(Relation.Column column, String problem) {
        return new InputException(place(column), problem);
    }

    InputException noRows() {
        return new InputException(
                relation.sourceName(), relation.isNamed() ? "has names of columns, but no rows" : "has no rows");
    }

    private FeatureSql sql(Relation.Column column) {
        return relation.sql(column);
    }

    /** A place: the number of a row, and what stands there. */
    private record Place(long row, String value) {}

    private List<Place> places(Relation.Column column, String condition) throws SQLException {
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

    private InputException at(Relation.Column column, Place place, String problem) {
        return new InputException(place(column, place), problem);
    }

    /** Refuses values that are missing, with their number and the first places. */
    void requireNoneMissing(List<Relation.Column> wanted) throws SQLException, InputException {
        String counts = wanted.stream()
                .map(column -> "count(*) - count(" + sql(column).value() + ")")
                .collect(Collectors.joining(", "));
        List<Object> row =
                database.rows("SELECT " + counts + " FROM " + relation.sql()).get(0);
        var lacking = new ArrayList<String>();
        long sum = 0;
        for (int i = 0; i < wanted.size(); i++) {
            long missing = ((Number) row.get(i)).longValue();
            sum += missing;
            if (missing > 0) {
                boolean isNamed = lacking.size() < TableColumns.MOST_NAMED;
                String places = isNamed ? places(wanted.get(i)) : "";
                lacking.add(columns.describe(wanted.get(i)) + " " + missing + places);
            }
        }
        if (sum > 0) {
            throw new InputException(
                    relation.sourceName(),
                    (sum == 1 ? "a value is missing" : sum + " values are missing") + ", by column: "
                            + TableColumns.some(lacking)
                            + "; in training, --missing mean, zero, indicator or drop-row says what becomes of them, and --drop"
                            + " leaves a column out");
        }
    }

    private String places(Relation.Column column) throws SQLException {
        List<Place> places = places(column, sql(column).value() + " IS NULL");
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

    /** The numbers of every vector of a column; refuses those that differ. */
    int requireOneLength(Relation.Column column) throws SQLException, InputException {
        String length = "len(" + column.sql() + ")";
        List<Object> row = database.rows("SELECT min(" + length + "), max(" + length + ") FROM " + relation.sql())
                .get(0);
        if (!row.get(0).equals(row.get(1)) || ((Number) row.get(0)).longValue() < 1) {
            throw of(
                    column,
                    "vectors must all have as many numbers, at least 1, but have " + row.get(0) + " to " + row.get(1));
        }
        return ((Number) row.get(0)).intValue();
    }

    InputException wordsAmongNumbers(Relation.Column column, long numbers, long values) throws SQLException {
        FeatureSql sql = sql(column);
        Place place = places(column, sql.value() + " IS NOT NULL AND " + sql.number() + " IS NULL")
                .get(0);
        String header = place.row == 1 && !relation.isNamed() ? "; --header true takes the first line for names" : "";
        return at(
                column,
                place,
                "a number was expected, as " + numbers + " of " + values + " values are numbers, but found "
                        + place.value + "; --categories " + column.name() + " takes all for words" + header);
    }

    /** The first value that is not what the column holds. */
    InputException wrongValue(Relation.Column column, SourceColumn source) throws SQLException {
        String wrong = sql(column).numbers(source, false).stream()
                .map(number -> "isinf(" + number + ")")
                .collect(Collectors.joining(" OR "));
        List<Place> places = places(column, wrong);
        String expected = switch (source.kind()) {
            case NUMBER -> "a finite number";
            case FLAG -> "true or false";
            case DATE -> "a date";
            case CATEGORY -> "a word";
            case VECTOR -> "a vector of " + source.length() + " finite numbers";
        };
        return places.isEmpty()
                ? of(column, "a number is too large")
                : at(column, places.get(0), expected + " was expected, but found " + places.get(0).value);
    }

    /** The first number that is finite, but not in float. */
    InputException tooLarge(Relation.Column column, SourceColumn source) throws SQLException {
        String large = sql(column).numbers(source, false).stream()
                .map(number -> "abs(" + number + ") > " + Float.MAX_VALUE)
                .collect(Collectors.joining(" OR "));
        List<Place> places = places(column, large);
        String problem = " is too large for float; double (--dtype double) has room for it";
        return places.isEmpty()
                ? of(column, "a number" + problem)
                : at(column, places.get(0), places.get(0).value + problem);
    }

    InputException unseen(Relation.Column column, SourceColumn source) throws SQLException {
        List<Place> places = places(column, sql(column).numbers(source, false).get(0) + " = " + FeatureSql.UNSEEN);
        String problem = "the training had " + TableColumns.some(source.categories()) + ", but found "
                + places.get(0).value + "; --unseen zero lets such a value count for nothing";
        return at(column, places.get(0), problem);
    }

    InputException noLabel(Relation.Column column) throws SQLException {
        String label = relation.sql(column).label();
        List<Place> places = places(column, label + " = '' OR " + label + " IS NULL");
        String problem = "a label was expected, but there is none";
        return places.isEmpty() ? of(column, problem) : at(column, places.get(0), problem);
    }

    /** Where a label stands for the first time. */
    String placeOfLabel(Relation.Column column, String label) throws SQLException {
        List<Place> places = places(column, sql(column).label() + " = " + DuckDb.text(label));
        return places.isEmpty() ? place(column) : place(column, places.get(0));
    }

    private String place(Relation.Column column) {
        return relation.sourceName() + ", column " + columns.describe(column);
    }

    private String place(Relation.Column column, Place place) {
        return relation.sourceName() + ", row " + place.row + line(", ", place) + ", column "
                + columns.describe(column);
    }
}
