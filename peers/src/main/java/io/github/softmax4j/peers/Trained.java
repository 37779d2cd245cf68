package io.github.softmax4j.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a contender has made, and how it goes from process to process: seconds as double, 1 for one-vs-rest or 0 as int,
 * the number of features + 1 and of classes as int, the matrix as double row by row, the number of points of the
 * history as int, and each as two doubles, the number of epochs as int, and the end of each as double, big-endian.
 *
 * @param seconds of training alone
 * @param oneVsRest whether the logits belong to classes one by one
 * @param matrix weights, and the intercept in the last row; (features + 1) x classes
 * @param history pairs of seconds and objective, where the contender tells
 * @param epochEnds seconds from the start to the end of each epoch, where the contender tells
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record Trained(double seconds, boolean oneVsRest, double[][] matrix, double[][] history, double[] epochEnds) {
    static Trained softmax(double seconds, double[][] matrix) {
        return new Trained(seconds, false, matrix, new double[0][], new double[0]);
    }

    static Trained oneVsRest(double seconds, double[][] matrix) {
        return new Trained(seconds, true, matrix, new double[0][], new double[0]);
    }

    Trained withHistory(double[]... points) {
        return new Trained(seconds, oneVsRest, matrix, points, epochEnds);
    }

    Trained withEpochEnds(double... ends) {
        return new Trained(seconds, oneVsRest, matrix, history, ends);
    }

    /** Epochs per second over all of the time; NaN where they are not told. */
    double epochsASecond() {
        return epochEnds.length == 0 ? Double.NaN : epochEnds.length / seconds;
    }

    /** Epochs a second over the later half, when all is compiled that will be. */
    double laterEpochsASecond() {
        int half = epochEnds.length / 2;
        return half == 0
                ? Double.NaN
                : half / (epochEnds[epochEnds.length - 1] - epochEnds[epochEnds.length - 1 - half]);
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
            out.writeInt(epochEnds.length);
            writeAll(out, new double[][] {epochEnds});
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
            double[][] history = readAll(in, new double[in.readInt()][2]);
            double[] epochEnds = readAll(in, new double[1][in.readInt()])[0];
            return new Trained(seconds, oneVsRest, matrix, history, epochEnds);
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
