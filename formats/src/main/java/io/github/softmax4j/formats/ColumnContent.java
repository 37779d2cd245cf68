package io.github.softmax4j.formats;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the columns of a relation hold, counted.
 *
 * @param rows all rows
 * @param values rows with a value
 * @param numbers of these, text that is a number
 */
record ColumnContent(long rows, long values, long numbers) {
    private static final Pattern DATE = Pattern.compile("[+-]?\\d{1,6}-\\d{1,2}-\\d{1,2}");
    private static final int FIRST_VALUES = 100;

    boolean lacksValues() {
        return values < rows;
    }

    boolean isAllNumbers() {
        return numbers == values;
    }

    /**
     * What a column of words holds.
     *
     * @param flags values that are true or false
     * @param days values that are a date
     * @param distinctNumbers about how many different numbers are among them
     * @param distinct about how many different values there are
     */
    record Words(long flags, long days, long distinctNumbers, long distinct) {}

    /** Counts; every question is one way through the rows, however many columns are asked about. */
    record Counter(DuckDb database, Relation relation) {
        private FeatureSql sql(Relation.Column column) {
            return new FeatureSql(relation.isText(), column);
        }

        /** Whether something is a number is known faster than whether there is something: that is asked of the rest only. */
        Map<Relation.Column, ColumnContent> contents(List<Relation.Column> columns) throws SQLException {
            Map<Relation.Column, ColumnContent> contents = relation.isText()
                    ? counted(columns, sql -> "count(" + sql.number() + ")", true)
                    : counted(columns, sql -> "count(" + sql.value() + ")", false);
            List<Relation.Column> others = columns.stream()
                    .filter(column -> relation.isText() && contents.get(column).lacksValues())
                    .toList();
            if (!others.isEmpty()) {
                Map<Relation.Column, ColumnContent> values =
                        counted(others, sql -> "count(" + sql.value() + ")", false);
                values.forEach((column, counted) -> contents.compute(
                        column, (key, content) -> new ColumnContent(counted.rows, counted.values, content.numbers)));
            }
            return contents;
        }

        private Map<Relation.Column, ColumnContent> counted(
                List<Relation.Column> columns, Function<FeatureSql, String> count, boolean areNumbers)
                throws SQLException {
            List<Object> row = ask(columns, count);
            var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
            for (int i = 0; i < columns.size(); i++) {
                long counted = number(row.get(i + 1));
                contents.put(columns.get(i), new ColumnContent(number(row.get(0)), counted, areNumbers ? counted : 0));
            }
            return contents;
        }

        /** Dates are asked for where the first values look so: to find that a word is none takes DuckDB longer than all else. */
        Map<Relation.Column, Words> words(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(
                    columns,
                    sql -> "count(CASE WHEN lower(CAST(" + sql.value()
                            + " AS VARCHAR)) IN ('true', 'false') THEN 1 END), "
                            + (mayBeDates(sql.column()) ? "count(" + sql.day() + ")" : "0") + ", approx_count_distinct("
                            + sql.number() + "), approx_count_distinct(" + sql.value() + ")");
            var words = new LinkedHashMap<Relation.Column, Words>();
            for (int i = 0; i < columns.size(); i++) {
                List<Long> counts = row.subList(4 * i + 1, 4 * i + 5).stream()
                        .map(Counter::number)
                        .toList();
                words.put(columns.get(i), new Words(counts.get(0), counts.get(1), counts.get(2), counts.get(3)));
            }
            return words;
        }

        private boolean mayBeDates(Relation.Column column) {
            int index = relation.columns().stream()
                    .map(Relation.Column::identifier)
                    .toList()
                    .indexOf(column.identifier());
            return relation.firstRows().stream()
                    .filter(row -> index < row.size())
                    .map(row -> row.get(index).strip())
                    .filter(text -> !text.isEmpty() && !FeatureSql.MISSING.contains(text))
                    .limit(FIRST_VALUES)
                    .allMatch(text -> DATE.matcher(text).lookingAt());
        }

        /** The different values of each column, and how often they stand there. */
        Map<Relation.Column, Map<String, Long>> counts(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(columns, sql -> "histogram(CAST(" + sql.value() + " AS VARCHAR))");
            var counts = new LinkedHashMap<Relation.Column, Map<String, Long>>();
            for (int i = 0; i < columns.size(); i++) {
                var ofColumn = new LinkedHashMap<String, Long>();
                ((Map<?, ?>) row.get(i + 1)).forEach((word, count) -> ofColumn.put((String) word, number(count)));
                counts.put(columns.get(i), ofColumn);
            }
            return counts;
        }

        /** Numbers on average, over the rows that have them. */
        List<Double> means(List<String> numbers) throws SQLException {
            String averages =
                    numbers.stream().map(number -> "avg(" + number + ")").collect(Collectors.joining(", "));
            var means = new ArrayList<Double>();
            for (Object mean : database.rows("SELECT " + averages + " FROM " + relation.sql())
                    .get(0)) {
                means.add(((Number) mean).doubleValue());
            }
            return means;
        }

        /** The number of rows, then the answers of each column. */
        private List<Object> ask(List<Relation.Column> columns, Function<FeatureSql, String> question)
                throws SQLException {
            String asked = columns.stream()
                    .map(column -> ", " + question.apply(sql(column)))
                    .collect(Collectors.joining());
            return database.rows("SELECT count(*)" + asked + " FROM " + relation.sql())
                    .get(0);
        }

        private static long number(Object value) {
            return ((Number) value).longValue();
        }
    }
}
