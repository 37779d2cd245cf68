package io.github.softmax4j.metrics;

import io.github.softmax4j.data.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Rows of random classes and probabilities that know something of them; probabilities are sixteenths, so that many are
 * tied and all are exact.
 *
 * @param probabilities rows x classes
 * @param labels of the rows
 * @param weights of the rows, whole numbers from 0 to 3
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RandomPredictions(double[][] probabilities, int[] labels, double[] weights) {
    private static final int PARTS = 16;

    static RandomPredictions of(int rows, int classes, long seed) {
        var random = new Random(seed);
        var labels = new int[rows];
        var weights = new double[rows];
        var probabilities = new double[rows][classes];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(classes);
            weights[row] = random.nextInt(4);
            Arrays.fill(probabilities[row], 1.0 / PARTS);
            for (int part = classes; part < PARTS; part++) {
                int k = random.nextInt(3) == 0 ? labels[row] : random.nextInt(classes);
                probabilities[row][k] += 1.0 / PARTS;
            }
        }
        return new RandomPredictions(probabilities, labels, weights);
    }

    /** Each row as often as it weighs, all of weight 1. */
    RandomPredictions repeated() {
        int[] rows = IntStream.range(0, labels.length)
                .flatMap(row -> IntStream.generate(() -> row).limit((long) weights[row]))
                .toArray();
        var ones = new double[rows.length];
        Arrays.fill(ones, 1);
        return new RandomPredictions(
                Arrays.stream(rows).mapToObj(row -> probabilities[row]).toArray(double[][]::new),
                Arrays.stream(rows).map(row -> labels[row]).toArray(),
                ones);
    }

    int classes() {
        return probabilities[0].length;
    }

    ClassLabels names() {
        List<String> names =
                IntStream.range(0, classes()).mapToObj(k -> "k" + k).toList();
        return ClassLabels.inOrder(names);
    }

    INDArray logProbabilities() {
        return Transforms.log(Nd4j.createFromArray(probabilities));
    }

    Evaluation evaluation() {
        return Evaluation.of(names(), labels, weights, logProbabilities());
    }

    Evaluation evaluation(DataType type) {
        return Evaluation.of(names(), labels, weights, logProbabilities().castTo(type));
    }
}
