package io.github.softmax4j.backend.cpu;

import io.github.softmax4j.data.Dataset;
import java.util.Random;

/** Rows of random numbers whose classes depend on them, more or less. */
final class NumberedRows {
    private NumberedRows() {}

    static Dataset of(int rows, int features, int classes) {
        var random = new Random(3);
        var values = new float[rows][features];
        var labels = new String[rows];
        for (int i = 0; i < rows; i++) {
            double sum = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                values[i][j] = (float) random.nextGaussian();
                sum += j < 3 ? values[i][j] : 0;
            }
            labels[i] = "c" + (i < classes ? i : Math.floorMod((int) Math.floor(sum + classes / 2.0), classes));
        }
        return Dataset.of(values, labels);
    }
}
