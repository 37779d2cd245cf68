package io.github.softmax4j.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a contender has made, and how it goes from process to process: seconds as double, 1 for one-vs-rest or 0 as int, the
 * number of features + 1 and of classes as int, the matrix as double row by row, the number of points of the history as int, and
 * each as two doubles, big-endian.
 *
 * @param seconds of training alone
 * @param oneVsRest whether the logits belong to classes one by one
 * @param matrix weights, and the intercept in the last row; (features + 1) x classes
 * @param history pairs of seconds and objective, where the contender tells
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record Trained(double seconds, boolean oneVsRest, double[][] matrix, double[][] history) {
    static Trained softmax(double seconds, double[][] matrix) {
        return new Trained(seconds, false, matrix, new double[0][]);
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeDouble(seconds);
            out.writeInt(oneVsRest ? 1 : 0);
            out.writeInt(matrix.length);
            out.writeInt(matrix[0].length);
            writeAll(out, matrix);
            out.writeInt(history.length);
            writeAll(out, history);
        }
    }

    private static void writeAll(DataOutputStream out, double[][] rows) throws IOException {
        for (double[] row : rows) {
            for (double number : row) {
                out.writeDouble(number);
            }
        }
    }

    static Trained read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            double seconds = in.readDouble();
            boolean oneVsRest = in.readInt() == 1;
            double[][] matrix = readAll(in, new double[in.readInt()][in.readInt()]);
            return new Trained(seconds, oneVsRest, matrix, readAll(in, new double[in.readInt()][2]));
        }
    }

    private static double[][] readAll(DataInputStream in, double[][] rows) throws IOException {
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = in.readDouble();
            }
        }
        return rows;
    }
}
