package io.github.softmax4j.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.softmax4j.math.PlainSoftmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every ND4J primitive of the pass, on sizes around the widths of vector registers, against plain double Java. */
class OperationTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 63, 64, 65, 1000, 1031};

    static List<Arguments> shapes() {
        var shapes = new ArrayList<Arguments>();
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            for (int rows : SIZES) {
                for (int columns : SIZES) {
                    if ((long) rows * columns < 100_000) {
                        shapes.add(Arguments.of(type, rows, columns));
                    }
                }
            }
        }
        return shapes;
    }

    private interface Expected {
        double at(int row, int column);
    }

    private static void assertClose(Expected expected, INDArray actual, double tolerance) {
        INDArray matrix = actual.rank() == 1 ? actual.reshape(actual.length(), 1) : actual;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                double value = expected.at(i, j);
                assertEquals(value, matrix.getDouble(i, j), tolerance * Math.max(1, Math.abs(value)), i + ", " + j);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void products(DataType type, int rows, int inner) {
        int columns = 5;
        double[][] left = PlainSoftmax.gaussian(rows, inner, 1, 1);
        double[][] right = PlainSoftmax.gaussian(inner, columns, 1, 2);
        Expected product = (i, k) -> {
            double sum = 0;
            for (int j = 0; j < inner; j++) {
                sum += left[i][j] * right[j][k];
            }
            return sum;
        };
        double tolerance = 4 * PlainSoftmax.tolerance(type, inner);
        INDArray out = Nd4j.create(type, new long[] {rows, columns}, 'c');
        Operation.product().run(PlainSoftmax.array(type, left), PlainSoftmax.array(type, right), out);
        assertClose(product, out, tolerance);

        Operation.addProduct().run(PlainSoftmax.array(type, left), PlainSoftmax.array(type, right), out);
        assertClose((i, k) -> 2 * product.at(i, k), out, tolerance);
    }

    /** As the pass uses it: a block of rows of a larger array, into a transposed view, on top of what is there. */
    @ParameterizedTest
    @MethodSource("shapes")
    void addsTransposedProducts(DataType type, int rows, int features) {
        int classes = 3;
        double[][] all = PlainSoftmax.gaussian(2 * rows, features, 1, 1);
        double[][] residuals = PlainSoftmax.gaussian(rows, classes, 1, 2);
        INDArray block = PlainSoftmax.array(type, all).get(NDArrayIndex.interval(rows, 2 * rows), NDArrayIndex.all());
        INDArray out = Nd4j.ones(type, features, classes).dup('f');
        Operation.addTransposedProduct().run(PlainSoftmax.array(type, residuals), block, out.transpose());
        Expected expected = (d, k) -> {
            double sum = 1;
            for (int i = 0; i < rows; i++) {
                sum += all[rows + i][d] * residuals[i][k];
            }
            return sum;
        };
        assertClose(expected, out, 4 * PlainSoftmax.tolerance(type, rows));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void elementWiseOperations(DataType type, int rows, int columns) {
        double[][] a = PlainSoftmax.gaussian(rows, columns, 1, 1);
        double[][] b = PlainSoftmax.gaussian(rows, columns, 1, 2);
        double[] row = PlainSoftmax.gaussian(1, columns, 1, 3)[0];
        double[][] column = PlainSoftmax.gaussian(rows, 1, 1, 4);
        double tolerance = PlainSoftmax.tolerance(type, 1);
        INDArray out = PlainSoftmax.array(type, a);

        Operation.addToEachRow().run(out, Nd4j.createFromArray(row).castTo(type), out);
        assertClose((i, k) -> a[i][k] + row[k], out, tolerance);
        Operation.subtract().run(PlainSoftmax.array(type, a), PlainSoftmax.array(type, b), out);
        assertClose((i, k) -> a[i][k] - b[i][k], out, tolerance);
        Operation.multiply().run(PlainSoftmax.array(type, a), PlainSoftmax.array(type, b), out);
        assertClose((i, k) -> a[i][k] * b[i][k], out, tolerance);
        INDArray scaled = PlainSoftmax.array(type, a);
        Operation.multiply().run(scaled, PlainSoftmax.array(type, column), scaled);
        assertClose((i, k) -> a[i][k] * column[i][0], scaled, tolerance);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowReductions(DataType type, int rows, int columns) {
        double[][] a = PlainSoftmax.gaussian(rows, columns, 10, 1);
        INDArray out = Nd4j.create(type, rows);
        Operation.rowMaximum().run(PlainSoftmax.array(type, a), out);
        assertClose((i, none) -> Arrays.stream(a[i]).max().getAsDouble(), out, 0);
        Operation.rowSum().run(PlainSoftmax.array(type, a), out);
        assertClose((i, none) -> Arrays.stream(a[i]).sum(), out, 40 * PlainSoftmax.tolerance(type, columns));
        INDArray sums = Nd4j.create(type, columns);
        Operation.columnSum().run(PlainSoftmax.array(type, a), sums);
        Expected ofColumn =
                (k, none) -> Arrays.stream(a).mapToDouble(row -> row[k]).sum();
        assertClose(ofColumn, sums, 40 * PlainSoftmax.tolerance(type, rows));
        Operation.add().run(sums, sums, sums);
        assertClose((k, none) -> 2 * ofColumn.at(k, 0), sums, 80 * PlainSoftmax.tolerance(type, rows));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void softmax(DataType type, int rows, int columns) {
        double[][] logits = PlainSoftmax.gaussian(rows, columns, 10, 1);
        double[][] expected = PlainSoftmax.probabilities(logits);
        INDArray out = Nd4j.create(type, new long[] {rows, columns}, 'c');
        Operation.softmax().run(PlainSoftmax.array(type, logits), out);
        assertClose((i, k) -> expected[i][k], out, 4 * PlainSoftmax.tolerance(type, columns));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void oneHotAndCast(DataType type, int rows, int classes) {
        int[] labels = PlainSoftmax.labels(rows, classes, 1);
        INDArray out = Nd4j.create(type, new long[] {rows, classes}, 'c').assign(7);
        Operation.oneHot(classes, 1, 0).run(Nd4j.createFromArray(labels), out);
        assertClose((i, k) -> labels[i] == k ? 1 : 0, out, 0);
        Operation.oneHot(classes, 0.75, 0.125).run(Nd4j.createFromArray(labels), out);
        assertClose((i, k) -> labels[i] == k ? 0.75 : 0.125, out, 0);

        double[][] values = PlainSoftmax.gaussian(1, rows, 1e6, 1);
        INDArray inDouble = Nd4j.create(DataType.DOUBLE, rows);
        Operation.toDouble().run(Nd4j.createFromArray(values[0]).castTo(type), inDouble);
        assertClose((i, none) -> values[0][i], inDouble, 0);
    }
}
