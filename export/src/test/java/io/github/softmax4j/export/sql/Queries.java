package io.github.softmax4j.export.sql;

import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes queries, and asks them. */
final class Queries {
    private Queries() {}

    /**
     * A row of an answer.
     *
     * @param label null where the row is refused
     * @param probabilities NaN where it is
     */
    @SuppressWarnings("ArrayRecordComponent") // looked at, not compared
    record Answer(String label, double[] probabilities) {}

    static TargetOptions options(String table, String... keep) {
        return new TargetOptions(false, true, table, List.of(keep));
    }

    static String of(SoftmaxModel model, ScoringForm form, TargetOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        new SqlTarget().write(form, ModelFacts.of(model), options, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows in the order of a first column. */
    static List<Answer> ask(Connection connection, String query, int classes) throws SQLException {
        var answers = new ArrayList<Answer>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM (" + query + ") AS scored ORDER BY 1")) {
            while (rows.next()) {
                double[] probabilities = IntStream.range(0, classes)
                        .mapToDouble(k -> number(rows, k + 3))
                        .toArray();
                answers.add(new Answer(rows.getString(2), probabilities));
            }
        }
        return answers;
    }

    private static double number(ResultSet rows, int column) {
        try {
            double number = rows.getDouble(column);
            return rows.wasNull() ? Double.NaN : number;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
