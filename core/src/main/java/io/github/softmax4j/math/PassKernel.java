package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to make the pass. {@link ArrayKernel} makes it of ND4J's operations, in every shape on every backend; backend
 * modules bring others, for the shapes where they are faster, as services for {@link java.util.ServiceLoader}. {@link
 * PassKernels} chooses.
 */
public interface PassKernel {
    /**
     * Losses and gradients.
     *
     * @param shape of the pass
     * @param smoothing the share of every label that is spread over all classes, 0 to 1; rows of probabilities are
     *     taken as they are
     * @return for batches of any size; empty where this is not the faster way, or cannot run in this virtual machine
     */
    Optional<CrossEntropy> crossEntropy(PassShape shape, double smoothing);

    /**
     * The way from points to the pass and back.
     *
     * @param shape of the pass
     * @param coordinates of all points
     * @return a stack of zeros; empty where this is not the faster way
     */
    Optional<ParameterStack> parameterStack(PassShape shape, Coordinates coordinates);

    /**
     * Products with Hessians.
     *
     * @param batches the rows, whose arrays stay open as long as this is used; weights, where there are any, are rows x
     *     1, and count for all models
     * @param shape of the products
     * @return the products, of no point yet; empty where this is not the faster way
     */
    Optional<HessianProducts> hessianProducts(List<Batch> batches, PassShape shape);

    /**
     * Products with symmetric matrices.
     *
     * @param stacks at least one, each of some matrices, matrices x n x n, FLOAT or DOUBLE, dense in c order, of which
     *     only one triangle may be read; owned by the result, if there is one
     * @return the products; empty where this is not the faster way
     */
    Optional<SymmetricProducts> symmetricProducts(List<INDArray> stacks);

    /**
     * Logits of rows that are served.
     *
     * @param weights of the model
     * @return for one thread; empty where this is not the faster way
     */
    Optional<RowTile> rowTile(FloatWeights weights);

    /**
     * Logits of single rows that are served.
     *
     * @param blocks the weights of the model
     * @return for all threads; empty where this is not the faster way
     */
    Optional<RowProduct> rowProduct(ClassBlocks blocks);
}
