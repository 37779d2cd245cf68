package io.github.softmax4j.math;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From features to probabilities, for batches of one number of rows, in arrays that are made once.
 *
 * <pre>
 *   Z = X W + b                                  logits          rows x classes
 *   P = softmax(Z)                               probabilities   rows x classes
 *   m_i = max_k Z_ik                             row maximum     rows
 *   lse_i = log sum_k exp Z_ik = m_i - log max_k P_ik
 * </pre>
 *
 * <p>The last identity holds because max_k P_ik = exp(m_i - lse_i), which is never below 1 / classes; it saves a second
 * pass of exp, and nothing in it can overflow.
 *
 * <p>Sources: Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4; Blanchard, Higham and Higham, Accurately
 * computing the log-sum-exp and softmax functions (2021).
 */
final class ForwardPass implements AutoCloseable {
    private final INDArray logits;
    private final INDArray probabilities;
    private final INDArray rowMaximum;
    private final INDArray logLargest;

    private final Operation product = Operation.product();
    private final Operation addToEachRow = Operation.addToEachRow();
    private final Operation maximum = Operation.rowMaximum();
    private final Operation softmax = Operation.softmax();
    private final Log log;

    ForwardPass(long rows, long classes, DataType type) {
        logits = Nd4j.create(type, new long[] {rows, classes}, 'c');
        probabilities = Nd4j.create(type, new long[] {rows, classes}, 'c');
        rowMaximum = Nd4j.create(type, rows);
        logLargest = Nd4j.create(type, rows);
        log = new Log(logLargest, logLargest);
    }

    /** Fills all four results for these rows. */
    void run(Parameters parameters, INDArray features) {
        product.run(features, parameters.weights(), logits);
        addToEachRow.run(logits, parameters.intercept().reshape(parameters.classes()), logits);
        maximum.run(logits, rowMaximum);
        softmax.run(logits, probabilities);
        maximum.run(probabilities, logLargest);
        Nd4j.getExecutioner().exec(log);
    }

    /** Z, rows x classes. */
    INDArray logits() {
        return logits;
    }

    /** P, rows x classes. */
    INDArray probabilities() {
        return probabilities;
    }

    /** max_k Z_ik of each row. */
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
