package io.github.softmax4j.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StackedLossTest {
    private static final int ROWS = 60;
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;
    private static final Coordinates AS_IS = Coordinates.unchanged(4, true);
    private static final Coordinates OTHER =
            Coordinates.of(new double[] {2, 0.5, 0, 1e3}, new double[] {3, -1, 2, 0.25}, true);

    private final double[][] features = PlainSoftmax.gaussian(ROWS, FEATURES, 1, 1);
    private final double[][] matrix = PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 2);
    private final int[] labels = PlainSoftmax.labels(ROWS, CLASSES, 3);

    private Dataset dataset(DataType type) {
        return Dataset.of(
                PlainSoftmax.array(type, features),
                Arrays.stream(labels).mapToObj(Integer::toString).toList());
    }

    /** What one evaluation says. */
    private record Told(double value, INDArray gradient) {}

    private static PassShape shape(Dataset dataset, int models) {
        return new PassShape(dataset.rows(), FEATURES, CLASSES, models, dataset.type());
    }

    private static Told evaluate(
            Dataset dataset, Coordinates coordinates, double lambda, double smoothing, INDArray at) {
        INDArray gradient = at.ulike();
        try (var loss = new StackedLoss(shape(dataset, 1), smoothing, coordinates)) {
            double[] values = loss.evaluate(
                    List.of(at),
                    dataset.batches(13),
                    new double[] {dataset.weightSum()},
                    List.of(new PenaltyTerm(lambda, lambda, lambda, lambda)),
                    List.of(gradient));
            return new Told(values[0], gradient);
        }
    }

    /** Data and point may have different types. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, DOUBLE, 1e-13", "FLOAT, DOUBLE, 2e-6"})
    void isTheMeanLossAndThePenaltyOfTheWeightsAlone(DataType data, DataType point, double tolerance) {
        double lambda = 0.3;
        var ones = new double[ROWS];
        Arrays.fill(ones, 1);
        PlainSoftmax.LossAndGradient sums = PlainSoftmax.sum(matrix, features, labels, ones);
        double expected = sums.loss() / ROWS;
        for (int d = 0; d < FEATURES; d++) {
            for (double weight : matrix[d]) {
                expected += lambda / 2 * weight * weight;
            }
        }
        Told told = evaluate(dataset(data), AS_IS, lambda, 0, PlainSoftmax.array(point, matrix));
        assertEquals(expected, told.value, tolerance * 10);
        for (int d = 0; d <= FEATURES; d++) {
            for (int k = 0; k < CLASSES; k++) {
                double penalty = d < FEATURES ? lambda * matrix[d][k] : 0;
                assertEquals(sums.gradient()[d][k] / ROWS + penalty, told.gradient.getDouble(d, k), tolerance * 10);
            }
        }
    }

    /** In any coordinates, with soft or smoothed targets: the gradient is that of the value. */
    @ParameterizedTest
    @CsvSource({"false, 0", "false, 0.3", "true, 0"})
    void gradientIsTheSlopeOfTheValue(boolean soft, double smoothing) {
        Dataset rows = soft ? softened() : dataset(DataType.DOUBLE);
        INDArray at = PlainSoftmax.array(DataType.DOUBLE, matrix).muli(0.1);
        Told told = evaluate(rows, OTHER, 0.2, smoothing, at);
        double step = 1e-6;
        for (int i = 0; i <= FEATURES; i++) {
            for (int k = 0; k < CLASSES; k++) {
                double value = at.getDouble(i, k);
                at.putScalar(i, k, value + step);
                double above = evaluate(rows, OTHER, 0.2, smoothing, at).value;
                at.putScalar(i, k, value - step);
                double below = evaluate(rows, OTHER, 0.2, smoothing, at).value;
                at.putScalar(i, k, value);
                double slope = (above - below) / (2 * step);
                assertEquals(slope, told.gradient.getDouble(i, k), 1e-6 * Math.max(1, Math.abs(slope)), i + ", " + k);
            }
        }
    }

    private Dataset softened() {
        var random = new Random(5);
        var targets = new double[ROWS][CLASSES];
        for (double[] row : targets) {
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                row[k] = random.nextDouble();
                sum += row[k];
            }
            for (int k = 0; k < CLASSES; k++) {
                row[k] /= sum;
            }
        }
        return Dataset.ofProbabilities(
                Nd4j.createFromArray(features),
                Nd4j.createFromArray(targets),
                ClassLabels.inOrder(List.of("a", "b", "c")));
    }

    /** Certain probabilities are labels. */
    @Test
    void oneHotTargetsAreLabels() {
        var certain = new double[ROWS][CLASSES];
        for (int i = 0; i < ROWS; i++) {
            certain[i][labels[i]] = 1;
        }
        Dataset soft = Dataset.ofProbabilities(
                Nd4j.createFromArray(features),
                Nd4j.createFromArray(certain),
                ClassLabels.inOrder(List.of("0", "1", "2")));
        INDArray at = PlainSoftmax.array(DataType.DOUBLE, matrix);
        Told expected = evaluate(dataset(DataType.DOUBLE), AS_IS, 0, 0, at);
        Told actual = evaluate(soft, AS_IS, 0, 0, at);
        assertEquals(expected.value, actual.value, 1e-14);
        assertArrayEquals(soft.labels(), labels);
        assertEquals(0, expected.gradient.sub(actual.gradient).amaxNumber().doubleValue(), 1e-14);
    }

    /** Models side by side, each with its own weights of the rows, are the models one after the other. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void modelsTogetherAreModelsAlone(DataType type) {
        Dataset dataset = dataset(type);
        int models = 5;
        var points = new ArrayList<INDArray>();
        var gradients = new ArrayList<INDArray>();
        var weights = new double[ROWS][models];
        var sums = new double[models];
        var random = new Random(7);
        for (int m = 0; m < models; m++) {
            points.add(PlainSoftmax.array(DataType.DOUBLE, PlainSoftmax.gaussian(FEATURES + 1, CLASSES, 1, 10 + m)));
            gradients.add(points.get(m).ulike());
            for (int i = 0; i < ROWS; i++) {
                weights[i][m] = i % models == m ? 0 : 0.5 + random.nextInt(3);
                sums[m] += weights[i][m];
            }
        }
        List<PenaltyTerm> penalties = IntStream.range(0, models)
                .mapToObj(m -> new PenaltyTerm(m, 0, m * 0.1, 1))
                .toList();
        List<Batch> batches = dataset.batches(13, Nd4j.createFromArray(weights).castTo(type));
        double[] values;
        try (var loss = new StackedLoss(shape(dataset, models), 0.1, OTHER)) {
            values = loss.evaluate(points, batches, sums, penalties, gradients);
        }
        double tolerance = type == DataType.FLOAT ? 1e-4 : 1e-11;
        for (int m = 0; m < models; m++) {
            int model = m;
            double[] own =
                    IntStream.range(0, ROWS).mapToDouble(i -> weights[i][model]).toArray();
            INDArray gradient = points.get(m).ulike();
            try (var alone = new StackedLoss(shape(dataset, 1), 0.1, OTHER)) {
                double value = alone.evaluate(
                                List.of(points.get(m)),
                                dataset.withWeights(own).batches(60),
                                new double[] {sums[m]},
                                List.of(penalties.get(m)),
                                List.of(gradient))[0];
                assertEquals(value, values[m], tolerance * Math.abs(value), "model " + m);
            }
            double size = gradient.amaxNumber().doubleValue();
            assertEquals(0, gradient.sub(gradients.get(m)).amaxNumber().doubleValue(), tolerance * size);
        }
    }

    @Test
    void refusesOtherCountsAndShapes() {
        Dataset rows = dataset(DataType.FLOAT);
        INDArray point = PlainSoftmax.array(DataType.DOUBLE, matrix);
        var penalty = List.of(new PenaltyTerm(1, 1, 1, 1));
        var sums = new double[] {ROWS};
        try (var loss = new StackedLoss(shape(rows, 1), 0, AS_IS);
                Blocks<Batch> batches = rows.batches(ROWS)) {
            var few = assertThrows(
                    IllegalArgumentException.class,
                    () -> loss.evaluate(List.of(), batches, sums, penalty, List.of(point.ulike())));
            assertEquals("there must be 1 points, one per model, but there are 0", few.getMessage());
            var turned = assertThrows(
                    IllegalArgumentException.class,
                    () -> loss.evaluate(List.of(point), batches, sums, penalty, List.of(point.transpose())));
            assertEquals("gradients must be 5 x 3, but one is 3 x 5", turned.getMessage());
        }
    }

    @Test
    void lossAtZeroIsLogOfTheClassesWhateverThePenalty() {
        INDArray zero = Parameters.zeroMatrix(FEATURES, CLASSES, DataType.DOUBLE);
        Told told = evaluate(dataset(DataType.DOUBLE), OTHER, 5, 0, zero);
        assertEquals(Math.log(CLASSES), told.value, 1e-14);
    }

    /** Shifting the weights of all classes alike changes no probability: the gradient has no part in that direction. */
    @Test
    void gradientOfTheLossSumsToZeroOverClasses() {
        Told told = evaluate(dataset(DataType.DOUBLE), AS_IS, 0, 0.2, PlainSoftmax.array(DataType.DOUBLE, matrix));
        for (int d = 0; d <= FEATURES; d++) {
            assertEquals(0, told.gradient.getRow(d).sumNumber().doubleValue(), 1e-15);
        }
    }
}
