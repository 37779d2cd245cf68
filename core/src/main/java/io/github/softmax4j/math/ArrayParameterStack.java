package io.github.softmax4j.math;

import io.github.softmax4j.linalg.Operation;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The way to the pass and back in operations of ND4J, which every backend has. */
final class ArrayParameterStack extends ParameterStack {
    private final int models;
    private final long classes;
    private final Coordinates coordinates;
    /** Of one model, in DOUBLE; null where points are parameters. */
    private final INDArray ofPoint;

    private final List<INDArray> pointsInMatrix;
    private final List<Parameters> gradientsInSums;

    ArrayParameterStack(PassShape shape, Coordinates coordinates) {
        super(shape);
        this.models = shape.models();
        this.classes = shape.classes();
        this.coordinates = coordinates;
        this.ofPoint =
                coordinates.isIdentity() ? null : Parameters.zeroMatrix(shape.features(), classes, DataType.DOUBLE);
        this.pointsInMatrix =
                IntStream.range(0, models).mapToObj(m -> ofModel(matrix, m)).toList();
        this.gradientsInSums = IntStream.range(0, models)
                .mapToObj(m -> new Parameters(ofModel(sums().weights(), m), ofModel(sums().intercept(), m)))
                .toList();
    }

    private INDArray ofModel(INDArray stacked, int model) {
        return models == 1
                ? stacked
                : stacked.get(NDArrayIndex.all(), NDArrayIndex.interval(model * classes, (model + 1) * classes));
    }

    @Override
    public void put(int model, INDArray point) {
        if (ofPoint == null) {
            pointsInMatrix.get(model).assign(point);
            return;
        }
        coordinates.toParameters(point, ofPoint);
        pointsInMatrix.get(model).assign(ofPoint);
    }

    @Override
    public double readGradient(int model, double weightSum, PenaltyTerm penalty, INDArray point, INDArray gradient) {
        Parameters.of(gradient).assign(gradientsInSums.get(model));
        gradient.divi(weightSum);
        coordinates.pullBack(gradient);
        return penalty.addGradient(point, gradient);
    }

    @Override
    public void close() {
        super.close();
        Operation.close(ofPoint);
    }
}
