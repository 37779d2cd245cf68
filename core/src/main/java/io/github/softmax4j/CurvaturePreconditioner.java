package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.SampledHessian;
import io.github.softmax4j.optim.Preconditioner;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Introduces the curvature, which is mathematics, to the optimiser, which knows none. */
final class CurvaturePreconditioner implements Preconditioner, AutoCloseable {
    private final SharedCurvature shared;
    private final SampledHessian hessian;
    private final double shareOfRows;
    private final RefreshSchedule schedule;
    private int looks;

    /**
     * For one descent.
     *
     * @param shared of this and other descents; closed by its owner
     * @param hessian the Hessian of a sample, closed with this; null for none
     * @param shareOfRows how much of the rows the sample is
     * @param isNear whether the descent starts near its optimum
     */
    CurvaturePreconditioner(SharedCurvature shared, SampledHessian hessian, double shareOfRows, boolean isNear) {
        this.schedule = new RefreshSchedule(isNear);
        this.shared = shared;
        this.hessian = hessian;
        this.shareOfRows = shareOfRows;
    }

    @Override
    public void visit(INDArray point, int steps) {
        if (steps == 0 || schedule.isDue(steps)) {
            looks++;
            shared.lookAgain(looks, point);
        }
        if (hessian != null) {
            hessian.update(point);
        }
    }

    private Curvature best() {
        return hessian == null ? shared.curvature() : hessian;
    }

    @Override
    public boolean isHessian() {
        return hessian != null;
    }

    @Override
    public double passes() {
        return hessian == null ? 0 : hessian.products() * shareOfRows;
    }

    @Override
    public void applyInverse(INDArray vector) {
        best().applyInverse(vector);
    }

    @Override
    public void applyInverse(INDArray vector, INDArray free) {
        best().applyInverse(vector, free);
    }

    @Override
    public void close() {
        if (hessian != null) {
            hessian.close();
        }
    }
}
