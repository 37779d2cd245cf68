package io.github.softmax4j.optim;

import io.github.softmax4j.progress.Step;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A descent to be made.
 *
 * @param number which function of the {@link JointObjective} it descends on
 * @param optimizer the method
 * @param start where to begin; copied
 * @param rule when to stop; it may have a memory, so each task has its own
 * @param listener told of every accepted step, as it happens
 * @param validation measured at every accepted point, such as the loss on other rows; the point with the lowest measure
 *     is the result then
 * @param successor asked once this descent has ended: the descent to be made next in its place
 */
public record Task(
        int number,
        Optimizer optimizer,
        INDArray start,
        StopRule rule,
        Consumer<Step> listener,
        Optional<ToDoubleFunction<INDArray>> validation,
        Function<Minimum, Optional<Task>> successor) {
    /**
     * A descent of its own.
     *
     * @param optimizer the method
     * @param start where to begin
     * @param rule when to stop
     * @param listener told of every accepted step
     */
    public Task(Optimizer optimizer, INDArray start, StopRule rule, Consumer<Step> listener) {
        this(0, optimizer, start, rule, listener, Optional.empty(), minimum -> Optional.empty());
    }

    /**
     * The same descent, watched by a measure of its own.
     *
     * @param measure of accepted points
     * @return a new task
     */
    public Task withValidation(ToDoubleFunction<INDArray> measure) {
        return new Task(number, optimizer, start, rule, listener, Optional.of(measure), successor);
    }

    OptionalDouble measure(INDArray point) {
        return validation.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(validation.get().applyAsDouble(point));
    }
}
