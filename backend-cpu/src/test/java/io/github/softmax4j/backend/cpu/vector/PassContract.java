package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.CrossEntropy;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PlainSoftmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What a pass by hand must do in every type, against plain double Java; core's own tests, which run in this module too,
 * meet it in whole fits.
 */
abstract class PassContract {
    private final DataType type;
    /** Relative to the largest value of a gradient. */
    private final double tolerance;

    PassContract(DataType type, double tolerance) {
        this.type = type;
        this.tolerance = tolerance;
    }

    /** All forms are held to the same, also for shapes that the kernel would not choose them for. */
    abstract List<CrossEntropy> forms(PassShape shape, double smoothing);

    abstract HessianProducts hessianProducts(List<Batch> batches, PassShape shape);

    /** Some models side by side, over rows with their targets and weights. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Problem(
            DataType type, double[][][] points, double[][] features, double[][] targets, double[][] weights) {
        static Problem random(DataType type, int rows, int features, int classes, int models, boolean isWeighted) {
            var points = new double[models][][];
            Arrays.setAll(points, m -> PlainSoftmax.gaussian(features + 1, classes, 0.7 / Math.sqrt(features), 10 + m));
            var random = new Random(3);
            double[][] weights = isWeighted ? new double[rows][models] : null;
            if (isWeighted) {
                for (double[] row : weights) {
                    Arrays.setAll(row, m -> random.nextInt(4));
                }
            }
            int[] labels = PlainSoftmax.labels(rows, classes, 2);
            var targets = new double[rows][classes];
            for (int i = 0; i < rows; i++) {
                targets[i][labels[i]] = 1;
            }
            return new Problem(type, points, PlainSoftmax.gaussian(rows, features, 1, 1), targets, weights);
        }

        int classes() {
            return targets[0].length;
        }

        PassShape shape() {
            return new PassShape(features.length, features[0].length, classes(), points.length, type);
        }

        double weight(int row, int model) {
            return weights == null ? 1 : weights[row][Math.min(model, weights[row].length - 1)];
        }

        /** As samples of the Hessian have them. */
        Problem withTheFirstWeightsForAllModels() {
            double[][] first = weights == null
                    ? null
                    : Arrays.stream(weights).map(row -> new double[] {row[0]}).toArray(double[][]::new);
            return new Problem(type, points, features, targets, first);
        }

        PlainSoftmax.LossAndGradient plain(int model) {
            double[][] logits = PlainSoftmax.logits(points[model], features);
            double[][] residuals = PlainSoftmax.probabilities(logits);
            double loss = 0;
            for (int i = 0; i < features.length; i++) {
                loss += weight(i, model) * PlainSoftmax.logSumExp(logits[i]);
                for (int k = 0; k < classes(); k++) {
                    loss -= weight(i, model) * targets[i][k] * logits[i][k];
                    residuals[i][k] = weight(i, model) * (residuals[i][k] - targets[i][k]);
                }
            }
            return new PlainSoftmax.LossAndGradient(loss, transposedProduct(residuals));
        }

        /** [X'R; 1'R] */
        private double[][] transposedProduct(double[][] residuals) {
            var product = new double[features[0].length + 1][classes()];
            for (int i = 0; i < features.length; i++) {
                for (int k = 0; k < classes(); k++) {
                    for (int d = 0; d < features[i].length; d++) {
                        product[d][k] += features[i][d] * residuals[i][k];
                    }
                    product[features[i].length][k] += residuals[i][k];
                }
            }
            return product;
        }

        double[][] plainHessian(int model, double[][] direction) {
            double[][] probabilities = PlainSoftmax.probabilities(PlainSoftmax.logits(points[model], features));
            double[][] image = PlainSoftmax.logits(direction, features);
            for (int i = 0; i < features.length; i++) {
                double mean = 0;
                for (int k = 0; k < classes(); k++) {
                    mean += probabilities[i][k] * image[i][k];
                }
                for (int k = 0; k < classes(); k++) {
                    image[i][k] = weight(i, model) * probabilities[i][k] * (image[i][k] - mean);
                }
            }
            return transposedProduct(image);
        }

        /** Blocks that are views of larger arrays, as a data set makes them. */
        List<Batch> batches(int batchRows, boolean asLabels) {
            INDArray x = PlainSoftmax.array(type, features);
            INDArray y = PlainSoftmax.array(type, targets);
            INDArray labels = Nd4j.createFromArray(Arrays.stream(targets)
                    .mapToInt(row -> {
                        int label = 0;
                        while (row[label] != 1 && label < row.length - 1) {
                            label++;
                        }
                        return label;
                    })
                    .toArray());
            INDArray w = weights == null ? null : PlainSoftmax.array(type, weights);
            var batches = new ArrayList<Batch>();
            for (int first = 0; first < features.length; first += batchRows) {
                var range = NDArrayIndex.interval(first, Math.min(features.length, first + batchRows));
                batches.add(new Batch(
                        x.get(range, NDArrayIndex.all()),
                        asLabels ? labels.get(range) : null,
                        asLabels ? null : y.get(range, NDArrayIndex.all()),
                        w == null ? null : w.get(range, NDArrayIndex.all()),
                        1));
            }
            return batches;
        }

        INDArray stack() {
            INDArray stack = Nd4j.create(type, new long[] {features[0].length + 1L, shape().columns()}, 'c');
            for (int m = 0; m < points.length; m++) {
                stack.get(NDArrayIndex.all(), columns(m)).assign(PlainSoftmax.array(type, points[m]));
            }
            return stack;
        }

        private org.nd4j.linalg.indexing.INDArrayIndex columns(int model) {
            return NDArrayIndex.interval(model * classes(), (model + 1) * classes());
        }
    }

    private void check(Problem problem, List<Batch> batches, double smoothing) {
        for (CrossEntropy form : forms(problem.shape(), smoothing)) {
            INDArray gradient = Nd4j.valueArrayOf(problem.stack().shape(), 7f, type);
            double[] losses;
            try (form) {
                losses = form.sum(Parameters.of(problem.stack()), batches, Parameters.of(gradient));
            }
            for (int m = 0; m < problem.points.length; m++) {
                PlainSoftmax.LossAndGradient expected = problem.plain(m);
                assertEquals(expected.loss(), losses[m], tolerance * Math.max(1, expected.loss()), "loss " + m);
                assertClose(expected.gradient(), gradient.get(NDArrayIndex.all(), problem.columns(m)));
            }
        }
    }

    private void assertClose(double[][] expected, INDArray actual) {
        double[][] values = actual.castTo(DataType.DOUBLE).dup('c').toDoubleMatrix();
        double scale = Math.max(
                1,
                Arrays.stream(expected)
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElseThrow());
        for (int d = 0; d < expected.length; d++) {
            assertArrayEquals(expected[d], values[d], tolerance * scale, "row " + d);
        }
    }

    /** Tiles that are full, have one row, lack one; odd numbers of columns; features that fill vectors or not. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 1, 2, 3",
        "2, 17, 3, 1",
        "47, 16, 2, 1",
        "48, 15, 3, 2",
        "49, 33, 5, 1",
        "95, 64, 10, 1",
        "97, 3, 7, 3",
        "1031, 100, 4, 2",
        "3000, 300, 11, 1",
        "97, 515, 11, 1",
        "200, 300, 10, 6",
        "700, 20, 130, 1",
        "40, 9, 17, 3",
        "5, 4097, 2, 1"
    })
    void agreesWithPlainJava(int rows, int features, int classes, int models) {
        for (boolean isWeighted : new boolean[] {false, true}) {
            Problem problem = Problem.random(type, rows, features, classes, models, isWeighted);
            for (int batchRows : new int[] {rows, (rows + 2) / 3}) {
                check(problem, problem.batches(batchRows, true), 0);
                check(problem, problem.batches(batchRows, false), 0);
            }
        }
    }

    /**
     * As folds are: each model holds other rows out, whole tiles of them and parts; one weighs nothing at all for a
     * while.
     */
    @ParameterizedTest
    @CsvSource({"600, 300, 10, 5", "600, 300, 7, 5", "400, 9, 4, 3", "600, 40, 3, 6"})
    void rowsThatCountNothingAreLeftOut(int rows, int features, int classes, int models) {
        Problem problem = Problem.random(type, rows, features, classes, models, true);
        for (int i = 0; i < rows; i++) {
            problem.weights[i][i * models / rows] = 0;
        }
        for (int batchRows : new int[] {rows, 130}) {
            check(problem, problem.batches(batchRows, true), 0);
            check(problem, problem.batches(batchRows, false), 0);
        }
        problem.features[rows - 1][0] = Double.NaN; // held out by the last model only
        double[] losses = forms(problem.shape(), 0)
                .get(0)
                .sum(
                        Parameters.of(problem.stack()),
                        problem.batches(rows, true),
                        Parameters.of(problem.stack().ulike()));
        assertTrue(Double.isNaN(losses[0]), Arrays.toString(losses));
        assertTrue(Double.isFinite(losses[losses.length - 1]), Arrays.toString(losses));
    }

    @Test
    void smoothedLabelsAreSoftTargets() {
        Problem sharp = Problem.random(type, 100, 20, 4, 2, true);
        double smoothing = 0.125;
        double[][] soft = Arrays.stream(sharp.targets)
                .map(row -> Arrays.stream(row)
                        .map(y -> (1 - smoothing) * y + smoothing / 4)
                        .toArray())
                .toArray(double[][]::new);
        var smoothed = new Problem(type, sharp.points, sharp.features, soft, sharp.weights);
        check(smoothed, sharp.batches(30, true), smoothing);
        check(smoothed, smoothed.batches(30, false), smoothing);
    }

    @Test
    void featuresInAnyOrderInMemory() {
        Problem problem = Problem.random(type, 70, 19, 3, 1, false);
        Batch batch = problem.batches(70, true).get(0);
        INDArray wide = Nd4j.zeros(type, 70, 25);
        INDArray part = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(3, 22));
        part.assign(batch.features());
        for (INDArray features : List.of(batch.features().dup('f'), part)) {
            check(problem, List.of(new Batch(features, batch.labels(), null, null, 70)), 0);
        }
    }

    @Test
    void farLogitsStayFinite() {
        var points = new double[][][] {{{3e4, -3e4, 0}, {0, 0, 0}}};
        var features = new double[][] {{1}, {-1}, {0}, {1e-3}};
        var targets = new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}};
        var problem = new Problem(type, points, features, targets, null);
        check(problem, problem.batches(4, true), 0);
    }

    /** A value that is not a number must not be lost on the way. */
    @Test
    void notANumberShows() {
        Problem problem = Problem.random(type, 60, 20, 3, 1, false);
        problem.features[50][7] = Double.NaN;
        for (CrossEntropy form : forms(problem.shape(), 0)) {
            INDArray gradient = problem.stack().ulike();
            double[] losses =
                    form.sum(Parameters.of(problem.stack()), problem.batches(60, true), Parameters.of(gradient));
            assertTrue(Double.isNaN(losses[0]), Arrays.toString(losses));
            form.close();
        }
    }

    /** Parts are summed in an order of their own, however many threads have taken them. */
    @Test
    void sumsAreTheSameToTheLastBit() {
        Problem problem = Problem.random(type, 3000, 300, 11, 1, false);
        List<Batch> batches = problem.batches(700, true);
        INDArray first = problem.stack().ulike();
        INDArray again = problem.stack().ulike();
        for (CrossEntropy form : forms(problem.shape(), 0)) {
            double[] loss = form.sum(Parameters.of(problem.stack()), batches, Parameters.of(first));
            for (int i = 0; i < 10; i++) {
                assertArrayEquals(loss, form.sum(Parameters.of(problem.stack()), batches, Parameters.of(again)));
                assertEquals(first, again);
            }
            form.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2, 1", "50, 17, 3, 2", "1500, 300, 10, 1", "100, 40, 5, 3", "500, 20, 26, 1", "500, 40, 7, 1"})
    void hessianAgreesWithPlainJava(int rows, int features, int classes, int models) {
        for (boolean isWeighted : new boolean[] {false, true}) {
            Problem problem = Problem.random(type, rows, features, classes, models, isWeighted)
                    .withTheFirstWeightsForAllModels();
            var directions = new double[models][][];
            Arrays.setAll(directions, m -> PlainSoftmax.gaussian(features + 1, classes, 1, 30 + m));
            try (HessianProducts products = hessianProducts(problem.batches((rows + 1) / 2, true), problem.shape())) {
                products.linearizeAt(transposed(problem.points));
                assertProducts(problem, directions, products);
            }
        }
    }

    @Test
    void modelsThatAreLeftKeepTheirProbabilities() {
        Problem problem = Problem.random(type, 130, 20, 4, 3, false);
        Problem left = new Problem(
                type, new double[][][] {problem.points[0], problem.points[2]}, problem.features, problem.targets, null);
        var directions = new double[][][] {
            PlainSoftmax.gaussian(21, 4, 1, 5), PlainSoftmax.gaussian(21, 4, 1, 6),
        };
        HessianProducts products = hessianProducts(problem.batches(50, true), problem.shape());
        products.linearizeAt(transposed(problem.points));
        try (HessianProducts kept = products.keep(new int[] {0, 2})) {
            assertProducts(left, directions, kept);
        }
    }

    private void assertProducts(Problem problem, double[][][] directions, HessianProducts products) {
        INDArray images = transposed(directions).ulike();
        products.multiply(transposed(directions), images);
        int classes = problem.classes();
        for (int m = 0; m < directions.length; m++) {
            INDArray ofModel = images.get(NDArrayIndex.interval(m * classes, (m + 1) * classes), NDArrayIndex.all());
            assertClose(problem.plainHessian(m, directions[m]), ofModel.transpose());
        }
    }

    /** [V | v]' of all models, one under the other. */
    private INDArray transposed(double[][][] points) {
        INDArray[] rows = Arrays.stream(points)
                .map(point -> PlainSoftmax.array(type, point).transpose().dup('c'))
                .toArray(INDArray[]::new);
        return Nd4j.concat(0, rows).dup('c');
    }
}
