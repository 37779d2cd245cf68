package io.github.softmax4j.formats;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the columns of a relation hold, counted.
 *
 * @param rows all rows
 * @param values rows with a value
 * @param numbers of these, text that is a number
 */
record ColumnContent(long rows, long values, long numbers) {
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

        Map<Relation.Column, ColumnContent> contents(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(
                    columns,
                    sql -> "count(" + sql.presence() + "), "
                            + (relation.isText() ? "count(" + sql.number() + ")" : "0"));
            var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
            for (int i = 0; i < columns.size(); i++) {
                contents.put(
                        columns.get(i),
                        new ColumnContent(number(row.get(0)), number(row.get(2 * i + 1)), number(row.get(2 * i + 2))));
            }
            return contents;
        }

        Map<Relation.Column, Words> words(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(
                    columns,
                    sql -> "count(CASE WHEN lower(CAST(" + sql.value()
                            + " AS VARCHAR)) IN ('true', 'false') THEN 1 END), count("
                            + sql.day() + "), approx_count_distinct(" + sql.number() + "), approx_count_distinct("
                            + sql.value() + ")");
            var words = new LinkedHashMap<Relation.Column, Words>();
            for (int i = 0; i < columns.size(); i++) {
                List<Long> counts = row.subList(4 * i + 1, 4 * i + 5).stream()
                        .map(Counter::number)
                        .toList();
                words.put(columns.get(i), new Words(counts.get(0), counts.get(1), counts.get(2), counts.get(3)));
            }
            return words;
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

        /** The features of each column on average, over the rows that have a value; null of a column of words. */
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
