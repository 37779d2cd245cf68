package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Softmax cross-entropy and its gradient, summed over the rows of batches.
 *
 * <pre>
 *   Z = X W + b                       logits         rows x classes
 *   loss = sum_i w_i (lse_i - Z[i, y_i])
 *   R = diag(w) (softmax(Z) - Y)      residuals      rows x classes, Y one-hot
 *   dW = X' R                         features x classes
 *   db = 1' R                         1 x classes
 * </pre>
 *
 * <p>Rows are summed in the type of the features inside a batch, losses in double throughout. Sums, not means: parts of
 * a data set add up to the whole, whatever the parts are.
 *
 * <p>This is the one place where losses and gradients of a point over data come from: the full-batch solvers and SGD
 * call it alike, and another implementation of the pass would stand here.
 *
 * <p>Bishop, Pattern Recognition and Machine Learning (2006), eqs. 4.104 to 4.109. Not thread-safe.
 */
public final class CrossEntropy implements AutoCloseable {
    private final long classes;
    private final DataType type;
    private final Map<Long, BatchPass> passes = new HashMap<>();

    /**
     * Makes ready for batches of any size.
     *
     * @param classes the number of classes
     * @param type the type of features and parameters, FLOAT or DOUBLE
     */
    public CrossEntropy(long classes, DataType type) {
        this.classes = classes;
        this.type = type;
    }

    /**
     * Evaluates one point over some batches.
     *
     * @param point W and b, in the type of the features
     * @param batches the rows
     * @param gradient overwritten with dW and db, summed over all rows
     * @return the loss, summed over all rows
     */
    public double sum(Parameters point, Iterable<Batch> batches, Parameters gradient) {
        gradient.clear();
        passes.values().forEach(BatchPass::clear);
        for (Batch batch : batches) {
            pass(batch.rows()).add(point, batch, gradient);
        }
        return passes.values().stream().mapToDouble(BatchPass::loss).sum();
    }

    /** Batches come in one size, and one remainder: buffers and operations are kept for each. */
    private BatchPass pass(long rows) {
        return passes.computeIfAbsent(rows, n -> new BatchPass(n, classes, type));
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
        private final INDArray targetLogits;
        private final INDArray rowLosses;
        private final INDArray batchLoss = Nd4j.scalar(DataType.DOUBLE, 0);
        private final INDArray lossSum = Nd4j.scalar(DataType.DOUBLE, 0);
        private final INDArray onesRow;

        private final Operation oneHot;
        private final Operation multiply = Operation.multiply();
        private final Operation subtract = Operation.subtract();
        private final Operation rowSum = Operation.rowSum();
        private final Operation sum = Operation.sum();
        private final Operation add = Operation.add();
        private final Operation toDouble = Operation.toDouble();
        private final Operation addTransposedProduct = Operation.addTransposedProduct();
        private final Operation addProduct = Operation.addProduct();

        BatchPass(long rows, long classes, DataType type) {
            forward = new ForwardPass(rows, classes, type);
            targets = Nd4j.create(type, new long[] {rows, classes}, 'c');
            targetLogits = Nd4j.create(type, rows);
            rowLosses = Nd4j.create(DataType.DOUBLE, rows);
            onesRow = Nd4j.ones(type, 1, rows);
            oneHot = Operation.oneHot(Math.toIntExact(classes));
        }

        void add(Parameters point, Batch batch, Parameters gradient) {
            forward.run(point, batch.features());
            oneHot.run(batch.labels(), targets);
            INDArray residuals = forward.probabilities();
            subtract.run(residuals, targets, residuals);
            if (batch.weights() != null) {
                multiply.run(residuals, batch.weights(), residuals);
            }
            addTransposedProduct.run(
                    residuals, batch.features(), gradient.weights().transpose());
            addProduct.run(onesRow, residuals, gradient.intercept());
            addLoss(batch);
        }

        /** sum_i w_i ((m_i - Z[i, y_i]) - log max_k P_ik): of the two differences neither cancels. */
        private void addLoss(Batch batch) {
            INDArray picked = targets;
            multiply.run(forward.logits(), targets, picked);
            rowSum.run(picked, targetLogits);
            subtract.run(forward.rowMaximum(), targetLogits, targetLogits);
            subtract.run(targetLogits, forward.logLargestProbability(), targetLogits);
            if (batch.weights() != null) {
                multiply.run(targetLogits, batch.weights().reshape(batch.rows()), targetLogits);
            }
            toDouble.run(targetLogits, rowLosses);
            sum.run(rowLosses, batchLoss);
            add.run(lossSum, batchLoss, lossSum);
        }

        void clear() {
            lossSum.assign(0);
        }

        /** Read once a pass: on a GPU every look at a number waits for all that was asked for before. */
        double loss() {
            return lossSum.getDouble(0);
        }

        @Override
        public void close() {
            forward.close();
            Operation.close(targets, targetLogits, rowLosses, batchLoss, lossSum, onesRow);
        }
    }
}
