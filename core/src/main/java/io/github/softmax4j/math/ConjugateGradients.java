package io.github.softmax4j.math;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Preconditioned conjugate gradients: Nocedal and Wright, Numerical Optimization (2006), algorithm 5.3.
 *
 * @param product overwrites a vector with A times it, A symmetric and positive definite
 * @param preconditioner overwrites a vector with an approximate A^-1 times it
 * @param tolerance the length of b - A x at which it ends, relative to that of b; both as the preconditioner measures
 * @param mostIterations the most products
 */
record ConjugateGradients(
        Consumer<INDArray> product, Consumer<INDArray> preconditioner, double tolerance, int mostIterations) {
    /** Overwrites b with x, where A x = b, about; b'x is above 0 wherever it ends. */
    void solve(INDArray vector) {
        try (INDArray residual = vector.dup();
                INDArray solution = Nd4j.zerosLike(vector);
                INDArray scaled = vector.dup();
                INDArray direction = vector.dup();
                INDArray image = vector.dup()) {
            preconditioner.accept(scaled);
            direction.assign(scaled);
            double size = dot(residual, scaled);
            double goal = tolerance * tolerance * size;
            for (int i = 0; i < mostIterations && size > goal; i++) {
                image.assign(direction);
                product.accept(image);
                double length = size / dot(direction, image);
                addScaled(solution, length, direction);
                addScaled(residual, -length, image);
                scaled.assign(residual);
                preconditioner.accept(scaled);
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
