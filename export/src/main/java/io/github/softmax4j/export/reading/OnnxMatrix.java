package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.onnx.ReadNode;
import io.github.softmax4j.export.onnx.ReadTensor;
import java.util.Arrays;
import java.util.List;

/** The matrix of a Gemm (alpha x W + beta C) or MatMul (x W), as features x classes. */
final class OnnxMatrix {
    private OnnxMatrix() {}

    static double[][] weights(ReadNode product, ReadTensor matrix) {
        List<Long> dims = matrix.dims();
        if (dims.size() != 2 || dims.contains(0L)) {
            throw new IllegalArgumentException("'" + matrix.name() + "' must be a matrix, but is of shape " + dims);
        }
        if (product.integer("transA", 0) != 0) {
            throw new IllegalArgumentException("features must come row by row, but " + product + " turns them");
        }
        boolean isTurned = product.integer("transB", 0) != 0;
        double alpha = product.number("alpha", 1);
        double[] values = matrix.numbers();
        int rows = dims.get(0).intValue();
        int columns = dims.get(1).intValue();
        double[][] weights = isTurned ? new double[columns][rows] : new double[rows][columns];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            weights[isTurned ? column : row][isTurned ? row : column] = alpha * values[i];
        }
        return weights;
    }

    static void addIntercept(ReadNode gemm, ReadTensor summand, double[] intercept) {
        double beta = gemm.number("beta", 1);
        double[] values = OnnxStep.of("Add", false, summand)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + summand.name() + "' must be a row, but is of shape " + summand.dims()))
                .summands(intercept.length);
        Arrays.setAll(intercept, k -> intercept[k] + beta * values[k]);
    }
}
