package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some rows of a {@link SampledHessian}, and the probabilities that several models gave them at the last look. */
final class HessianBlock implements AutoCloseable {
    private final Batch batch;
    private final long classes;
    private final ForwardPass forward;
    private final INDArray image;
    private final INDArray mean;
    private final INDArray ones;
    private final Operation product = Operation.product();
    private final Operation addToEachRow = Operation.addToEachRow();
    private final Operation multiply = Operation.multiply();
    private final Operation subtract = Operation.subtract();
    private final Operation rowSum = Operation.rowSum();
    private final Operation addTransposedProduct = Operation.addTransposedProduct();
    private final Operation addProduct = Operation.addProduct();

    HessianBlock(Batch batch, long classes, int models) {
        this.batch = batch;
        this.classes = classes;
        DataType type = batch.features().dataType();
        forward = new ForwardPass(batch.rows(), classes, models, type);
        image = Nd4j.create(type, new long[] {batch.rows(), classes * models}, 'c');
        mean = Nd4j.create(type, batch.rows() * models);
        ones = Nd4j.ones(type, 1, batch.rows());
    }

    void look(Parameters stack) {
        forward.run(stack, batch.features());
    }

    /** The same rows with some of the models, as they were at the last look; this one is closed. */
    HessianBlock keep(int[] models) {
        var kept = new HessianBlock(batch, classes, models.length);
        for (int m = 0; m < models.length; m++) {
            kept.probabilitiesOf(m).assign(probabilitiesOf(models[m]));
        }
        close();
        return kept;
    }

    private INDArray probabilitiesOf(int model) {
        INDArrayIndex columns = NDArrayIndex.interval(model * classes, (model + 1) * classes);
        return forward.probabilities().get(NDArrayIndex.all(), columns);
    }

    /**
     * sums += X' diag(w) (P o (Z - (P o Z) 1 1')), Z = X V. P stays as the last look left it; the logits are not needed
     * again, and their memory is for the work here.
     */
    void addProduct(Parameters direction, Parameters sums) {
        INDArray stacked = forward.probabilities();
        product.run(batch.features(), direction.weights(), image);
        addToEachRow.run(image, direction.intercept().reshape(direction.classes()), image);
        INDArray probabilities = forward.eachModelsRows(stacked);
        INDArray rows = forward.eachModelsRows(image);
        INDArray work = forward.eachModelsRows(forward.logits());
        multiply.run(rows, probabilities, rows);
        rowSum.run(rows, mean);
        multiply.run(probabilities, mean.reshape(mean.length(), 1), work);
        subtract.run(rows, work, rows);
        if (batch.weights() != null) {
            multiply.run(image, batch.weights(), image);
        }
        addTransposedProduct.run(image, batch.features(), sums.weights().transpose());
        addProduct.run(ones, image, sums.intercept());
    }

    @Override
    public void close() {
        forward.close();
        Operation.close(image, mean, ones);
    }
}
