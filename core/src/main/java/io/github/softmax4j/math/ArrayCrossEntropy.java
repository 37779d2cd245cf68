package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The pass in operations of ND4J, which every backend has.
 *
 * <p>The parameters of M models stand side by side, W = [W_1 | ... | W_M], and so do logits and residuals: the products
 * are wide, and rows x (M classes) values in c order are at the same time (rows M) x classes, where each row is one
 * row's classes in one model, so that what is done row by row knows nothing of M.
 *
 * <p>Rows are summed in the type of the features inside a batch, losses in double throughout.
 */
final class ArrayCrossEntropy implements CrossEntropy {
    private final PassShape shape;
    private final double smoothing;
    private final Map<Long, BatchPass> passes = new HashMap<>();

    ArrayCrossEntropy(PassShape shape, double smoothing) {
        this.shape = shape;
        this.smoothing = smoothing;
    }

    @Override
    public double[] sum(Parameters point, List<Batch> batches, Parameters gradient) {
        gradient.clear();
        passes.values().forEach(BatchPass::clear);
        for (Batch batch : batches) {
            pass(batch.rows()).add(point, batch, gradient);
        }
        var losses = new double[shape.models()];
        for (BatchPass pass : passes.values()) {
            pass.addLossesTo(losses);
        }
        return losses;
    }

    /** Batches come in one size, and one remainder: buffers and operations are kept for each. */
    private BatchPass pass(long rows) {
        return passes.computeIfAbsent(rows, n -> new BatchPass(n, shape, smoothing));
    }

    @Override
    public void close() {
        passes.values().forEach(BatchPass::close);
        passes.clear();
    }

    /** The pass over batches of one number of rows. */
    private static final class BatchPass implements AutoCloseable {
        private final ForwardPass forward;
        private final INDArray targets;
        private final INDArray stackedTargets;
        private final INDArray repeat;
        private final INDArray targetLogits;
        private final INDArray rowLosses;
        private final INDArray batchLosses;
        private final INDArray lossSums;
        private final INDArray onesRow;

        /** Whose targets the arrays above hold. */
        private Batch batchOfTargets;

        private final Operation oneHot;
        private final Operation multiply = Operation.multiply();
        private final Operation subtract = Operation.subtract();
        private final Operation rowSum = Operation.rowSum();
        private final Operation columnSum = Operation.columnSum();
        private final Operation add = Operation.add();
        private final Operation toDouble = Operation.toDouble();
        private final Operation product = Operation.product();
        private final Operation addTransposedProduct = Operation.addTransposedProduct();
        private final Operation addProduct = Operation.addProduct();

        BatchPass(long rows, PassShape shape, double smoothing) {
            long classes = shape.classes();
            long stackedRows = rows * shape.models();
            forward = new ForwardPass(rows, classes, shape.models(), shape.type());
            targets = Nd4j.create(shape.type(), new long[] {rows, classes}, 'c');
            stackedTargets =
                    shape.models() == 1 ? targets : Nd4j.create(shape.type(), new long[] {rows, shape.columns()}, 'c');
            repeat = shape.models() == 1 ? null : repeatedIdentity(shape);
            targetLogits = Nd4j.create(shape.type(), stackedRows);
            rowLosses = Nd4j.create(DataType.DOUBLE, rows, shape.models());
            batchLosses = Nd4j.create(DataType.DOUBLE, shape.models());
            lossSums = Nd4j.create(DataType.DOUBLE, shape.models());
            onesRow = Nd4j.ones(shape.type(), 1, rows);
            double spread = smoothing / classes;
            oneHot = Operation.oneHot(Math.toIntExact(classes), 1 - smoothing + spread, spread);
        }

        /** [I | ... | I]: a product with it repeats targets for all models, faster than any copy of ND4J. */
        private static INDArray repeatedIdentity(PassShape shape) {
            INDArray repeat = Nd4j.create(shape.type(), new long[] {shape.classes(), shape.columns()}, 'c');
            for (long column = 0; column < shape.columns(); column++) {
                repeat.putScalar(column % shape.classes(), column, 1);
            }
            return repeat;
        }

        void add(Parameters point, Batch batch, Parameters gradient) {
            forward.run(point, batch.features());
            forward.liftNextToNothing();
            INDArray expected = targets(batch);
            INDArray residuals = forward.probabilities();
            subtract.run(residuals, expected, residuals);
            if (batch.weights() != null) {
                INDArray rows = forward.eachModelsRows(residuals);
                multiply.run(rows, batch.weights().reshape(rows.rows(), 1), rows);
            }
            addTransposedProduct.addGradient(batch.features(), residuals, gradient.weights());
            addProduct.run(onesRow, residuals, gradient.intercept());
            addLoss(batch, expected);
        }

        /**
         * Y, once for each model; made anew only for another batch than the last time, whose arrays may be the same
         * ones.
         */
        @SuppressWarnings("ReferenceEquality")
        private INDArray targets(Batch batch) {
            boolean areLabels = batch.labels() != null;
            boolean areMade = batch == batchOfTargets;
            if (areLabels && !areMade) {
                oneHot.run(batch.labels(), targets);
            }
            if (repeat != null && !areMade) {
                product.run(areLabels ? targets : batch.targets(), repeat, stackedTargets);
            }
            batchOfTargets = batch;
            return repeat != null || areLabels ? stackedTargets : batch.targets();
        }

        /** sum_i w_i ((m_i - sum_k Y_ik Z_ik) - log max_k P_ik): of the two differences neither cancels. */
        private void addLoss(Batch batch, INDArray expected) {
            INDArray picked = forward.logits(); // not needed again
            multiply.run(picked, expected, picked);
            rowSum.run(forward.eachModelsRows(picked), targetLogits);
            subtract.run(forward.rowMaximum(), targetLogits, targetLogits);
            subtract.run(targetLogits, forward.logLargestProbability(), targetLogits);
            if (batch.weights() != null) {
                multiply.run(targetLogits, batch.weights().reshape(targetLogits.length()), targetLogits);
            }
            toDouble.run(targetLogits, rowLosses.reshape(targetLogits.length()));
            columnSum.run(rowLosses, batchLosses);
            add.run(lossSums, batchLosses, lossSums);
        }

        void clear() {
            lossSums.assign(0);
        }

        /** Read once per pass: on a GPU every look at a value waits for all that was asked for before. */
        void addLossesTo(double[] losses) {
            for (int m = 0; m < losses.length; m++) {
                losses[m] += lossSums.getDouble(m);
            }
        }

        @Override
        public void close() {
            forward.close();
            Operation.close(targets, repeat, targetLogits, rowLosses, batchLosses, lossSums, onesRow);
            if (stackedTargets.closeable()) {
                stackedTargets.close();
            }
        }
    }
}
