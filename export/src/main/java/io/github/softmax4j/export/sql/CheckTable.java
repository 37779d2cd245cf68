package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Rows as the table of DuckDB that a query reads: in the types that such tables have. */
final class CheckTable {
    private static final double MICROSECONDS_OF_A_DAY = 86_400e6;

    private final Connection connection;
    private final ScoringForm form;
    private final TableName name;
    /** Columns that are carried along and that the model does not read. */
    private final List<String> others;

    CheckTable(Connection connection, ScoringForm form, TableName name, List<String> kept) {
        this.connection = connection;
        this.form = form;
        this.name = name;
        this.others = kept.stream().filter(column -> !isInput(column)).toList();
    }

    private boolean isInput(String column) {
        return form.columns().stream().anyMatch(input -> input.name().equalsIgnoreCase(column));
    }

    /** Makes an empty table, and the schema and the database that it is in. */
    void create() throws SQLException {
        List<String> parts = name.parts();
        try (Statement statement = connection.createStatement()) {
            if (parts.size() > 2) {
                statement.execute("ATTACH IF NOT EXISTS ':memory:' AS " + SqlText.name(parts.get(0)));
            }
            if (parts.size() > 1) {
                var schema = new TableName(parts.subList(0, parts.size() - 1));
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            }
            String columns = Stream.concat(
                            others.stream().map(column -> SqlText.name(column) + " BIGINT"),
                            form.columns().stream().map(column -> SqlText.name(column.name()) + " " + type(column)))
                    .collect(Collectors.joining(", "));
            statement.execute("CREATE TABLE " + name + " (" + columns + ")");
        }
    }

    /** Flags are numbers, as rows of a check may have infinite ones. */
    private static String type(FormColumn column) {
        return column.kind() == Kind.DATE ? "TIMESTAMP" : elementType(column);
    }

    private static String elementType(FormColumn column) {
        return switch (column.kind()) {
            case CATEGORY -> "VARCHAR";
            case VECTOR -> "DOUBLE[]";
            case NUMBER, FLAG, DATE -> "DOUBLE";
        };
    }

    /** Has the table hold some of the rows, and no others. */
    void fill(CheckRows rows, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(insertion())) {
            statement.execute("DELETE FROM " + name);
            Object[] numbers = LongStream.range(from, to).boxed().toArray();
            for (int i = 0; i < others.size(); i++) {
                insert.setObject(i + 1, connection.createArrayOf("BIGINT", numbers));
            }
            for (int c = 0; c < form.columns().size(); c++) {
                insert.setObject(others.size() + c + 1, values(rows, c, from, to));
            }
            insert.execute();
        }
    }

    /** One list for each column: DuckDB takes a thousand times as long for values one by one. */
    private String insertion() {
        int count = others.size() + form.columns().size();
        String values = IntStream.range(0, count).mapToObj(this::inserted).collect(Collectors.joining(", "));
        String lists = IntStream.range(0, count)
                .mapToObj(i ->
                        "unnest(CAST(? AS " + (i < others.size() ? "BIGINT" : elementType(input(i))) + "[])) AS c" + i)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " SELECT " + values + " FROM (SELECT " + lists + ")";
    }

    private FormColumn input(int parameter) {
        return form.columns().get(parameter - others.size());
    }

    private String inserted(int parameter) {
        String value = "c" + parameter;
        if (parameter < others.size() || input(parameter).kind() != Kind.DATE) {
            return value;
        }
        return "CASE WHEN isinf(" + value + ") THEN TIMESTAMP 'infinity' ELSE make_timestamp(CAST(round(" + value
                + " * " + MICROSECONDS_OF_A_DAY + ") AS BIGINT)) END";
    }

    private Array values(CheckRows rows, int column, int from, int to) throws SQLException {
        FormColumn input = form.columns().get(column);
        Object[] values = input instanceof NumberColumn numbers
                ? numbers(numbers, rows.numbers(column), from, to)
                : Arrays.copyOfRange(rows.words(column), from, to, Object[].class);
        return connection.createArrayOf(elementType(input), values);
    }

    private Object[] numbers(NumberColumn column, double[] numbers, int from, int to) throws SQLException {
        var values = new Object[to - from];
        int length = column.length();
        for (int i = 0; i < values.length; i++) {
            double[] value = Arrays.copyOfRange(numbers, (from + i) * length, (from + i + 1) * length);
            if (!Arrays.stream(value).allMatch(Double::isNaN)) {
                values[i] = column.kind() == Kind.VECTOR
                        ? connection.createArrayOf(
                                "DOUBLE", Arrays.stream(value).boxed().toArray())
                        : (Object) value[0];
            }
        }
        return values;
    }
}
