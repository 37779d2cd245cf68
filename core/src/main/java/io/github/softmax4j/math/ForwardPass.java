package io.github.softmax4j.math;

import io.github.softmax4j.linalg.Operation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From features to probabilities, for batches of one number of rows, in arrays that are made once; for one model, or
 * for several whose parameters stand side by side.
 *
 * <pre>
 *   Z = X W + b                                  logits          rows x (models classes)
 *   P = softmax(Z)                               probabilities   rows x (models classes), each model by itself
 *   m_i = max_k Z_ik                             row maximum     rows models
 *   lse_i = log sum_k exp Z_ik = m_i - log max_k P_ik
 * </pre>
 *
 * <p>The last identity holds because max_k P_ik = exp(m_i - lse_i), which is never below 1 / classes; it saves a second
 * pass of exp, and nothing in it can overflow.
 *
 * <p>Sources: Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4; Blanchard, Higham and Higham, Accurately
 * computing the log-sum-exp and softmax functions (2021).
 */
public final class ForwardPass implements AutoCloseable {
    /** What counts for nothing beside 1, long before products with it fall below the smallest normal number. */
    private static final double NEXT_TO_NOTHING = 1e-20;

    private static final double NEXT_TO_NOTHING_IN_DOUBLE = 1e-200;

    private final INDArray logits;
    private final INDArray probabilities;
    private final INDArray rowMaximum;
    private final INDArray logLargest;

    private final Operation product = Operation.product();
    private final Operation addToEachRow = Operation.addToEachRow();
    private final Operation maximum = Operation.rowMaximum();
    private final Operation subtract = Operation.subtract();
    private final Operation softmax = Operation.softmax();
    private final Log log;
    private final Operation lift;
    private final long classes;

    /**
     * Makes the arrays.
     *
     * @param rows of a batch
     * @param classes of a model
     * @param models side by side
     * @param type of features and parameters
     */
    public ForwardPass(long rows, long classes, int models, DataType type) {
        this.classes = classes;
        logits = Nd4j.create(type, new long[] {rows, classes * models}, 'c');
        probabilities = Nd4j.create(type, new long[] {rows, classes * models}, 'c');
        rowMaximum = Nd4j.create(type, rows * models);
        logLargest = Nd4j.create(type, rows * models);
        log = new Log(logLargest, logLargest);
        lift = Operation.atLeast(type == DataType.FLOAT ? NEXT_TO_NOTHING : NEXT_TO_NOTHING_IN_DOUBLE);
    }

    /**
     * Fills all four results.
     *
     * @param parameters of all models
     * @param features rows x features
     */
    public void run(Parameters parameters, INDArray features) {
        product.run(features, parameters.weights(), logits);
        addToEachRow.run(logits, parameters.intercept().reshape(parameters.classes()), logits);
        maximum.run(eachModelsRows(logits), rowMaximum);
        softmax();
        maximum.run(eachModelsRows(probabilities), logLargest);
        Nd4j.getExecutioner().exec(log);
    }

    /**
     * In double ND4J 1.0.0-M2.1 takes 0 for the maximum where all logits are below 0, and far below 0 / 0 is NaN; rows
     * that have their maximum at 0 are safe.
     */
    private void softmax() {
        INDArray result = eachModelsRows(probabilities);
        if (logits.dataType() == DataType.DOUBLE) {
            subtract.run(eachModelsRows(logits), rowMaximum.reshape(rowMaximum.length(), 1), result);
            softmax.run(result, result);
        } else {
            softmax.run(eachModelsRows(logits), result);
        }
    }

    /**
     * Lifts probabilities that are next to nothing to a size that counts for nothing, too: with values below the
     * smallest normal one a processor is very slow (docs/experiments/0010).
     */
    void liftNextToNothing() {
        lift.run(probabilities, probabilities);
    }

    /** The same elements as (rows models) x classes. */
    INDArray eachModelsRows(INDArray stacked) {
        return stacked.columns() == classes ? stacked : stacked.reshape(stacked.length() / classes, classes);
    }

    /** Z, rows x (models classes). */
    INDArray logits() {
        return logits;
    }

    /**
     * P, rows x (models classes).
     *
     * @return not a copy
     */
    public INDArray probabilities() {
        return probabilities;
    }

    /** max_k Z_ik of each row in each model. */
    INDArray rowMaximum() {
        return rowMaximum;
    }

    /** log max_k P_ik of each row, which is the row maximum less lse. */
    INDArray logLargestProbability() {
        return logLargest;
    }

    @Override
    public void close() {
        Operation.close(logits, probabilities, rowMaximum, logLargest);
    }
}
