package io.github.softmax4j.export.reading;

import java.sql.SQLException;

/**
 * A vector as Spark's {@code VectorUDT} stores it: {@code type} 0 is sparse (size, indices, values), 1 dense (values).
 *
 * @param row that it is in
 * @param column its column
 */
record SparkVector(ParquetRow row, String column) {
    private static final int SPARSE = 0;

    double[] values(int size) throws SQLException {
        double[] values = row.doubles(column + ".values");
        if (row.code(column + ".type") != SPARSE) {
            SparkMatrix.requireLength(column + ".values", values.length, size);
            return values;
        }
        SparkMatrix.requireLength(column + ".size", row.count(column + ".size"), size);
        int[] indices = row.ints(column + ".indices");
        SparkMatrix.requireLength(column + ".indices", indices.length, values.length);
        Limits.requireWeights(size, 1);
        var dense = new double[size];
        for (int i = 0; i < indices.length; i++) {
            dense[SparkMatrix.requireIndex(column + ".indices", indices[i], size)] = values[i];
        }
        return dense;
    }
}
