package io.github.softmax4j.data;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a model should say of each row: one class, or a probability of each class.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String kind = "";
 * INDArray features = Nd4j.createFromArray(new float[][] {{5.1f}, {6.0f}, {6.3f}});
 * INDArray votes = Nd4j.createFromArray(new float[][] {{1, 0}, {0.4f, 0.6f}, {0, 1}});
 * Dataset soft = Dataset.ofProbabilities(features, votes, ClassLabels.inOrder(List.of("setosa", "virginica")));
 * if (soft.targets() instanceof Targets.Probabilities probabilities) {
 *     int mostProbable = probabilities.labels()[1];
 *     kind = soft.classes().names().get(mostProbable);
 * }
 * }</pre>
 */
public sealed interface Targets {
    /**
     * The class of each row.
     *
     * @return indices of classes, not a copy; of rows of probabilities the most probable class as they were given
     */
    int[] labels();

    /**
     * Some of the rows.
     *
     * @param rows their indices, in the order wanted
     * @return a copy
     */
    Targets subset(int... rows);

    /**
     * Neighbouring rows.
     *
     * @param first the first of them
     * @param end behind the last
     * @return their targets
     */
    Targets range(int first, int end);

    /**
     * What each class counts.
     *
     * @param weights one per row
     * @param classes their number
     * @return the sum over the rows of the weight times the probability of the class
     */
    double[] classSums(double[] weights, int classes);

    /**
     * One class per row.
     *
     * @param labels indices of classes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, not compared
    record Labels(int[] labels) implements Targets {
        /**
         * Checks that there are some.
         *
         * @param labels indices of classes
         */
        public Labels {
            Objects.requireNonNull(labels, "labels must not be null");
        }

        @Override
        public Targets subset(int... rows) {
            Objects.requireNonNull(rows, "rows must not be null");
            return new Labels(Arrays.stream(rows).map(row -> labels[row]).toArray());
        }

        @Override
        public Targets range(int first, int end) {
            return new Labels(Arrays.copyOfRange(labels, first, end));
        }

        @Override
        public double[] classSums(double[] weights, int classes) {
            Objects.requireNonNull(weights, "weights must not be null");
            var sums = new double[classes];
            for (int row = 0; row < labels.length; row++) {
                sums[labels[row]] += weights[row];
            }
            return sums;
        }

        /** Their number, never all of them. */
        @Override
        public String toString() {
            return "Labels[" + labels.length + " rows]";
        }
    }

    /**
     * The probability that each class should have: soft targets.
     *
     * @param rows rows x classes, DOUBLE; each row sums to 1; not copied
     * @param labels the most probable class of each row, as they were given
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, not compared
    record Probabilities(INDArray rows, int[] labels) implements Targets {
        /**
         * Checks that there are some.
         *
         * @param rows rows x classes, DOUBLE
         * @param labels the most probable class of each row
         */
        public Probabilities {
            Objects.requireNonNull(rows, "rows must not be null");
            Objects.requireNonNull(labels, "labels must not be null");
        }

        @Override
        public Targets subset(int... some) {
            Objects.requireNonNull(some, "some must not be null");
            int[] ofSome = Arrays.stream(some).map(row -> labels[row]).toArray();
            return new Probabilities(Nd4j.pullRows(rows, 1, some, 'c'), ofSome);
        }

        @Override
        public Targets range(int first, int end) {
            return new Probabilities(ArrayRows.range(rows, first, end - first), Arrays.copyOfRange(labels, first, end));
        }

        @Override
        public double[] classSums(double[] weights, int classes) {
            Objects.requireNonNull(weights, "weights must not be null");
            INDArray row = Nd4j.createFromArray(weights).reshape(1, weights.length);
            return row.mmul(rows).toDoubleVector();
        }

        /** Their number, never their values. */
        @Override
        public String toString() {
            return "Probabilities[" + rows.rows() + " rows, " + rows.columns() + " classes]";
        }

        /**
         * Other probabilities of the same rows, such as smoothed ones.
         *
         * @param others rows x classes, DOUBLE; not copied
         * @return targets whose labels stay
         */
        public Probabilities with(INDArray others) {
            Objects.requireNonNull(others, "others must not be null");
            return new Probabilities(others, labels);
        }
    }
}
