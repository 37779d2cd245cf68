package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The exact Hessian of the objective over a sample of the rows, inverted by conjugate gradients.
 *
 * <pre>
 *   Hessian V = X' diag(w) (P o (Z - (P o Z) 1 1')) / sum w + diag(s, 0) V,    Z = X V, all in the optimiser's coordinates
 * </pre>
 *
 * <p>The shared curvature, which preconditions the iteration, knows nothing of what sets the classes apart; this does. A
 * product costs a pass over the sample, so the sample must be a small part of the rows, and yet tell more than there is to be
 * learnt: Byrd, Chin, Neveitt and Nocedal, On the use of stochastic Hessian information in optimization methods for machine
 * learning (2011).
 */
public final class SampledHessian implements Curvature {
    /** Newton's direction need not be exact: what is missing, the secant pairs and the next step learn. */
    private static final double TOLERANCE = 0.3;

    private static final int MOST_PRODUCTS = 200;

    private final List<Block> blocks = new ArrayList<>();
    private final Curvature shared;
    private final long features;
    private final long classes;
    private final DataType type;
    private final double weightSum;
    private final INDArray pointMatrix;
    private final INDArray image;
    private final INDArray strengths;
    private final Parameters sums;
    private long products;

    /** Some rows, and what is remembered of them from the last look. */
    private static final class Block implements AutoCloseable {
        private final Batch batch;
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

        Block(Batch batch, ForwardPass forward, long classes, DataType type) {
            this.batch = batch;
            this.forward = forward;
            long[] shape = {batch.rows(), classes};
            image = Nd4j.create(type, shape, 'c');
            mean = Nd4j.create(type, batch.rows());
            ones = Nd4j.ones(type, 1, batch.rows());
        }

        void look(Parameters point) {
            forward.run(point, batch.features());
        }

        /** P stays as the last look left it; the logits are not needed again, and their memory is for the work here. */
        void addProduct(Parameters direction, Parameters sums) {
            INDArray probabilities = forward.probabilities();
            INDArray work = forward.logits();
            product.run(batch.features(), direction.weights(), image);
            addToEachRow.run(image, direction.intercept().reshape(direction.classes()), image);
            multiply.run(image, probabilities, image);
            rowSum.run(image, mean);
            multiply.run(probabilities, mean.reshape(batch.rows(), 1), work);
            subtract.run(image, work, image);
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

    /**
     * Makes ready; {@link #update} must come before {@link #applyInverse}.
     *
     * @param batches some rows, already in the optimiser's coordinates
     * @param classes the number of classes
     * @param penalty of the objective
     * @param shared preconditions the iteration; updated and closed by its owner
     */
    public SampledHessian(List<Batch> batches, long classes, PenaltyTerm penalty, Curvature shared) {
        this.classes = classes;
        this.shared = shared;
        this.type = batches.get(0).features().dataType();
        this.features = batches.get(0).features().columns();
        this.weightSum = batches.stream().mapToDouble(Batch::weightSum).sum();
        for (Batch batch : batches) {
            blocks.add(new Block(batch, new ForwardPass(batch.rows(), classes, 1, type), classes, type));
        }
        this.pointMatrix = Parameters.zeroMatrix(features, classes, type);
        this.image = pointMatrix.ulike();
        this.strengths = strengths(penalty);
        this.sums = Parameters.gradientSums(features, classes, type);
    }

    /** s_j of every weight of feature j; 0 of the intercept. */
    private INDArray strengths(PenaltyTerm penalty) {
        INDArray whole = Nd4j.create(type, new long[] {features + 1, classes}, 'c');
        INDArray ofFeatures = Nd4j.createFromArray(penalty.strengths()).castTo(type);
        Parameters.of(whole).weights().addiColumnVector(ofFeatures.reshape(features, 1));
        return whole;
    }

    /**
     * How often the sample was gone through.
     *
     * @return products of the Hessian so far
     */
    public long products() {
        return products;
    }

    @Override
    public void update(INDArray at) {
        pointMatrix.assign(at);
        Parameters point = Parameters.of(pointMatrix);
        blocks.forEach(block -> block.look(point));
    }

    @Override
    public void applyInverse(INDArray vector) {
        solve(vector, v -> {});
    }

    @Override
    public void applyInverse(INDArray vector, INDArray free) {
        try (INDArray mask = free.castTo(type).dup()) {
            solve(vector, v -> v.muli(mask));
        }
    }

    /** In the type of the features: a third of the residual is asked for, not its last digit. */
    private void solve(INDArray vector, Consumer<INDArray> projection) {
        var iteration = new ConjugateGradients(
                direction -> {
                    multiply(direction);
                    projection.accept(direction);
                },
                residual -> {
                    shared.applyInverse(residual);
                    projection.accept(residual);
                },
                TOLERANCE,
                MOST_PRODUCTS);
        if (vector.dataType() == type) {
            iteration.solve(vector);
            return;
        }
        try (INDArray converted = vector.castTo(type)) {
            iteration.solve(converted);
            vector.assign(converted);
        }
    }

    /** Overwrites a direction with the Hessian times it. */
    void multiply(INDArray vector) {
        products++;
        INDArray matrix = vector.reshape('c', features + 1, classes);
        Parameters of = Parameters.of(matrix);
        sums.clear();
        for (Block block : blocks) {
            block.addProduct(of, sums);
        }
        matrix.muli(strengths);
        Parameters.of(image).assign(sums);
        matrix.addi(image.divi(weightSum));
    }

    @Override
    public void close() {
        blocks.forEach(Block::close);
        Operation.close(pointMatrix, image, strengths);
        sums.close();
    }
}
