package io.github.softmax4j.math;

import io.github.softmax4j.data.Batch;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Another way to make the pass than ND4J's operations, for the shapes where it is faster. Backend modules bring one as a
 * service for {@link java.util.ServiceLoader}; where there is none, or none that suits, ND4J's operations are taken.
 */
public interface PassKernel {
    /**
     * Makes {@link CrossEntropy#of}.
     *
     * @param shape of the pass
     * @param smoothing as there
     * @return ready for batches of any size; empty where this is not the faster way, or cannot run in this virtual machine
     */
    Optional<CrossEntropy> crossEntropy(PassShape shape, double smoothing);

    /**
     * Makes {@link ParameterStack#of}.
     *
     * @param shape of the pass
     * @param coordinates as there
     * @return a stack of zeros; empty as above
     */
    Optional<ParameterStack> parameterStack(PassShape shape, Coordinates coordinates);

    /**
     * Makes {@link HessianProducts#of}.
     *
     * @param batches as there
     * @param shape of the products
     * @return ready to look; empty as above
     */
    Optional<HessianProducts> hessianProducts(List<Batch> batches, PassShape shape);

    /**
     * Makes {@link SymmetricProducts#of}.
     *
     * @param stacks as there; closed if there is a result
     * @return ready to multiply; empty as above
     */
    Optional<SymmetricProducts> symmetricProducts(List<INDArray> stacks);
}
