package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.optim.Preconditioner;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Introduces the curvature, which is mathematics, to the optimiser, which knows none; without one it is the identity. */
record CurvaturePreconditioner(Optional<Curvature> curvature) implements Preconditioner, AutoCloseable {
    @Override
    public void refresh(INDArray point) {
        curvature.ifPresent(c -> c.update(point));
    }

    @Override
    public void applyInverse(INDArray vector) {
        curvature.ifPresent(c -> c.applyInverse(vector));
    }

    @Override
    public boolean hasScale() {
        return curvature.isPresent();
    }

    @Override
    public void close() {
        curvature.ifPresent(Curvature::close);
    }
}
