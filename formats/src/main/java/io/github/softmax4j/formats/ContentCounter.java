package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.formats.ColumnContent.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what columns hold; every question is one way through the rows, however many columns are asked about.
 *
 * <p>In text, where every question about a word takes long, the different values of a column are counted once, if
 * they are few; all else is asked about these.
 */
final class ContentCounter {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int FIRST_VALUES = 100;

    /** The most questions of one query: the time that DuckDB takes to plan it grows with the square of their number. */
    private static final int MOST_QUESTIONS = 1000;

    /** Each takes megabytes: 300 of them at once run out of memory. */
    private static final int MOST_HISTOGRAMS = 100;

    private static final String ROWS_WITH = "rows_with";

    private static final long FEW_VALUES = 10_000;

    /** The most different values of all columns together that are kept, so that they fit into memory. */
    private static final long MOST_VALUES_KEPT = 1_000_000;

    private final DuckDb database;
    private final Relation relation;
    /** For columns with few values the text after FROM: each value once, with the number of rows that have it. */
    private final Map<Relation.Column, String> few = new HashMap<>();

    private int tables;

    ContentCounter(DuckDb database, Relation relation) {
        this.database = database;
        this.relation = relation;
    }

    private FeatureSql sql(Relation.Column column) {
        return relation.sql(column);
    }

    /**
     * Columns that do not begin with words are asked whether they are numbers; only those with words are asked for
     * more.
     */
    Map<Relation.Column, ColumnContent> contents(List<Relation.Column> columns) throws SQLException {
        if (!relation.isText()) {
            return ofTypes(columns);
        }
        Set<Relation.Column> likelyWords =
                columns.stream().filter(this::beginsWithWords).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Object> row = ask(columns.stream()
                .map(column -> likelyWords.contains(column)
                        ? "approx_count_distinct(" + column.sql() + ")"
                        : "count(nullif(" + sql(column).number() + ", 'nan'))")
                .toList());
        long rows = number(row.get(0));
        var counted = new LinkedHashMap<Relation.Column, Long>();
        for (int i = 0; i < columns.size(); i++) {
            counted.put(columns.get(i), number(row.get(i + 1)));
        }
        keepFew(likelyWords, counted);
        Map<Relation.Column, Words> words = words(columns.stream()
                .filter(column -> likelyWords.contains(column) || counted.get(column) < rows)
                .toList());
        var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
        for (Relation.Column column : columns) {
            Optional<Words> ofColumn = Optional.ofNullable(words.get(column));
            contents.put(
                    column,
                    new ColumnContent(
                            rows,
                            ofColumn.map(Words::values).orElse(rows),
                            ofColumn.map(Words::numbers).orElse(rows),
                            ofColumn));
        }
        return contents;
    }

    /** One way through the rows for the values of all columns that have few. */
    private void keepFew(Set<Relation.Column> columns, Map<Relation.Column, Long> distinct) throws SQLException {
        var chosen = new ArrayList<Relation.Column>();
        long sum = 0;
        for (Relation.Column column : columns) {
            long values = distinct.get(column);
            if (values <= FEW_VALUES && sum + values <= MOST_VALUES_KEPT) {
                chosen.add(column);
                sum += values;
            }
        }
        for (int first = 0; first < chosen.size(); first += MOST_HISTOGRAMS) {
            keep(chosen.subList(first, Math.min(chosen.size(), first + MOST_HISTOGRAMS)));
        }
    }

    private void keep(List<Relation.Column> columns) throws SQLException {
        String table = "temp.few_values_" + tables++;
        String histograms = columns.stream()
                .map(column -> "histogram(" + column.sql() + ") AS " + column.sql())
                .collect(Collectors.joining(", "));
        database.execute("CREATE TEMP TABLE " + table + " AS SELECT " + histograms + " FROM " + relation.sql());
        for (Relation.Column column : columns) {
            String values = "(SELECT unnest(map_keys(" + column.sql() + ")) AS " + column.sql() + ", unnest(map_values("
                    + column.sql() + ")) AS " + ROWS_WITH + " FROM " + table + ")";
            few.put(column, values);
        }
    }

    private Map<Relation.Column, ColumnContent> ofTypes(List<Relation.Column> columns) throws SQLException {
        List<Object> row = ask(columns.stream()
                .map(column -> "count(" + sql(column).value() + ")")
                .toList());
        var contents = new LinkedHashMap<Relation.Column, ColumnContent>();
        for (int i = 0; i < columns.size(); i++) {
            contents.put(
                    columns.get(i), new ColumnContent(number(row.get(0)), number(row.get(i + 1)), 0, Optional.empty()));
        }
        return contents;
    }

    Map<Relation.Column, Words> words(List<Relation.Column> columns) throws SQLException {
        var words = new LinkedHashMap<Relation.Column, Words>();
        List<Relation.Column> others = without(few, columns);
        if (!others.isEmpty()) {
            List<Object> row = ask(
                    others.stream().flatMap(column -> aboutWords(column, "1")).toList());
            for (int i = 0; i < others.size(); i++) {
                words.put(others.get(i), answered(row.subList(1 + Words.COUNTS * i, 1 + Words.COUNTS * (i + 1))));
            }
        }
        for (Relation.Column column : columns) {
            String values = few.get(column);
            if (values != null) {
                String asked = aboutWords(column, ROWS_WITH).collect(Collectors.joining(", "));
                words.put(
                        column,
                        answered(database.rows("SELECT " + asked + " FROM " + values)
                                .get(0)));
            }
        }
        return words;
    }

    private static List<Relation.Column> without(Map<Relation.Column, String> known, List<Relation.Column> columns) {
        return columns.stream().filter(column -> !known.containsKey(column)).toList();
    }

    private static Words answered(List<Object> answers) {
        long[] counts = answers.stream().mapToLong(ContentCounter::number).toArray();
        return new Words(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }

    /**
     * Dates are asked for only where the first values look like some: a failed cast to a date is what takes
     * longest.
     */
    private Stream<String> aboutWords(Relation.Column column, String count) {
        FeatureSql sql = sql(column);
        return Stream.of(
                sum(sql.value() + " IS NOT NULL", count),
                sum("nullif(" + sql.number() + ", 'nan') IS NOT NULL", count),
                sum("lower(CAST(" + sql.value() + " AS VARCHAR)) IN ('true', 'false')", count),
                mayBeDates(column) ? sum(sql.day() + " IS NOT NULL", count) : "0",
                sum(sql.isNothingAmongNumbers(), count),
                "approx_count_distinct(" + sql.number() + ")",
                "approx_count_distinct(" + sql.value() + ")");
    }

    private static String sum(String condition, String count) {
        return "sum(CASE WHEN " + condition + " THEN " + count + " END)";
    }

    private Stream<String> firstValues(Relation.Column column) {
        return relation.firstRows().stream()
                .filter(row -> column.index() < row.size())
                .map(row -> row.get(column.index()).strip())
                .filter(text -> !relation.notation().isNothing(text) && !Notation.NOTHING_AMONG_NUMBERS.contains(text))
                .limit(FIRST_VALUES);
    }

    /** How the numbers of a column are written, if they are numbers with other signs than a point. */
    Optional<MarkedNumbers> markedNumbers(Relation.Column column) {
        return relation.isText() ? MarkedNumbers.of(firstValues(column).toList()) : Optional.empty();
    }

    /** Whether the first values are plain numbers, where another decimal sign is told. */
    boolean hasOtherSigns(Relation.Column column) {
        List<String> first = firstValues(column).toList();
        return relation.isText()
                && relation.notation().decimal() != '.'
                && !first.isEmpty()
                && first.stream().noneMatch(TextDialect::isWord);
    }

    private boolean beginsWithWords(Relation.Column column) {
        return firstValues(column).anyMatch(TextDialect::isWord);
    }

    private boolean mayBeDates(Relation.Column column) {
        return !relation.isText()
                || firstValues(column).allMatch(text -> DATE.matcher(text).lookingAt());
    }

    /** The different values of each column, with the number of rows that have them. */
    Map<Relation.Column, Map<String, Long>> counts(List<Relation.Column> columns) throws SQLException {
        var counts = new LinkedHashMap<Relation.Column, Map<String, Long>>();
        List<Relation.Column> others = without(few, columns);
        if (!others.isEmpty()) {
            List<Object> row = ask(others.stream()
                    .map(column -> "histogram(CAST(" + sql(column).value() + " AS VARCHAR))")
                    .toList());
            for (int i = 0; i < others.size(); i++) {
                var ofColumn = new LinkedHashMap<String, Long>();
                ((Map<?, ?>) row.get(i + 1))
                        .forEach((word, count) -> ofColumn.merge(Spelling.of((String) word), number(count), Long::sum));
                counts.put(others.get(i), ofColumn);
            }
        }
        for (Relation.Column column : columns) {
            String values = few.get(column);
            if (values != null) {
                var ofColumn = new LinkedHashMap<String, Long>();
                String value = sql(column).value();
                database.rows("SELECT " + value + ", sum(" + ROWS_WITH + ") FROM " + values + " WHERE " + value
                                + " IS NOT NULL GROUP BY 1")
                        .forEach(
                                row -> ofColumn.merge(Spelling.of((String) row.get(0)), number(row.get(1)), Long::sum));
                counts.put(column, ofColumn);
            }
        }
        return counts;
    }

    /** The means of some values, over the rows that have them. */
    List<Double> means(List<String> values) throws SQLException {
        String averages = values.stream().map(value -> "avg(" + value + ")").collect(Collectors.joining(", "));
        var means = new ArrayList<Double>();
        for (Object mean :
                database.rows("SELECT " + averages + " FROM " + relation.sql()).get(0)) {
            means.add(((Number) mean).doubleValue());
        }
        return means;
    }

    /** The number of rows, then the answers. */
    private List<Object> ask(List<String> questions) throws SQLException {
        var answers = new ArrayList<Object>();
        for (int first = 0; first < questions.size(); first += MOST_QUESTIONS) {
            List<String> some = questions.subList(first, Math.min(questions.size(), first + MOST_QUESTIONS));
            List<Object> row = database.rows("SELECT count(*), " + String.join(", ", some) + " FROM " + relation.sql())
                    .get(0);
            answers.addAll(answers.isEmpty() ? row : row.subList(1, row.size()));
        }
        return answers;
    }

    /** The sum over no rows is NULL. */
    private static long number(Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }
}
