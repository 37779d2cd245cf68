package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some rows of {@link ArrayHessianProducts}. */
final class ArrayHessianBlock implements AutoCloseable {
    private final Batch batch;
    private final PassShape shape;
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

    ArrayHessianBlock(Batch batch, PassShape shape) {
        this.batch = batch;
        this.shape = shape;
        forward = new ForwardPass(batch.rows(), shape.classes(), shape.models(), shape.type());
        image = Nd4j.create(shape.type(), new long[] {batch.rows(), shape.columns()}, 'c');
        mean = Nd4j.create(shape.type(), batch.rows() * shape.models());
        ones = Nd4j.ones(shape.type(), 1, batch.rows());
    }

    void linearizeAt(Parameters stack) {
        forward.run(stack, batch.features());
        forward.liftNextToNothing();
    }

    /** The same rows with some of the models; this one is closed. */
    ArrayHessianBlock keep(int[] models) {
        var kept = new ArrayHessianBlock(batch, shape.ofModels(models.length));
        for (int m = 0; m < models.length; m++) {
            kept.probabilitiesOf(m).assign(probabilitiesOf(models[m]));
        }
        close();
        return kept;
    }

    private INDArray probabilitiesOf(int model) {
        INDArrayIndex columns = NDArrayIndex.interval(model * shape.classes(), (model + 1) * shape.classes());
        return forward.probabilities().get(NDArrayIndex.all(), columns);
    }

    /**
     * Adds the product of these rows. P stays as the last point left it; the logits are not needed again, and their
     * memory is for the work here.
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
        addTransposedProduct.addGradient(batch.features(), image, sums.weights());
        addProduct.run(ones, image, sums.intercept());
    }

    @Override
    public void close() {
        forward.close();
        Operation.close(image, mean, ones);
    }
}
