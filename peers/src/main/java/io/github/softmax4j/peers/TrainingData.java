package io.github.softmax4j.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Rows and classes, the same for everybody, and how they go from process to process: rows, features, classes as int,
 * then all features as float row by row, then the classes as int, big-endian.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record TrainingData(float[][] features, int[] labels, int classes) {
    int rows() {
        return labels.length;
    }

    int columns() {
        return features[0].length;
    }

    /** Every column with mean 0 and deviation 1, as the manuals of most peers advise. */
    TrainingData standardised() {
        var scaled = new float[rows()][columns()];
        for (int j = 0; j < columns(); j++) {
            double sum = 0;
            for (float[] row : features) {
                sum += row[j];
            }
            double mean = sum / rows();
            double squares = 0;
            for (float[] row : features) {
                squares += (row[j] - mean) * (row[j] - mean);
            }
            double deviation = Math.sqrt(squares / rows());
            for (int i = 0; i < rows(); i++) {
                scaled[i][j] = deviation == 0 ? 0 : (float) ((features[i][j] - mean) / deviation);
            }
        }
        return new TrainingData(scaled, labels, classes);
    }

    double[][] featuresInDouble() {
        var doubles = new double[rows()][columns()];
        for (int i = 0; i < rows(); i++) {
            float[] row = features[i];
            Arrays.setAll(doubles[i], j -> row[j]);
        }
        return doubles;
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            out.writeInt(rows());
            out.writeInt(columns());
            out.writeInt(classes);
            for (float[] row : features) {
                for (float number : row) {
                    out.writeFloat(number);
                }
            }
            for (int label : labels) {
                out.writeInt(label);
            }
        }
    }

    static TrainingData read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            int rows = in.readInt();
            int columns = in.readInt();
            int classes = in.readInt();
            var features = new float[rows][columns];
            for (float[] row : features) {
                for (int j = 0; j < columns; j++) {
                    row[j] = in.readFloat();
                }
            }
            var labels = new int[rows];
            for (int i = 0; i < rows; i++) {
                labels[i] = in.readInt();
            }
            return new TrainingData(features, labels, classes);
        }
    }
}
