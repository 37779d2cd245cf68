package io.github.softmax4j.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.Coordinates;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.PlainSoftmax;
import io.github.softmax4j.optim.ProximalTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Hessians that are gone through row by row, and the minima that are found so. */
class CompositeModelTest {
    private static final int ROWS = 7;

    /** Of a random matrix of full rank: B = A A' / n. */
    private static double[] positive(int size, Random random) {
        double[][] a = new double[size][size + 3];
        Arrays.stream(a).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        var matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size + 3; k++) {
                    matrix[i * size + j] += a[i][k] * a[j][k] / size;
                }
            }
        }
        return matrix;
    }

    private static float[] inFloat(double[] matrix) {
        var values = new float[matrix.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix[i];
        }
        return values;
    }

    private static double[] gaussian(int size, Random random) {
        return random.doubles(size).map(u -> 4 * u - 2).toArray();
    }

    private static List<SecantHessian.Pair> pairs(int count, int size, Random random) {
        double[] matrix = positive(size, random);
        List<SecantHessian.Pair> pairs = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            double[] step = gaussian(size, random);
            pairs.add(new SecantHessian.Pair(step, times(matrix, step)));
        }
        return pairs;
    }

    private static double[] times(double[] matrix, double[] vector) {
        int size = vector.length;
        var product = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                product[i] += matrix[i * size + j] * vector[j];
            }
        }
        return product;
    }

    private static BlockHessian directions(int classes, Random random) {
        double[][] vectors = ClassBasis.of(
                        new double[][] {random.doubles(classes).toArray()}, new double[] {1})
                .vectors();
        List<float[]> matrices = new ArrayList<>();
        for (int u = 0; u < classes; u++) {
            matrices.add(inFloat(positive(ROWS, random)));
        }
        return new DirectionHessian(vectors, matrices, classes);
    }

    private static BlockHessian byRows(int classes) {
        double[][] x = PlainSoftmax.gaussian(11, ROWS - 1, 1, 5);
        double[][] point = PlainSoftmax.gaussian(ROWS, classes, 0.5, 6);
        var columns = new double[ROWS][11];
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < ROWS; j++) {
                columns[j][i] = j < ROWS - 1 ? x[i][j] : 1;
            }
        }
        var weights = new double[11];
        Arrays.fill(weights, 1 / 11.0);
        double[] strengths = {0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0};
        double[] p = Arrays.stream(PlainSoftmax.probabilities(PlainSoftmax.logits(point, x)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return new RowHessian(columns, weights, strengths, p);
    }

    static Stream<BlockHessian> hessians() {
        var random = new Random(1);
        return Stream.of(
                new DenseModel(positive(ROWS * 3, random), 3),
                new DirectionHessian(null, List.of(inFloat(positive(ROWS, random))), 4),
                directions(4, random),
                byRows(3),
                SecantHessian.of(directions(3, random), pairs(4, ROWS * 3, random), new IdentityHashMap<>()),
                SecantHessian.of(byRows(2), pairs(1, ROWS * 2, random), new IdentityHashMap<>()));
    }

    /** Column by column, by moving along each coordinate. */
    private static double[] asMatrix(BlockHessian hessian) {
        int classes = hessian.classes();
        int size = hessian.rows() * classes;
        var matrix = new double[size * size];
        var change = new double[classes];
        var image = new double[classes];
        for (int i = 0; i < size; i++) {
            hessian.begin();
            Arrays.fill(change, 0);
            change[i % classes] = 1;
            hessian.move(i / classes, change);
            for (int row = 0; row < hessian.rows(); row++) {
                hessian.image(row, image);
                System.arraycopy(image, 0, matrix, i * size + row * classes, classes);
            }
        }
        return matrix;
    }

    /** Blocks, diagonals and images are those of one symmetric positive matrix. */
    @ParameterizedTest
    @MethodSource("hessians")
    void allPartsAreOfOneMatrix(BlockHessian hessian) {
        int classes = hessian.classes();
        int size = hessian.rows() * classes;
        double[] matrix = asMatrix(hessian);
        var diagonal = new double[classes];
        for (int row = 0; row < hessian.rows(); row++) {
            double[] block = hessian.block(row);
            hessian.diagonal(row, diagonal);
            for (int k = 0; k < classes; k++) {
                int i = row * classes + k;
                assertEquals(matrix[i * size + i], diagonal[k], 1e-5);
                assertTrue(diagonal[k] > 0);
                for (int m = 0; m < classes; m++) {
                    assertEquals(matrix[i * size + row * classes + m], block[k * classes + m], 1e-5);
                }
            }
        }
        double[] step = gaussian(size, new Random(2));
        hessian.begin();
        for (int row = 0; row < hessian.rows(); row++) {
            hessian.move(row, Arrays.copyOfRange(step, row * classes, (row + 1) * classes));
        }
        double[] expected = times(matrix, step);
        var image = new double[classes];
        for (int row = 0; row < hessian.rows(); row++) {
            hessian.image(row, image);
            assertArrayEquals(Arrays.copyOfRange(expected, row * classes, (row + 1) * classes), image, 1e-4);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(matrix[i * size + j], matrix[j * size + i], 1e-5, "symmetric");
            }
        }
    }

    /** B s = y for the newest pair, as for every quasi-Newton matrix; without pairs it is the first one. */
    @Test
    void secantPairsAreHeard() {
        var random = new Random(3);
        BlockHessian first = directions(3, random);
        assertSame(first, SecantHessian.of(first, List.of(), new IdentityHashMap<>()));
        List<SecantHessian.Pair> pairs = pairs(5, ROWS * 3, random);
        double[] matrix = asMatrix(SecantHessian.of(first, pairs, new IdentityHashMap<>()));
        assertArrayEquals(pairs.get(4).change(), times(matrix, pairs.get(4).step()), 1e-4);
    }

    /** That of all rows on the heap, which is held against differences. */
    @Test
    void rowsMakeTheExactHessian() {
        double[][] x = PlainSoftmax.gaussian(11, ROWS - 1, 1, 5);
        double[] point = Arrays.stream(PlainSoftmax.gaussian(ROWS, 3, 0.5, 6))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        Dataset dataset =
                Dataset.of(Nd4j.createFromArray(x), List.of("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b"));
        double[] expected = new HeapRows(dataset, 0, Coordinates.unchanged(ROWS - 1, true)).hessian(point, null);
        double[] strengths = {0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0};
        for (int i = 0; i < ROWS * 3; i++) {
            expected[i * ROWS * 3 + i] += strengths[i / 3];
        }
        assertArrayEquals(expected, asMatrix(byRows(3)), 1e-12);
    }

    /** No coordinate, and no group, would rather be elsewhere; zeros are exact. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0.5", "2, 0.3", "3, 0.5", "4, 0.05"})
    void minimaAreOptimal(int form, double strength) {
        for (int seed = 0; seed < 5; seed++) {
            BlockHessian hessian = hessians().toList().get(form);
            int size = hessian.rows() * hessian.classes();
            var random = new Random(seed);
            double[] point = gaussian(size, random);
            double[] gradient = gaussian(size, random);
            double[] damping = random.doubles(size).toArray();
            assertOptimal(hessian, byCoordinate(size, strength), point, gradient, damping);
            assertOptimal(hessian, byGroup(hessian, strength), point, gradient, damping);
        }
    }

    private static ProximalTerms byCoordinate(int size, double strength) {
        var strengths = new double[size];
        Arrays.fill(strengths, strength);
        var lower = new double[size];
        Arrays.fill(lower, -0.7);
        var upper = new double[size];
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new ProximalTerms(strengths, lower, upper);
    }

    /** Three rows, with rates, and one; the others are free. */
    private static ProximalTerms byGroup(BlockHessian hessian, double strength) {
        int classes = hessian.classes();
        int size = hessian.rows() * classes;
        var none = new double[size];
        Arrays.fill(none, Double.POSITIVE_INFINITY);
        double[] lower = Arrays.stream(none).map(bound -> -bound).toArray();
        return new ProximalTerms(
                new double[size], lower, none, List.of(group(classes, strength, 0, 2, 3), group(classes, strength, 5)));
    }

    private static ProximalTerms.Group group(int classes, double strength, int... rows) {
        var coordinates = new int[rows.length * classes];
        var rate = new double[coordinates.length];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = rows[i / classes] * classes + i % classes;
            rate[i] = 1 + rows[i / classes];
        }
        return new ProximalTerms.Group(coordinates, rate, strength);
    }

    private static void assertOptimal(
            BlockHessian hessian, ProximalTerms terms, double[] point, double[] gradient, double[] damping) {
        double[] start = Arrays.stream(point).map(x -> Math.max(-0.7, x)).toArray();
        var model = new CompositeModel(hessian, terms, start, gradient, damping);
        assertTrue(model.descend(1e-6, 2000), "has settled");
        double[] end = model.end();
        var step = new double[end.length];
        Arrays.setAll(step, i -> end[i] - start[i]);
        double[] slope = times(asMatrix(hessian), step);
        for (int i = 0; i < slope.length; i++) {
            slope[i] += gradient[i] + damping[i] * step[i];
        }
        double norm = terms.optimalityNorm(Nd4j.createFromArray(end), Nd4j.createFromArray(slope));
        assertEquals(
                0,
                norm,
                2e-4,
                "zeros: " + Arrays.stream(end).filter(x -> x == 0).count());
    }
}
