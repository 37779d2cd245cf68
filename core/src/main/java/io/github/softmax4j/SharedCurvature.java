package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One curvature for descents that are close to each other, such as the folds of a cross-validation: whoever is first with
 * its second, third, ... look has it updated for all.
 */
final class SharedCurvature implements AutoCloseable {
    private final Curvature curvature;
    private final boolean refreshed;
    private int looks;

    SharedCurvature(Curvature curvature, boolean refreshed) {
        this.curvature = curvature;
        this.refreshed = refreshed;
    }

    /** Updates at a point, if no other descent has had as many looks yet. */
    void lookAgain(int look, INDArray point) {
        if (look > looks && (refreshed || looks == 0)) {
            curvature.update(point);
            looks = look;
        }
    }

    Curvature curvature() {
        return curvature;
    }

    @Override
    public void close() {
        curvature.close();
    }
}
