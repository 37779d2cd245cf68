package io.github.softmax4j.export.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.sql.Queries.Answer;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What a query says in a database: the same in each. */
abstract class SystemLaws {
    private static final double ALLOWED = 1e-12;

    abstract Connection connect() throws SQLException;

    @Test
    void everyTypeOfColumnIsScored() throws IOException, SQLException {
        SoftmaxModel model = TypedTable.model();
        ScoringForm form = ScoringForm.ofColumns(model, Unseen.ZERO);
        String query = Queries.of(model, form, Queries.options("typed", "id"));
        try (Connection connection = connect()) {
            Queries.execute(connection, "DROP TABLE IF EXISTS typed", TypedTable.CREATE, TypedTable.INSERT);
            List<Answer> answers = Queries.ask(connection, query, 3);
            List<Map<String, Object>> records = TypedTable.records();
            assertEquals(8, answers.size());
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = answers.get(i);
                if (i < records.size()) {
                    double[] expected = model.probabilities(records.get(i));
                    assertArrayEquals(expected, answer.probabilities(), ALLOWED, "row " + i);
                    assertEquals(model.predict(records.get(i)).label(), answer.label(), "row " + i);
                } else {
                    assertTrue(Arrays.stream(answer.probabilities()).allMatch(Double::isNaN), "row " + i);
                    assertNull(answer.label(), "row " + i);
                }
            }
        }
    }

    /** PostgreSQL takes an overflow for an error, and what is too small for a double too: for all rows. */
    @Test
    void noRowIsAnError() throws IOException, SQLException {
        double[][] weights = {{1e3, -1e-200, 0}, {1e-160, 2, 1e-9}, {0.5, 0, 0}};
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, List.of("a", "b", "c"), List.of("x", "y"), weights);
        ScoringForm form = ScoringForm.ofFeatures(model);
        double[][] rows = {
            {1, 1},
            {1e-310, 1e-300},
            {Double.MAX_VALUE, 1},
            {-1e300, 1e300},
            {1e200, -1e200},
            {Double.NaN, 0},
            {0, Double.NEGATIVE_INFINITY},
            {Double.MIN_VALUE, Double.MIN_VALUE},
            {-1, -800},
            {1e4, -1e4}
        };
        try (Connection connection = connect()) {
            Queries.execute(
                    connection,
                    "DROP TABLE IF EXISTS far",
                    "CREATE TABLE far (id INTEGER, x DOUBLE PRECISION, y DOUBLE PRECISION)");
            for (int i = 0; i < rows.length; i++) {
                Queries.execute(
                        connection, "INSERT INTO far VALUES (" + i + ", '" + rows[i][0] + "', '" + rows[i][1] + "')");
            }
            List<Answer> answers = Queries.ask(connection, Queries.of(model, form, Queries.options("far", "id")), 3);
            for (int i = 0; i < rows.length; i++) {
                double[] expected = form.probabilities(values(rows[i]));
                assertArrayEquals(expected, answers.get(i).probabilities(), ALLOWED, "row " + i);
            }
        }
    }

    private static Object[] values(double... row) {
        return Arrays.stream(row).mapToObj(number -> new double[] {number}).toArray();
    }

    /** A view keeps the query, and can be asked for some columns only. */
    @Test
    void aQueryIsAView() throws IOException, SQLException {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, List.of("a", "b"), List.of("x"));
        String query = Queries.of(model, ScoringForm.ofFeatures(model), Queries.options("\"a table\"", "id"));
        try (Connection connection = connect()) {
            Queries.execute(
                    connection,
                    "DROP VIEW IF EXISTS scored",
                    "DROP TABLE IF EXISTS \"a table\"",
                    "CREATE TABLE \"a table\" (id INTEGER, x REAL)",
                    "INSERT INTO \"a table\" VALUES (1, 0.5), (2, -0.5)",
                    "CREATE VIEW scored AS\n" + query);
            List<Answer> answers =
                    Queries.ask(connection, "SELECT id, label, probability_a FROM scored WHERE id = 2", 1);
            assertEquals(1, answers.size());
            assertEquals(
                    model.probabilities(new double[][] {{-0.5}})[0][0],
                    answers.get(0).probabilities()[0],
                    ALLOWED);
        }
    }

    /** A column for each of hundreds of features: the planner must not multiply the steps out. */
    @Test
    void manyFeaturesArePlannedInTime() throws IOException, SQLException {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, MadeModels.names("class ", 10), MadeModels.names("x", 200));
        String query = Queries.of(model, ScoringForm.ofFeatures(model), Queries.options("wide", "id"));
        StringBuilder columns = new StringBuilder("SELECT 1 AS id");
        double[] row = new double[200];
        for (int j = 0; j < row.length; j++) {
            row[j] = (j % 7 - 3) / 8.0;
            columns.append(", CAST(")
                    .append(row[j])
                    .append(" AS DOUBLE PRECISION) AS x")
                    .append(j);
        }
        try (Connection connection = connect()) {
            Queries.execute(connection, "DROP TABLE IF EXISTS wide", "CREATE TABLE wide AS " + columns);
            double[] said = Queries.ask(connection, query, 10).get(0).probabilities();
            assertArrayEquals(model.probabilities(new double[][] {row})[0], said, ALLOWED);
        }
    }
}
