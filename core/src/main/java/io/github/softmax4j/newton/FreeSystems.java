package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.ConjugateGradients;
import io.github.softmax4j.linalg.VectorStack;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Systems with H + diag(H) between the free coordinates, which are others in each class: solved by iteration, about, as
 * the next step makes up for it.
 *
 * <p>A step ends in each coordinate where that reaches its kink or bound, which the others do not know of: right if H
 * were diagonal, and the worse the more columns that are alike move against each other. The diagonal damps that
 * (Levenberg-Marquardt; how much it brings: docs/experiments/0005).
 */
final class FreeSystems implements ConjugateGradients.Systems {
    private static final ConjugateGradients ITERATION = new ConjugateGradients(1e-3, 0, 1e-3, 100);

    private final Consumer<INDArray> product;
    private final INDArray diagonal;
    private final INDArray free;

    private FreeSystems(Consumer<INDArray> product, INDArray diagonal, INDArray free) {
        this.product = product;
        this.diagonal = diagonal;
        this.free = free;
    }

    /**
     * Replaces vectors by solutions.
     *
     * @param product replaces rows by rows H
     * @param diagonal of H, 1 x its size
     * @param vectors a row for each class; 0 where it is not free
     * @param free 1 where a coordinate is free, else 0; as large as the vectors
     */
    static void solve(Consumer<INDArray> product, INDArray diagonal, INDArray vectors, INDArray free) {
        try (VectorStack copy = VectorStack.of(vectors.dup('c'), 1)) {
            ITERATION.solve(new FreeSystems(product, diagonal.castTo(vectors.dataType()), free), copy);
            vectors.assign(copy.matrix());
        }
    }

    @Override
    public void multiply(VectorStack directions, VectorStack images) {
        images.flat().assign(directions.flat());
        product.accept(images.matrix());
        images.matrix().addi(directions.matrix().mulRowVector(diagonal));
        images.matrix().muli(free);
    }

    @Override
    public void precondition(VectorStack residuals) {
        residuals.matrix().diviRowVector(diagonal);
    }

    @Override
    public void keep(int[] kept) {
        // one system is never without itself
    }
}
