package io.github.softmax4j.export.reading;

import java.sql.SQLException;

/**
 * A matrix as Spark's {@code MatrixUDT} stores it: {@code type} 1 is dense, column by column, or row by row where
 * {@code isTransposed}; 0 is sparse, in compressed columns, or compressed rows where {@code isTransposed}: the places
 * of its {@code values} in column j are {@code rowIndices[colPtrs[j]]} to {@code rowIndices[colPtrs[j + 1] - 1]}.
 *
 * @param row that it is in
 * @param column its column
 */
record SparkMatrix(ParquetRow row, String column) {
    private static final int SPARSE = 0;

    /** Columns x rows, which are features x classes. */
    double[][] turned(int rows, int columns) throws SQLException {
        requireLength(column + ".numRows", row.count(column + ".numRows"), rows);
        requireLength(column + ".numCols", row.count(column + ".numCols"), columns);
        Limits.requireWeights(columns, rows);
        double[] values = row.doubles(column + ".values");
        boolean isTransposed = row.flag(column + ".isTransposed");
        if (row.code(column + ".type") == SPARSE) {
            return sparse(values, rows, columns, isTransposed);
        }
        requireLength(column + ".values", values.length, (long) rows * columns);
        var turned = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j][i] = values[isTransposed ? i * columns + j : j * rows + i];
            }
        }
        return turned;
    }

    private double[][] sparse(double[] values, int rows, int columns, boolean isTransposed) throws SQLException {
        int lines = isTransposed ? rows : columns;
        int across = isTransposed ? columns : rows;
        int[] starts = row.ints(column + ".colPtrs");
        int[] indices = row.ints(column + ".rowIndices");
        requireLength(column + ".colPtrs", starts.length, lines + 1L);
        requireLength(column + ".rowIndices", indices.length, values.length);
        requireStarts(starts, values.length);
        var turned = new double[columns][rows];
        for (int line = 0; line < lines; line++) {
            for (int at = starts[line]; at < starts[line + 1]; at++) {
                int index = requireIndex(column + ".rowIndices", indices[at], across);
                turned[isTransposed ? index : line][isTransposed ? line : index] = values[at];
            }
        }
        return turned;
    }

    private void requireStarts(int[] starts, int values) {
        boolean isRight = starts[0] == 0 && starts[starts.length - 1] == values;
        for (int i = 1; i < starts.length; i++) {
            isRight &= starts[i - 1] <= starts[i];
        }
        if (!isRight) {
            throw new IllegalArgumentException(
                    column + ".colPtrs must rise from 0 to " + values + ", the number of values, but does not");
        }
    }

    static void requireLength(String what, long found, long wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException(what + " must be " + wanted + ", but is " + found);
        }
    }

    static int requireIndex(String what, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + " must be 0 to " + (size - 1) + ", but there is " + index);
        }
        return index;
    }
}
