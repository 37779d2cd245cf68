package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.math.ForwardPass;
import io.github.softmax4j.math.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a point makes of some rows, on the heap. */
final class RowProbabilities {
    private RowProbabilities() {}

    /**
     * The probabilities of the classes.
     *
     * @param batches the rows, in the optimiser's coordinates
     * @param at the point, (features + 1) x classes
     * @return one list per row
     */
    static double[][] of(List<Batch> batches, INDArray at) {
        DataType type = batches.get(0).features().dataType();
        int classes = at.columns();
        try (INDArray matrix = at.castTo(type).dup('c')) {
            Parameters parameters = Parameters.of(matrix);
            return batches.stream()
                    .flatMap(batch -> {
                        try (var forward = new ForwardPass(batch.rows(), classes, 1, type)) {
                            forward.run(parameters, batch.features());
                            // ND4J's toDoubleMatrix asks for every element by its place, which takes many times as long
                            double[] values = forward.probabilities().data().asDouble();
                            return IntStream.range(0, values.length / classes)
                                    .mapToObj(i -> Arrays.copyOfRange(values, i * classes, (i + 1) * classes));
                        }
                    })
                    .toArray(double[][]::new);
        }
    }

    /** What the rows count. */
    static double[] weights(List<Batch> batches) {
        return batches.stream()
                .flatMapToDouble(batch -> batch.weights() == null
                        ? IntStream.range(0, (int) batch.rows()).mapToDouble(row -> 1)
                        : Arrays.stream(batch.weights().getColumn(0).toDoubleVector()))
                .toArray();
    }
}
