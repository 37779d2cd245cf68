package io.github.softmax4j.math;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Preconditioned conjugate gradients for several systems at once: Nocedal and Wright, Numerical Optimization (2006),
 * algorithm 5.3.
 *
 * <p>The vectors of the systems are the rows of a matrix, so that what has to be done for all of them is one operation.
 * Systems that are solved drop out as soon as enough of them are.
 *
 * @param tolerance the length of b - A x at which a system is solved, relative to that of b, as the preconditioner measures
 * @param fewest so many products are made all the same, unless b - A x falls below {@code fine} before
 * @param fine see there
 * @param most the most products
 */
record ConjugateGradients(double tolerance, int fewest, double fine, int most) {
    /** Matrices are copied without the solved systems when no more than this share is left of them. */
    private static final double SHARE_LEFT = 0.75;

    /** The systems A x = b, each symmetric and positive definite. */
    interface Systems {
        /** Overwrites each row with its A times it. */
        void multiply(INDArray rows);

        /** Overwrites each row with an approximation of its A^-1 times it. */
        void precondition(INDArray rows);

        /**
         * Drops systems: matrices have fewer rows from now on.
         *
         * @param kept the rows that are left, ascending
         */
        void keep(int[] kept);
    }

    /**
     * Overwrites each row b with x, where A x = b, about; b'x is above 0 wherever it ends.
     *
     * @return the products that each system took
     */
    int[] solve(Systems systems, INDArray rows) {
        try (var iteration = new Iteration(systems, rows)) {
            return iteration.run();
        }
    }

    private final class Iteration implements AutoCloseable {
        private final Systems systems;
        private final INDArray result;
        private final int[] products;
        private final Operation multiply = Operation.multiply();
        private final Operation rowSum = Operation.rowSum();

        /** The systems that the rows of the matrices below belong to. */
        private int[] places;

        private INDArray solution;
        private INDArray residual;
        private INDArray scaled;
        private INDArray direction;
        private INDArray image;
        private INDArray work;
        private double[] sizes;
        private double[] goals;
        private double[] fineGoals;

        Iteration(Systems systems, INDArray rows) {
            this.systems = systems;
            this.result = rows;
            products = new int[rows.rows()];
            places = IntStream.range(0, products.length).toArray();
            solution = Nd4j.zerosLike(rows);
            residual = rows.dup('c');
            scaled = rows.dup('c');
            systems.precondition(scaled);
            direction = scaled.dup('c');
            image = scaled.ulike();
            work = scaled.ulike();
            sizes = dots(residual, scaled);
            goals = Arrays.stream(sizes)
                    .map(size -> tolerance * tolerance * size)
                    .toArray();
            fineGoals = Arrays.stream(sizes).map(size -> fine * fine * size).toArray();
        }

        int[] run() {
            for (int i = 0; i < most; i++) {
                int step = i;
                int[] open = IntStream.range(0, places.length)
                        .filter(row -> isOpen(row, step))
                        .toArray();
                if (open.length == 0) {
                    break;
                }
                if (open.length <= SHARE_LEFT * places.length) {
                    keep(open);
                    open = IntStream.range(0, places.length).toArray();
                }
                step(open);
            }
            writeResult();
            return products;
        }

        private boolean isOpen(int row, int step) {
            return sizes[row] > (step < fewest ? fineGoals[row] : goals[row]);
        }

        private void step(int[] open) {
            image.assign(direction);
            systems.multiply(image);
            double[] curvatures = dots(direction, image);
            var lengths = new double[places.length];
            for (int row : open) {
                products[places[row]]++;
                if (curvatures[row] > 0) {
                    lengths[row] = sizes[row] / curvatures[row];
                } else { // rounding, where there is hardly any curvature: go no further
                    lengths[row] = products[places[row]] == 1 ? 1 : 0;
                    goals[row] = Double.POSITIVE_INFINITY;
                    fineGoals[row] = Double.POSITIVE_INFINITY;
                }
            }
            addScaled(solution, lengths, direction);
            addScaled(residual, Arrays.stream(lengths).map(length -> -length).toArray(), image);
            scaled.assign(residual);
            systems.precondition(scaled);
            double[] newSizes = dots(residual, scaled);
            var ratios = new double[places.length];
            for (int row : open) {
                ratios[row] = newSizes[row] / sizes[row];
                sizes[row] = newSizes[row];
            }
            scale(direction, ratios, direction);
            direction.addi(scaled);
        }

        private void keep(int[] open) {
            writeResult();
            systems.keep(open);
            places = pick(places, open);
            solution = pick(solution, open);
            residual = pick(residual, open);
            scaled = pick(scaled, open);
            direction = pick(direction, open);
            Operation.close(image, work);
            image = direction.ulike();
            work = direction.ulike();
            sizes = pick(sizes, open);
            goals = pick(goals, open);
            fineGoals = pick(fineGoals, open);
        }

        private void writeResult() {
            for (int row = 0; row < places.length; row++) {
                result.getRow(places[row]).assign(solution.getRow(row));
            }
        }

        private static INDArray pick(INDArray matrix, int[] rows) {
            INDArray picked = Nd4j.create(matrix.dataType(), new long[] {rows.length, matrix.columns()}, 'c');
            for (int row = 0; row < rows.length; row++) {
                picked.getRow(row).assign(matrix.getRow(rows[row]));
            }
            matrix.close();
            return picked;
        }

        private static double[] pick(double[] numbers, int[] rows) {
            return Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray();
        }

        private static int[] pick(int[] numbers, int[] rows) {
            return Arrays.stream(rows).map(row -> numbers[row]).toArray();
        }

        /** The products of row and row; they come back to the host, where it is decided who goes on. */
        private double[] dots(INDArray left, INDArray right) {
            multiply.run(left, right, work);
            try (INDArray sums = Nd4j.create(left.dataType(), left.rows())) {
                rowSum.run(work, sums);
                return sums.toDoubleVector();
            }
        }

        /** target += factor of the row * vectors */
        private void addScaled(INDArray target, double[] factors, INDArray vectors) {
            scale(vectors, factors, work);
            target.addi(work);
        }

        private void scale(INDArray vectors, double[] factors, INDArray scaledVectors) {
            try (INDArray converted = Nd4j.createFromArray(factors).castTo(vectors.dataType())) {
                multiply.run(vectors, converted.reshape(factors.length, 1), scaledVectors);
            }
        }

        @Override
        public void close() {
            Operation.close(solution, residual, scaled, direction, image, work);
        }
    }
}
