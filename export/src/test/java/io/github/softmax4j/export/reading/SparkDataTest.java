package io.github.softmax4j.export.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Layouts of the numbers of Spark's models that its own saved ones do not show, written by DuckDB: the names and types
 * are those of {@code VectorUDT}, {@code MatrixUDT} and the {@code Data} of {@code LogisticRegressionModelWriter}.
 */
class SparkDataTest {
    private static final String INTERCEPT = "{'type': 1, 'size': NULL, 'indices': NULL, 'values': [7.0, 8.0, 9.0]}";

    /** Three classes, two features: rows (1, 2), (3, 4), (0, 6). */
    private static final double[][] WEIGHTS = {{1, 3, 0}, {2, 4, 6}};

    @TempDir
    private Path folder;

    private SparkData read(String columns) throws IOException, SQLException {
        Path file = folder.resolve("it's data.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT " + columns + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
        return SparkData.read(List.of(file));
    }

    private static String multinomial(String matrix) {
        return "3 AS numClasses, 2 AS numFeatures, " + INTERCEPT + " AS interceptVector, {'type': " + matrix
                + "} AS coefficientMatrix, true AS isMultinomial";
    }

    private static String sparse(String starts, String indices, String values, boolean isTransposed) {
        return "0, 'numRows': 3, 'numCols': 2, 'colPtrs': " + starts + ", 'rowIndices': " + indices + ", 'values': "
                + values + ", 'isTransposed': " + isTransposed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | NULL | NULL | [1, 3, 0, 2, 4, 6] | false",
                "1 | NULL | NULL | [1, 2, 3, 4, 0, 6] | true",
                "0 | [0, 2, 5] | [0, 1, 0, 1, 2] | [1, 3, 2, 4, 6] | false",
                "0 | [0, 2, 4, 5] | [0, 1, 0, 1, 1] | [1, 2, 3, 4, 6] | true"
            })
    void allLayoutsOfAMatrix(String type, String starts, String indices, String values, boolean isTransposed)
            throws IOException, SQLException {
        SparkData data =
                read(multinomial(sparse(starts, indices, values, isTransposed).replaceFirst("0", type)));
        assertArrayEquals(WEIGHTS, data.weights());
        assertArrayEquals(new double[] {7, 8, 9}, data.intercept());
    }

    @Test
    void aSparseIntercept() throws IOException, SQLException {
        String sparse = "{'type': 0, 'size': 3, 'indices': [2], 'values': [5.0]}";
        SparkData data = read(multinomial(sparse("[0, 0, 0]", "[]::INT[]", "[]::DOUBLE[]", false))
                .replace(INTERCEPT, sparse));
        assertArrayEquals(new double[] {0, 0, 5}, data.intercept());
        assertArrayEquals(new double[2][3], data.weights());
    }

    /** Of two classes, with a vector and a number. */
    @Test
    void theLayoutOfSpark20() throws IOException, SQLException {
        SparkData data = read("2 AS numClasses, 2 AS numFeatures, -1.5 AS intercept,"
                + " {'type': 1, 'size': NULL, 'indices': NULL, 'values': [0.5, 2.0]} AS coefficients");
        assertArrayEquals(new double[][] {{0, 0.5}, {0, 2}}, data.weights());
        assertArrayEquals(new double[] {0, -1.5}, data.intercept());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 3, 2] | [0, 1] | [1, 2] | coefficientMatrix.colPtrs must rise from 0 to 2",
                "[0, 1, 3] | [0, 1] | [1, 2] | coefficientMatrix.colPtrs must rise from 0 to 2",
                "[0, 2] | [0, 1] | [1, 2] | coefficientMatrix.colPtrs must be 3, but is 2",
                "[0, 1, 2] | [0, 3] | [1, 2] | coefficientMatrix.rowIndices must be 0 to 2, but there is 3",
                "[0, 1, 2] | [0, -1] | [1, 2] | coefficientMatrix.rowIndices must be 0 to 2, but there is -1",
                "[0, 1, 2] | [0] | [1, 2] | coefficientMatrix.rowIndices must be 2, but is 1",
                "[0, 1, 2] | [0, 1.5] | [1, 2] | coefficientMatrix.rowIndices must be whole numbers, but there is 1.5",
                "[0, 1, 2] | [0, 1] | [1, NULL] | coefficientMatrix.values must be numbers, but one is missing",
                "[0, 1, 2] | [0, 1] | ['a', 'b'] | data cannot be read as Parquet: "
            })
    void sparseMatricesThatLie(String starts, String indices, String values, String said) {
        requireRefused(multinomial(sparse(starts, indices, values, false)), said);
    }

    private void requireRefused(String columns, String said) {
        String found = assertThrows(IllegalArgumentException.class, () -> read(columns))
                .getMessage();
        assertTrue(found.startsWith(said), found);
    }

    /** A few bytes can claim billions of zeros. */
    @Test
    void noMemoryIsTakenForWhatIsOnlyClaimed() {
        requireRefused(
                multinomial(sparse("[0, 0]", "[]::INT[]", "[]::DOUBLE[]", false)
                                .replace("'numCols': 2", "'numCols': 2000000000"))
                        .replace("2 AS numFeatures", "2000000000 AS numFeatures"),
                "there must be 1 to 134217728 weights, but there are 2000000000 features x 3 classes");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String right = multinomial(sparse("[0, 0, 0]", "[]::INT[]", "[]::DOUBLE[]", false));
        requireRefused(right.replace("3 AS num", "4 AS num"), "interceptVector.values must be 4, but is 3");
        requireRefused(right.replace("'numRows': 3", "'numRows': 5"), "coefficientMatrix.numRows must be 3, but is 5");
        requireRefused(right.replace("true AS", "false AS"), "interceptVector.values must be 1, but is 3");
        requireRefused(right.replace("'type': 0", "'type': 2"), "coefficientMatrix.type must be 0 or 1, but is 2");
        requireRefused(right + " FROM range(2)", "data must have 1 row, but has 2");
        requireRefused("1 AS a, 2 AS b", "data must have the columns numClasses,");
        requireRefused("NULL AS numClasses, " + right.substring(right.indexOf(',') + 2), "numClasses must be a number");
    }
}
