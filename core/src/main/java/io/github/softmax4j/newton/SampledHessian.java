package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.linalg.ConjugateGradients;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.SecantPairs;
import io.github.softmax4j.linalg.VectorStack;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.ColumnStatistics;
import io.github.softmax4j.math.HessianProducts;
import io.github.softmax4j.math.PassKernels;
import io.github.softmax4j.math.PassShape;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The exact Hessians of the objectives of several models over a sample of the rows, inverted by conjugate gradients.
 *
 * <pre>
 *   Hessian V = X' diag(w) (P o (Z - (P o Z) 1 1')) / sum w + diag(s, 0) V,    Z = X V
 * </pre>
 *
 * <p>A Kronecker approximation, which preconditions the iteration, knows nothing of what sets the classes apart; this
 * does. A product costs a pass over the sample, so the sample must be a small part of the rows, and yet tell more than
 * there is to be learnt: Byrd, Chin, Neveitt and Nocedal, On the use of stochastic Hessian information in optimization
 * methods for machine learning (2011). The directions of all models stand side by side, as their weights do in a {@link
 * StackedLoss}.
 */
final class SampledHessian implements AutoCloseable {
    /** So many products a solution takes however easy the system is, unless it is very easy. */
    static final int FEWEST_PRODUCTS = 5;

    /**
     * Newton's direction need not be exact: what is missing, the secant pairs and the next step learn. Five products
     * cost less than the evaluation that every step costs, so an easy system gets them in any case. Systems that ask
     * for more than thirty are nearly singular, and their steps are cut short anyway (docs/experiments/0005).
     */
    private static final ConjugateGradients ITERATION = new ConjugateGradients(0.3, FEWEST_PRODUCTS, 0.05, 30);

    private final List<Batch> batches;
    private final long rows;
    private final long features;
    private final long classes;
    private final DataType type;
    private final double weightSum;
    private final double[] unseenCurvature;
    private final boolean hasIntercept;
    private final ConjugateGradients iteration;
    private HessianProducts hessian;
    private int models;

    /**
     * A Newton step that is wanted.
     *
     * @param point where the Hessian is taken, (features + 1) x classes
     * @param penalty of the objective
     * @param preconditioner of the iteration
     * @param vector v, as long as the point; overwritten with x, where Hessian x = v, about
     * @param limitedMemory of the model's steps before; learns of this one
     */
    record Newton(
            INDArray point,
            PenaltyTerm penalty,
            Preconditioner preconditioner,
            INDArray vector,
            LimitedMemoryPreconditioner limitedMemory) {}

    /**
     * A Hessian of some rows, at no point yet.
     *
     * @param batches some rows, already in the optimiser's coordinates
     * @param classes the number of classes
     * @param hasIntercept whether there is one, or its place is held at 0
     */
    SampledHessian(List<Batch> batches, long classes, boolean hasIntercept) {
        this(batches, classes, hasIntercept, ITERATION);
    }

    /** With another idea of how exact a solution must be. */
    SampledHessian(List<Batch> batches, long classes, boolean hasIntercept, ConjugateGradients iteration) {
        this.hasIntercept = hasIntercept;
        this.iteration = iteration;
        this.batches = batches;
        this.classes = classes;
        this.type = batches.get(0).features().dataType();
        this.rows = batches.stream().mapToLong(Batch::rows).sum();
        this.features = batches.get(0).features().columns();
        this.weightSum = batches.stream().mapToDouble(Batch::weightSum).sum();
        this.unseenCurvature = unseenCurvature(batches, classes);
    }

    /**
     * A column that is 0 in nearly all rows may be 0 in all of these: along it there would be no curvature, and steps
     * would be far too long. What these rows lack of each column's variance of 1 counts as if it were in rows with the
     * most curvature that a row can have, 1 / classes.
     */
    static double[] unseenCurvature(List<Batch> batches, long classes) {
        int features = batches.get(0).features().columns();
        double[] meanSquares = ColumnStatistics.of(batches).meanSquareAround(new double[features]);
        return Arrays.stream(meanSquares)
                .map(meanSquare -> Math.max(0, 1 - meanSquare) / classes)
                .toArray();
    }

    /**
     * Overwrites the vectors with their Newton steps.
     *
     * @param steps one per model
     * @return how often the sample was gone through for each
     */
    int[] solve(List<Newton> steps) {
        int[] products;
        var rejected = new ArrayList<Integer>();
        List<Boolean> haveMemory =
                steps.stream().map(step -> !step.limitedMemory.isEmpty()).toList();
        try (var systems = new OpenSystems(steps);
                VectorStack vectors = VectorStack.of(
                        systems.matrix(steps.stream().map(Newton::vector).toList()), steps.size());
                VectorStack given = vectors.copy()) {
            systems.linearize();
            products = iteration.solve(systems, vectors);
            for (int m = 0; m < products.length; m++) {
                Newton step = steps.get(m);
                INDArray solution = vectors.vectors().get(m);
                step.limitedMemory.end();
                boolean goesDown = Vectors.dot(given.vectors().get(m), solution) > 0;
                if (goesDown || !haveMemory.get(m)) {
                    INDArray ofModel = solution.reshape('c', classes, features + 1);
                    step.vector().reshape('c', features + 1, classes).assign(ofModel.transpose());
                } else {
                    rejected.add(m);
                }
            }
        }
        for (int m : rejected) {
            products[m] += solveAnew(steps.get(m));
        }
        return products;
    }

    /** In a system that is nearly singular, the limited memory may lead up the hill by its rounding. */
    private int solveAnew(Newton step) {
        step.limitedMemory.forget();
        return solve(List.of(step))[0];
    }

    /**
     * A block Jacobi preconditioner of these rows: much nearer than a Kronecker approximation, and much dearer.
     *
     * @param at the point, (features + 1) x classes
     * @param penalty of the objective
     * @return to be closed by the caller
     */
    BlockJacobi blockJacobi(INDArray at, PenaltyTerm penalty) {
        return new BlockJacobi(batches, hasIntercept, at, penalty, unseenCurvature);
    }

    private HessianProducts hessian(int wanted) {
        if (wanted != models) {
            close();
            var shape = new PassShape(rows, features, classes, wanted, type);
            hessian = PassKernels.first(kernel -> kernel.hessianProducts(batches, shape));
            models = wanted;
        }
        return hessian;
    }

    @Override
    public void close() {
        if (hessian != null) {
            hessian.close();
            hessian = null;
        }
        models = 0;
    }

    /**
     * The systems that are open. Their vectors are the matrices [V | v]' of the models, classes x (features + 1), one
     * under the other.
     */
    private final class OpenSystems implements ConjugateGradients.Systems, AutoCloseable {
        private final Operation multiply = Operation.multiply();
        private Newton[] open;
        private INDArray strengths;
        /** As one vector. */
        private VectorStack penaltyImages;

        OpenSystems(List<Newton> steps) {
            take(steps.toArray(Newton[]::new));
        }

        private void take(Newton[] steps) {
            close();
            open = steps;
            strengths = strengths();
            penaltyImages = VectorStack.of(zeros(open.length), 1);
        }

        private INDArray zeros(int count) {
            return Nd4j.create(type, new long[] {count * classes, features + 1}, 'c');
        }

        /** s_j and the unseen curvature of every weight of feature j; 0 of the intercept. */
        private INDArray strengths() {
            INDArray matrix = zeros(open.length);
            for (int m = 0; m < open.length; m++) {
                double[] ofModel = Arrays.copyOf(open[m].penalty.strengths(), Math.toIntExact(features + 1));
                for (int j = 0; j < features; j++) {
                    ofModel[j] += unseenCurvature[j];
                }
                INDArray row = Nd4j.createFromArray(ofModel).castTo(type);
                ofModel(matrix, m).addiRowVector(row);
            }
            return matrix;
        }

        private INDArray ofModel(INDArray matrix, int model) {
            return matrix.get(NDArrayIndex.interval(model * classes, (model + 1) * classes), NDArrayIndex.all());
        }

        /** Each vector, (features + 1) x classes as a point has it, is transposed. */
        INDArray matrix(List<INDArray> vectors) {
            INDArray matrix = zeros(vectors.size());
            for (int m = 0; m < vectors.size(); m++) {
                INDArray vector = vectors.get(m).reshape('c', features + 1, classes);
                ofModel(matrix, m).assign(vector.transpose());
            }
            return matrix;
        }

        void linearize() {
            try (INDArray points = matrix(Arrays.stream(open).map(Newton::point).toList())) {
                hessian(open.length).linearizeAt(points);
            }
        }

        @Override
        public void multiply(VectorStack directions, VectorStack images) {
            hessian.multiply(directions.matrix(), images.matrix());
            Vectors.scale(images.flat(), 1 / weightSum);
            multiply.run(directions.matrix(), strengths, penaltyImages.matrix());
            Vectors.addScaled(images.flat(), 1, penaltyImages.flat());
            project(images);
        }

        /** The place of an intercept that there is not is held at 0. */
        private void project(VectorStack vectors) {
            if (!hasIntercept) {
                vectors.matrix().getColumn(features).assign(0);
            }
        }

        @Override
        public void precondition(VectorStack vectors) {
            List<SecantPairs.Recursion> recursions = IntStream.range(0, open.length)
                    .mapToObj(m -> open[m].limitedMemory.begin(vectors.vectors().get(m)))
                    .toList();
            applyPreconditioners(vectors);
            recursions.forEach(SecantPairs.Recursion::end);
            project(vectors);
        }

        @Override
        public void learn(int place, INDArray direction, INDArray image) {
            open[place].limitedMemory.learn(direction, image);
        }

        /** Neighbours that share a preconditioner share its product. */
        private void applyPreconditioners(VectorStack vectors) {
            int from = 0;
            for (int to = 1; to <= open.length; to++) {
                if (to == open.length || open[to].preconditioner != open[from].preconditioner) {
                    boolean isAll = to - from == open.length;
                    INDArray ofNeighbours = isAll
                            ? vectors.matrix()
                            : vectors.matrix()
                                    .get(NDArrayIndex.interval(from * classes, to * classes), NDArrayIndex.all());
                    open[from].preconditioner.applyInverse(ofNeighbours);
                    from = to;
                }
            }
        }

        @Override
        public void keep(int[] kept) {
            hessian = hessian.keep(kept);
            models = kept.length;
            take(Arrays.stream(kept).mapToObj(m -> open[m]).toArray(Newton[]::new));
        }

        @Override
        public void close() {
            Operation.close(strengths);
            if (penaltyImages != null) {
                penaltyImages.close();
            }
        }
    }
}
