package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.model.SoftmaxModel;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/** A table of all types that a column may have in a database, and what a model is told of the same rows in Java. */
final class TypedTable {
    static final String CREATE =
            "CREATE TABLE typed (id INTEGER, big NUMERIC(12, 3), fair BOOLEAN, one_or_none INTEGER,"
                    + " seen DATE, moment TIMESTAMP, zoned TIMESTAMP WITH TIME ZONE, deck INTEGER,"
                    + " grade DOUBLE PRECISION,"
                    + " port TEXT, v DOUBLE PRECISION[])";

    /** Each id is the index of a row; the last rows are refused. */
    static final String INSERT = "INSERT INTO typed VALUES "
            + "(0, 12.125, true, 1, DATE '2020-02-29', TIMESTAMP '2020-02-29 06:00:00', "
            + "'2020-02-29 06:00:00+02', 3, 3, 'Cork', ARRAY[1.5e0, -2e0]), "
            + "(1, -0.5, false, 0, DATE '1969-07-20', TIMESTAMP '1969-07-20 20:17:40', "
            + "'1969-07-20 20:17:40+00', 1, 2, 'Dover', ARRAY[0e0, 1e0]), "
            + "(2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), "
            + "(3, 0, true, 0, DATE '2000-01-01', TIMESTAMP '2000-01-01 00:00:00', "
            + "'2000-01-01 00:00:00+00', 7, 2.5, 'elsewhere', ARRAY[1e0, 1e0]), "
            + "(4, 0, true, 2, DATE '2000-01-01', TIMESTAMP '2000-01-01 00:00:00', "
            + "'2000-01-01 00:00:00+00', 1, 2, 'Cork', ARRAY[1e0, 1e0]), "
            + "(5, 0, true, 1, 'infinity', TIMESTAMP '2000-01-01 00:00:00', "
            + "'2000-01-01 00:00:00+00', 1, 2, 'Cork', ARRAY[1e0, 1e0]), "
            + "(6, 0, true, 1, DATE '2000-01-01', TIMESTAMP '2000-01-01 00:00:00', "
            + "'2000-01-01 00:00:00+00', 1, 2, 'Cork', ARRAY[1e0, 1e0, 1e0]), "
            + "(7, 0, true, 1, DATE '2000-01-01', TIMESTAMP '2000-01-01 00:00:00', "
            + "'2000-01-01 00:00:00+00', 1, 2, 'Cork', ARRAY[1e0, NULL])";

    private TypedTable() {}

    /** Dates are ten thousands; with weights of 1 they alone would decide. */
    static SoftmaxModel model() {
        FeatureRecipe recipe = recipe();
        List<String> features = recipe.featureNames();
        var random = new Random(5);
        double[][] matrix = new double[features.size() + 1][3];
        for (int j = 0; j < matrix.length; j++) {
            boolean isDate =
                    j < features.size() && List.of("seen", "moment", "zoned").contains(features.get(j));
            Arrays.setAll(matrix[j], k -> random.nextGaussian() * (isDate ? 1e-4 : 1));
        }
        return MadeModels.of(DataType.DOUBLE, MadeModels.names("class ", 3), features, matrix)
                .withRecipe(recipe);
    }

    private static FeatureRecipe recipe() {
        return new FeatureRecipe(
                List.of(
                        SourceColumn.number("big").filledWith(List.of(0.5), true),
                        SourceColumn.of("fair", Kind.FLAG).filledWith(List.of(0.25), true),
                        SourceColumn.of("one_or_none", Kind.FLAG).filledWith(List.of(0.5), false),
                        date("seen"),
                        date("moment"),
                        date("zoned"),
                        category("deck", "1", "2", "3"),
                        category("grade", "2", "3"),
                        category("port", "Cork", "Dover"),
                        SourceColumn.vector("v", 2).filledWith(List.of(1.0, 2.0), true)),
                Missing.INDICATOR,
                Unseen.ZERO);
    }

    private static SourceColumn date(String name) {
        return SourceColumn.of(name, Kind.DATE).filledWith(List.of(10_000.5), true);
    }

    private static SourceColumn category(String name, String... words) {
        Double[] fill = new Double[words.length];
        Arrays.fill(fill, 1.0 / words.length);
        return SourceColumn.category(name, List.of(words)).filledWith(List.of(fill), true);
    }

    /** The rows that are not refused. */
    static List<Map<String, Object>> records() {
        return List.of(
                row(12.125, true, 1, "2020-02-29", "2020-02-29T06:00:00", "2020-02-29T04:00:00", 3, 3, "Cork", 1.5, -2),
                row(-0.5, false, 0, "1969-07-20", "1969-07-20T20:17:40", "1969-07-20T20:17:40", 1, 2, "Dover", 0, 1),
                Map.of(),
                row(0, true, 0, "2000-01-01", "2000-01-01T00:00:00", "2000-01-01T00:00:00", 7, 2.5, "elsewhere", 1, 1));
    }

    private static Map<String, Object> row(
            double big,
            boolean fair,
            int oneOrNone,
            String seen,
            String moment,
            String zoned,
            int deck,
            double grade,
            String port,
            double... v) {
        var row = new HashMap<String, Object>();
        row.put("big", big);
        row.put("fair", fair);
        row.put("one_or_none", oneOrNone);
        row.put("seen", LocalDate.parse(seen));
        row.put("moment", LocalDateTime.parse(moment));
        row.put("zoned", LocalDateTime.parse(zoned));
        row.put("deck", deck);
        row.put("grade", grade);
        row.put("port", port);
        row.put("v", v);
        return row;
    }
}
