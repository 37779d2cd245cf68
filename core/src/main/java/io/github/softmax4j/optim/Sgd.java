package io.github.softmax4j.optim;

import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.progress.StopReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Stochastic gradient descent: every evaluation, of whatever mini-batch the objective has at hand, moves the point.
 *
 * <pre>
 *   x &lt;- x - update(gradient)          for plain SGD update(g) = learning rate * g
 * </pre>
 *
 * <p>A step of the history is a number of updates, an epoch as a rule: its objective is the mean over them, its
 * gradient norm that of their mean gradient. Both are estimates, since the point moves meanwhile.
 *
 * <p>Robbins and Monro (1951); the updaters are those of ND4J, with their schedules of the learning rate.
 *
 * @param updater turns gradients into updates; not changed
 * @param updatesPerStep how many updates make a step of the history, at least 1
 */
public record Sgd(IUpdater updater, int updatesPerStep) implements Optimizer {
    /** Point, gradients, updates, the state of the updater, and what the pass keeps of its own. */
    private static final long VECTORS = 12;

    /**
     * Checks the settings.
     *
     * @param updater turns gradients into updates
     * @param updatesPerStep how many updates make a step of the history, at least 1
     * @throws IllegalArgumentException if updatesPerStep is below 1
     */
    public Sgd {
        if (updatesPerStep < 1) {
            throw new IllegalArgumentException("updatesPerStep must be at least 1, but is " + updatesPerStep);
        }
    }

    /**
     * The memory that a descent takes.
     *
     * @param length of the point
     * @param type of the point
     * @return bytes
     */
    public static long bytes(long length, DataType type) {
        return VECTORS * length * type.width();
    }

    @Override
    public Descent start(INDArray point) {
        return new SgdDescent(this, point);
    }

    private static final class SgdDescent implements Descent {
        private final Sgd settings;
        private final INDArray matrix;
        private final INDArray point;
        private final INDArray lastFinite;
        private final INDArray gradientSum;
        private final INDArray state;
        private final GradientUpdater<?> updater;
        /** The gradient that the two views below are of. */
        private INDArray viewed;
        /** As a vector, which the updater overwrites. */
        private INDArray update;
        /** As a row, as the updater's state is. */
        private INDArray updateRow;

        private double valueSum;
        private int updates;

        SgdDescent(Sgd settings, INDArray start) {
            this.settings = settings;
            matrix = start.dup();
            point = Vectors.flat(matrix);
            lastFinite = point.dup();
            gradientSum = Nd4j.zerosLike(point);
            long stateSize = settings.updater.stateSize(point.length());
            state = stateSize == 0 ? null : Nd4j.create(point.dataType(), 1, stateSize);
            updater = settings.updater.instantiate(state, true);
        }

        @Override
        public INDArray ask() {
            return matrix;
        }

        @Override
        public Outcome tell(double value, INDArray gradient) {
            if (!Double.isFinite(value)) {
                return diverged("the objective became " + value);
            }
            if (updates % settings.updatesPerStep == 0) {
                lastFinite.assign(point);
            }
            valueSum += value;
            takeViews(gradient);
            Vectors.addScaled(gradientSum, 1, update);
            double learningRate = settings.updater.getLearningRate(updates, epoch());
            updater.applyUpdater(updateRow, updates, epoch());
            Vectors.addScaled(point, -1, update);
            updates++;
            return updates % settings.updatesPerStep == 0 ? step(learningRate) : new Outcome.Searching();
        }

        /**
         * It is the same array at every update as a rule, and with few weights views of it take as long as their
         * update.
         */
        private void takeViews(INDArray gradient) {
            if (gradient != viewed) {
                viewed = gradient;
                update = Vectors.flat(gradient);
                updateRow = update.reshape(1, update.length());
            }
        }

        private int epoch() {
            return updates / settings.updatesPerStep;
        }

        private Outcome step(double learningRate) {
            double meanValue = valueSum / settings.updatesPerStep;
            double gradientNorm = Vectors.maxNorm(gradientSum) / settings.updatesPerStep;
            valueSum = 0;
            gradientSum.assign(0);
            if (!Double.isFinite(Vectors.maxNorm(point))) {
                return diverged("the weights became infinite");
            }
            return new Outcome.Accepted(meanValue, gradientNorm, learningRate, Double.NaN);
        }

        private Outcome diverged(String what) {
            point.assign(lastFinite);
            return new Outcome.Stuck(
                    StopReason.NOT_FINITE, what + " in epoch " + (epoch() + 1) + "; a smaller learning rate helps");
        }

        /** Where the objective has become infinite, the start of the last epoch that began with a finite one. */
        @Override
        public INDArray best() {
            if (!Double.isFinite(Vectors.maxNorm(point))) {
                point.assign(lastFinite); // stopped in mid-epoch, before the next value could tell
            }
            return matrix;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(updates);
            out.writeDouble(valueSum);
            for (INDArray vector : vectors()) {
                StoredVectors.write(out, vector);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            updates = in.readInt();
            valueSum = in.readDouble();
            for (INDArray vector : vectors()) {
                StoredVectors.readInto(in, vector);
            }
        }

        private List<INDArray> vectors() {
            return state == null
                    ? List.of(matrix, lastFinite, gradientSum)
                    : List.of(matrix, lastFinite, gradientSum, state);
        }

        @Override
        public void close() {
            matrix.close();
            lastFinite.close();
            gradientSum.close();
            if (state != null) {
                state.close();
            }
        }
    }
}
