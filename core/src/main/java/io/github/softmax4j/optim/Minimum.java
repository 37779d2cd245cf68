package io.github.softmax4j.optim;

import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.Step;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a descent ended.
 *
 * @param point the best point; owned by the receiver
 * @param convergence how it ended; the objective is that of the last step, as the descent was told it
 * @param cause why it ended, in words
 * @param history one step per accepted step; L-BFGS begins with the starting point
 */
public record Minimum(INDArray point, Convergence convergence, String cause, List<Step> history) {}
