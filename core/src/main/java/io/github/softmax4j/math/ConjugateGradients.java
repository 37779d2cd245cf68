package io.github.softmax4j.math;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Conjugate gradients with a diagonal preconditioner: Nocedal and Wright, Numerical Optimization (2006), algorithm 5.3. */
final class ConjugateGradients {
    private static final int MOST_ITERATIONS = 250;

    private ConjugateGradients() {}

    /**
     * Solves A x = b.
     *
     * @param product overwrites a vector with A times it; A positive definite where b is not 0
     * @param diagonal of A, about
     * @param vector b, becomes x; DOUBLE
     * @param tolerance the length of b - A x, relative to that of b, at which it ends
     */
    static void solve(Consumer<INDArray> product, INDArray diagonal, INDArray vector, double tolerance) {
        double goal = tolerance * Math.sqrt(dot(vector, vector));
        try (INDArray residual = vector.dup();
                INDArray solution = Nd4j.zerosLike(vector);
                INDArray scaled = residual.div(diagonal);
                INDArray direction = scaled.dup();
                INDArray image = direction.dup()) {
            double size = dot(residual, scaled);
            for (int i = 0; i < MOST_ITERATIONS && Math.sqrt(dot(residual, residual)) > goal; i++) {
                image.assign(direction);
                product.accept(image);
                double length = size / dot(direction, image);
                addScaled(solution, length, direction);
                addScaled(residual, -length, image);
                residual.div(diagonal, scaled);
                double newSize = dot(residual, scaled);
                direction.muli(newSize / size).addi(scaled);
                size = newSize;
            }
            vector.assign(solution);
        }
    }

    private static double dot(INDArray left, INDArray right) {
        return Nd4j.getBlasWrapper().dot(left, right);
    }

    private static void addScaled(INDArray target, double factor, INDArray vector) {
        Nd4j.getBlasWrapper().axpy((Number) factor, vector, target);
    }
}
