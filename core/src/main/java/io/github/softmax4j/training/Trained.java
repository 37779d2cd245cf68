package io.github.softmax4j.training;

import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.Step;
import java.util.List;

/**
 * What came of a descent, in the user's units.
 *
 * @param model the trained model
 * @param convergence how it ended, at the weights of the model
 * @param cause why it ended, in words
 * @param logLoss the mean loss without the penalty
 * @param history one step per accepted step
 */
public record Trained(SoftmaxModel model, Convergence convergence, String cause, double logLoss, List<Step> history) {}
