package io.github.softmax4j.export.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.ExportedModels;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.sql.Queries.Answer;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The very text that DuckDB is checked with, in PostgreSQL. */
class PostgresScoringTest extends SystemLaws {
    private static final double SECONDS_OF_A_DAY = 86_400;

    private static final double MOST_DAYS = 2e6;

    private static final double ALLOWED = 1e-12;

    /** Of a sum of numbers as large as they are together. */
    private static final double ROUNDING = 0x1p-49;

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PostgresServer.start(folder);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    Connection connect() throws SQLException {
        return server.connect();
    }

    static List<String> models() {
        return ExportedModels.names();
    }

    @ParameterizedTest
    @MethodSource("models")
    void saysWhatTheModelSays(String name) throws IOException, SQLException {
        SoftmaxModel model = ExportedModels.named(name).model();
        ScoringForm form =
                model.recipe().isPresent() ? ScoringForm.ofColumns(model, Unseen.ZERO) : ScoringForm.ofFeatures(model);
        CheckRows rows = CheckRows.covering(form, 3);
        String query = Queries.of(model, form, Queries.options("rows", "row id"));
        try (Connection connection = connect()) {
            List<Object[]> held = IntStream.range(0, rows.rows())
                    .mapToObj(rows::row)
                    .filter(row -> isHeld(form, row))
                    .toList();
            fill(connection, form, held);
            List<Answer> answers = Queries.ask(connection, query, form.classes().size());
            assertEquals(held.size(), answers.size());
            for (int i = 0; i < answers.size(); i++) {
                double[] expected = form.probabilities(held.get(i));
                boolean isRefused = Double.isNaN(expected[0]);
                double allowed = isRefused ? ALLOWED : ALLOWED + ROUNDING * form.magnitude(held.get(i));
                assertArrayEquals(expected, answers.get(i).probabilities(), allowed, "row " + i);
            }
        }
    }

    /** PostgreSQL has no dates before 4713 BC. */
    private static boolean isHeld(ScoringForm form, Object... row) {
        return IntStream.range(0, row.length)
                .noneMatch(c -> form.columns().get(c).kind() == Kind.DATE
                        && Math.abs(((double[]) row[c])[0]) > MOST_DAYS
                        && !Double.isInfinite(((double[]) row[c])[0]));
    }

    private static void fill(Connection connection, ScoringForm form, List<Object[]> rows) throws SQLException {
        String columns = form.columns().stream()
                .map(column -> ", " + SqlText.name(column.name()) + " " + type(column))
                .collect(Collectors.joining());
        Queries.execute(
                connection, "DROP TABLE IF EXISTS rows", "CREATE TABLE rows (\"row id\" INTEGER" + columns + ")");
        String values = ", ?".repeat(form.columns().size());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rows VALUES (?" + values + ")")) {
            for (int i = 0; i < rows.size(); i++) {
                insert.setInt(1, i);
                Object[] row = rows.get(i);
                for (int c = 0; c < row.length; c++) {
                    insert.setObject(c + 2, value(connection, form.columns().get(c), row[c]));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String type(FormColumn column) {
        return switch (column.kind()) {
            case CATEGORY -> "TEXT";
            case VECTOR -> "DOUBLE PRECISION[]";
            case DATE -> "TIMESTAMP";
            case NUMBER, FLAG -> "DOUBLE PRECISION";
        };
    }

    private static Object value(Connection connection, FormColumn column, Object value) throws SQLException {
        if (!(column instanceof NumberColumn)) {
            return value;
        }
        var numbers = (double[]) value;
        if (Arrays.stream(numbers).allMatch(Double::isNaN)) {
            return null;
        }
        if (column.kind() == Kind.VECTOR) {
            return connection.createArrayOf(
                    "float8", Arrays.stream(numbers).boxed().toArray());
        }
        return column.kind() == Kind.DATE ? time(numbers[0]) : (Object) numbers[0];
    }

    /** Beyond what java.time has, it is infinity for the driver. */
    private static LocalDateTime time(double days) {
        return Double.isInfinite(days)
                ? LocalDateTime.MAX
                : LocalDateTime.ofEpochSecond(Math.round(days * SECONDS_OF_A_DAY), 0, ZoneOffset.UTC);
    }
}
