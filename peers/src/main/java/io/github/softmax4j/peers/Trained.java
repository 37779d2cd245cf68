package io.github.softmax4j.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contender has made, and how it goes from process to process: 1 for one-vs-rest or 0, the number of points,
 * then each of them as {@link Point} says, big-endian.
 *
 * @param oneVsRest whether the logits belong to classes one by one
 * @param points on the way, where the contender tells, and the end, which has a matrix
 */
record Trained(boolean oneVsRest, List<Point> points) {
    /**
     * Where a fit was. In the file: steps as int, seconds and objective as double, rows and columns of the matrix as
     * int, and its numbers as double row by row.
     *
     * @param steps iterations or epochs so far; of a fit that does not tell, its limit
     * @param seconds of training so far
     * @param objective as the contender tells it, where there is no matrix to judge; NaN otherwise
     * @param matrix weights, and the intercept in the last row, (features + 1) x classes; empty where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    record Point(int steps, double seconds, double objective, double[]... matrix) {
        static Point told(int steps, double seconds, double objective) {
            return new Point(steps, seconds, objective);
        }

        static Point of(int steps, double seconds, double[][] matrix) {
            return new Point(steps, seconds, Double.NaN, matrix);
        }

        boolean hasMatrix() {
            return matrix.length > 0;
        }

        private void write(DataOutputStream out) throws IOException {
            out.writeInt(steps);
            out.writeDouble(seconds);
            out.writeDouble(objective);
            out.writeInt(matrix.length);
            out.writeInt(hasMatrix() ? matrix[0].length : 0);
            for (double[] row : matrix) {
                for (double number : row) {
                    out.writeDouble(number);
                }
            }
        }

        private static Point read(DataInputStream in) throws IOException {
            int steps = in.readInt();
            double seconds = in.readDouble();
            double objective = in.readDouble();
            var matrix = new double[in.readInt()][in.readInt()];
            for (double[] row : matrix) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = in.readDouble();
                }
            }
            return new Point(steps, seconds, objective, matrix);
        }
    }

    /** A fit that tells nothing but its end. */
    static Trained softmax(int limit, double seconds, double[][] matrix) {
        return new Trained(false, List.of(Point.of(limit, seconds, matrix)));
    }

    /** A fit of one class at a time that tells nothing but its end. */
    static Trained oneVsRest(double seconds, double[][] matrix) {
        return new Trained(true, List.of(Point.of(0, seconds, matrix)));
    }

    Point end() {
        return points.get(points.size() - 1);
    }

    double seconds() {
        return end().seconds();
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(oneVsRest ? 1 : 0);
            out.writeInt(points.size());
            for (Point point : points) {
                point.write(out);
            }
        }
    }

    static Trained read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            boolean oneVsRest = in.readInt() == 1;
            int count = in.readInt();
            var points = new ArrayList<Point>();
            for (int i = 0; i < count; i++) {
                points.add(Point.read(in));
            }
            return new Trained(oneVsRest, points);
        }
    }
}
