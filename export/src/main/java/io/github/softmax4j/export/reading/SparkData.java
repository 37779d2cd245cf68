package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The one row of Parquet that has the numbers of a LogisticRegressionModel of Spark.
 *
 * <p>From Spark 2.1 on its columns are {@code numClasses, numFeatures, interceptVector, coefficientMatrix} and
 * {@code isMultinomial}: K rows of coefficients, or one of two classes, log(P(1) / P(0)) = w x + b. In Spark 2.0 they
 * were {@code numClasses, numFeatures, intercept, coefficients}, of two classes.
 *
 * @param weights features x classes
 * @param intercept one for each class
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record SparkData(double[][] weights, double[] intercept) {
    private static final Set<String> COLUMNS =
            Set.of("numClasses", "numFeatures", "interceptVector", "coefficientMatrix", "isMultinomial");
    private static final Set<String> FIRST_COLUMNS = Set.of("numClasses", "numFeatures", "intercept", "coefficients");

    int classes() {
        return intercept.length;
    }

    static SparkData read(List<Path> files) throws IOException {
        try (ParquetRow row = ParquetRow.open(files)) {
            Set<String> columns = row.columns();
            if (columns.containsAll(COLUMNS)) {
                return of(row);
            }
            if (columns.containsAll(FIRST_COLUMNS)) {
                return ofFirst(row);
            }
            throw new IllegalArgumentException("data must have the columns numClasses, numFeatures, interceptVector,"
                    + " coefficientMatrix and isMultinomial, but has " + String.join(", ", columns));
        } catch (SQLException e) {
            throw new IllegalArgumentException("data cannot be read as Parquet: " + e.getMessage(), e);
        }
    }

    private static SparkData of(ParquetRow row) throws SQLException {
        int classes = row.count("numClasses");
        int features = row.count("numFeatures");
        boolean isMultinomial = row.flag("isMultinomial");
        int rows = isMultinomial ? classes : 1;
        double[] intercept = new SparkVector(row, "interceptVector").values(rows);
        double[][] coefficients = new SparkMatrix(row, "coefficientMatrix").turned(rows, features);
        return isMultinomial ? new SparkData(coefficients, intercept) : ofTwo(classes, coefficients, intercept[0]);
    }

    private static SparkData ofFirst(ParquetRow row) throws SQLException {
        double[] coefficients = new SparkVector(row, "coefficients").values(row.count("numFeatures"));
        var difference = new double[coefficients.length][1];
        for (int j = 0; j < coefficients.length; j++) {
            difference[j][0] = coefficients[j];
        }
        return ofTwo(row.count("numClasses"), difference, row.number("intercept"));
    }

    private static SparkData ofTwo(int classes, double[][] difference, double intercept) {
        if (classes != 2) {
            throw new IllegalArgumentException(
                    "numClasses must be 2 where there is one row of coefficients, but is " + classes);
        }
        var weights = new double[difference.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = difference[j][0];
        }
        return new SparkData(ForeignModel.twoColumns(weights), new double[] {0, intercept});
    }
}
