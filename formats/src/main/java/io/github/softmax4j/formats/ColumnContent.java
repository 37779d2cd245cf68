package io.github.softmax4j.formats;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the columns of a relation hold, counted.
 *
 * @param rows all rows
 * @param values rows with a value
 * @param numbers of these, text that is a number
 * @param words more of a text that has words in it; empty of others
 */
record ColumnContent(long rows, long values, long numbers, Optional<Words> words) {
    private static final Pattern DATE = Pattern.compile("[+-]?\\d{1,6}-\\d{1,2}-\\d{1,2}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*(,\\d+)?");
    private static final int FIRST_VALUES = 100;

    /** In one query: the time that DuckDB takes to plan it grows with the square of this. */
    private static final int MOST_QUESTIONS = 1000;

    boolean lacksValues() {
        return values < rows;
    }

    boolean isAllNumbers() {
        return numbers == values;
    }

    /**
     * What a column of words holds.
     *
     * @param values rows with a value
     * @param flags values that are true or false
     * @param days values that are a date
     * @param distinctNumbers about how many different numbers are among them
     * @param distinct about how many different values there are
     */
    record Words(long values, long flags, long days, long distinctNumbers, long distinct) {
        private static final int COUNTS = 5;
    }

    /** Counts; every question is one way through the rows, however many columns are asked about. */
    record Counter(DuckDb database, Relation relation) {
        private FeatureSql sql(Relation.Column column) {
            return relation.sql(column);
        }

        /** Whether a text is a number is known faster than all else, which is asked only where the first rows have words, or it is none. */
        Map<Relation.Column, ColumnContent> contents(List<Relation.Column> columns) throws SQLException {
            if (!relation.isText()) {
                return ofTypes(columns);
            }
            List<Relation.Column> likely =
                    columns.stream().filter(this::beginsWithWords).toList();
            List<Object> row = ask(columns, sql -> "count(nullif(" + sql.number() + ", 'nan'))", likely);
            long rows = number(row.get(0));
            Map<Relation.Column, Words> words = words(row.subList(1 + columns.size(), row.size()), likely);
            List<Relation.Column> others = IntStream.range(0, columns.size())
                    .filter(i -> number(row.get(i + 1)) < rows && !likely.contains(columns.get(i)))
                    .mapToObj(columns::get)
                    .toList();
            words.putAll(words(others));
            var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
            for (int i = 0; i < columns.size(); i++) {
                Optional<Words> ofColumn = Optional.ofNullable(words.get(columns.get(i)));
                contents.put(
                        columns.get(i),
                        new ColumnContent(
                                rows, ofColumn.map(Words::values).orElse(rows), number(row.get(i + 1)), ofColumn));
            }
            return contents;
        }

        private Map<Relation.Column, ColumnContent> ofTypes(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(columns, sql -> "count(" + sql.value() + ")", List.of());
            var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
            for (int i = 0; i < columns.size(); i++) {
                contents.put(
                        columns.get(i),
                        new ColumnContent(number(row.get(0)), number(row.get(i + 1)), 0, Optional.empty()));
            }
            return contents;
        }

        Map<Relation.Column, Words> words(List<Relation.Column> columns) throws SQLException {
            if (columns.isEmpty()) {
                return new LinkedHashMap<>();
            }
            List<Object> row = ask(List.of(), sql -> "", columns);
            return words(row.subList(1, row.size()), columns);
        }

        private static Map<Relation.Column, Words> words(List<Object> answers, List<Relation.Column> columns) {
            var words = new LinkedHashMap<Relation.Column, Words>();
            for (int i = 0; i < columns.size(); i++) {
                List<Long> counts = answers.subList(Words.COUNTS * i, Words.COUNTS * (i + 1)).stream()
                        .map(Counter::number)
                        .toList();
                words.put(
                        columns.get(i),
                        new Words(counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4)));
            }
            return words;
        }

        /** Dates are asked for where the first values look so: to find that a word is none takes DuckDB longer than all else. */
        private String aboutWords(FeatureSql sql) {
            return "count(" + sql.value() + "), count(CASE WHEN lower(CAST(" + sql.value()
                    + " AS VARCHAR)) IN ('true', 'false') THEN 1 END), "
                    + (mayBeDates(sql.column()) ? "count(" + sql.day() + ")" : "0") + ", approx_count_distinct("
                    + sql.number() + "), approx_count_distinct(" + sql.value() + ")";
        }

        private Stream<String> firstValues(Relation.Column column) {
            return relation.firstRows().stream()
                    .filter(row -> column.index() < row.size())
                    .map(row -> row.get(column.index()).strip())
                    .filter(text -> !text.isEmpty() && !FeatureSql.MISSING.contains(text))
                    .limit(FIRST_VALUES);
        }

        /** Whether numbers are written with a comma where others have a point. */
        boolean hasDecimalCommas(Relation.Column column) {
            return relation.isText()
                    && firstValues(column).anyMatch(text -> text.indexOf(',') >= 0)
                    && firstValues(column)
                            .allMatch(text -> DECIMAL_COMMA.matcher(text).matches());
        }

        private boolean beginsWithWords(Relation.Column column) {
            return firstValues(column).anyMatch(TextDialect::isWord);
        }

        private boolean mayBeDates(Relation.Column column) {
            return firstValues(column).allMatch(text -> DATE.matcher(text).lookingAt());
        }

        /** The different values of each column, and how often they stand there. */
        Map<Relation.Column, Map<String, Long>> counts(List<Relation.Column> columns) throws SQLException {
            List<Object> row = ask(columns, sql -> "histogram(CAST(" + sql.value() + " AS VARCHAR))", List.of());
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

        /** The number of rows, then the answers of each column, then what there is to say of columns of words. */
        private List<Object> ask(
                List<Relation.Column> columns, Function<FeatureSql, String> question, List<Relation.Column> words)
                throws SQLException {
            List<String> asked = Stream.concat(
                            columns.stream().map(this::sql).map(question),
                            words.stream().map(this::sql).map(this::aboutWords))
                    .toList();
            var answers = new ArrayList<Object>();
            for (int first = 0; first < asked.size(); first += MOST_QUESTIONS) {
                List<String> some = asked.subList(first, Math.min(asked.size(), first + MOST_QUESTIONS));
                List<Object> row = database.rows(
                                "SELECT count(*), " + String.join(", ", some) + " FROM " + relation.sql())
                        .get(0);
                answers.addAll(answers.isEmpty() ? row : row.subList(1, row.size()));
            }
            return answers;
        }

        private static long number(Object value) {
            return ((Number) value).longValue();
        }
    }
}
