package io.github.softmax4j.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Preconditioned conjugate gradients for several systems at once: Nocedal and Wright, Numerical Optimization (2006),
 * algorithm 5.3.
 *
 * <p>The vectors of the systems lie one behind the other in a matrix, so that the products are one operation. Systems
 * that are solved drop out as soon as enough of them are.
 *
 * @param tolerance the length of b - A x at which a system is solved, relative to that of b, as the preconditioner
 *     measures
 * @param fewest so many products are made all the same, unless b - A x falls below {@code fine} before
 * @param fine see there
 * @param most the most products
 */
public record ConjugateGradients(double tolerance, int fewest, double fine, int most) {
    /** Stacks are copied without the solved systems when no more than this share is left of them. */
    private static final double SHARE_LEFT = 0.75;

    /** The systems A x = b, each symmetric and positive definite. */
    public interface Systems {
        /**
         * Overwrites each image with its A times the direction.
         *
         * @param directions one per system
         * @param images one per system; overwritten
         */
        void multiply(VectorStack directions, VectorStack images);

        /**
         * Overwrites each vector with an approximation of its A^-1 times it.
         *
         * @param vectors one per system
         */
        void precondition(VectorStack vectors);

        /**
         * Takes notice of a product that was made for a system that is not solved yet.
         *
         * @param place its place among those that are left
         * @param direction a vector
         * @param image A times it
         */
        default void learn(int place, INDArray direction, INDArray image) {}

        /**
         * Drops systems: stacks have fewer vectors from now on.
         *
         * @param kept the systems that are left, ascending
         */
        void keep(int[] kept);
    }

    /**
     * Overwrites each b with x, where A x = b, about; b'x is above 0 wherever it ends.
     *
     * @param systems the systems
     * @param vectors b, one per system
     * @return the products that each system took
     */
    public int[] solve(Systems systems, VectorStack vectors) {
        try (var iteration = new Iteration(systems, vectors)) {
            return iteration.run();
        }
    }

    private final class Iteration implements AutoCloseable {
        private final Systems systems;
        private final VectorStack result;
        private final int[] products;

        /** The systems that the vectors below belong to. */
        private int[] places;

        private VectorStack solution;
        private VectorStack residual;
        private VectorStack scaled;
        private VectorStack direction;
        private VectorStack image;
        private double[] sizes;
        private double[] goals;
        private double[] fineGoals;

        Iteration(Systems systems, VectorStack vectors) {
            this.systems = systems;
            this.result = vectors;
            products = new int[vectors.vectors().size()];
            places = IntStream.range(0, products.length).toArray();
            solution = vectors.ulike();
            solution.matrix().assign(0);
            residual = vectors.copy();
            scaled = vectors.copy();
            systems.precondition(scaled);
            direction = scaled.copy();
            image = vectors.ulike();
            sizes = IntStream.range(0, places.length)
                    .mapToDouble(place -> dot(residual, scaled, place))
                    .toArray();
            goals = Arrays.stream(sizes)
                    .map(size -> tolerance * tolerance * size)
                    .toArray();
            fineGoals = Arrays.stream(sizes).map(size -> fine * fine * size).toArray();
        }

        int[] run() {
            for (int i = 0; i < most; i++) {
                int step = i;
                int[] open = IntStream.range(0, places.length)
                        .filter(place -> isOpen(place, step))
                        .toArray();
                if (open.length == 0) {
                    break;
                }
                if (open.length <= SHARE_LEFT * places.length) {
                    keep(open);
                    open = IntStream.range(0, places.length).toArray();
                }
                boolean isLast = isLast(i + 1, open);
                multiply(open);
                if (isLast) {
                    break;
                }
                renewDirections(open);
            }
            writeResult();
            return products;
        }

        private boolean isOpen(int place, int step) {
            return sizes[place] > (step < fewest ? fineGoals[place] : goals[place]);
        }

        /** Known before the product, a last application of the preconditioner is saved. */
        private boolean isLast(int count, int[] open) {
            return count == most
                    || (count == fewest && Arrays.stream(open).allMatch(place -> sizes[place] <= goals[place]));
        }

        private void multiply(int[] open) {
            systems.multiply(direction, image);
            for (int place : open) {
                products[places[place]]++;
                systems.learn(place, vector(direction, place), vector(image, place));
                double curvature = dot(direction, image, place);
                double length = curvature > 0 ? sizes[place] / curvature : giveUp(place);
                Vectors.addScaled(vector(solution, place), length, vector(direction, place));
                Vectors.addScaled(vector(residual, place), -length, vector(image, place));
            }
        }

        private void renewDirections(int[] open) {
            scaled.flat().assign(residual.flat());
            systems.precondition(scaled);
            for (int place : open) {
                double size = dot(residual, scaled, place);
                Vectors.scale(vector(direction, place), size / sizes[place]);
                Vectors.addScaled(vector(direction, place), 1, vector(scaled, place));
                sizes[place] = size;
            }
        }

        /** Where rounding leaves no curvature: one step of the preconditioner if there was none yet, else no more. */
        private double giveUp(int place) {
            goals[place] = Double.POSITIVE_INFINITY;
            fineGoals[place] = Double.POSITIVE_INFINITY;
            return products[places[place]] == 1 ? 1 : 0;
        }

        private void keep(int[] open) {
            writeResult();
            systems.keep(open);
            places = pick(places, open);
            solution = solution.keep(open);
            residual = residual.keep(open);
            scaled = scaled.keep(open);
            direction = direction.keep(open);
            image = image.keep(open);
            sizes = pick(sizes, open);
            goals = pick(goals, open);
            fineGoals = pick(fineGoals, open);
        }

        private void writeResult() {
            for (int place = 0; place < places.length; place++) {
                vector(result, places[place]).assign(vector(solution, place));
            }
        }

        private static INDArray vector(VectorStack stack, int place) {
            return stack.vectors().get(place);
        }

        private static double dot(VectorStack left, VectorStack right, int place) {
            return Vectors.dot(vector(left, place), vector(right, place));
        }

        private static double[] pick(double[] values, int[] places) {
            return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
        }

        private static int[] pick(int[] values, int[] places) {
            return Arrays.stream(places).map(place -> values[place]).toArray();
        }

        @Override
        public void close() {
            solution.close();
            residual.close();
            scaled.close();
            direction.close();
            image.close();
        }
    }
}
