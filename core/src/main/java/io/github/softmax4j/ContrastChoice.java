package io.github.softmax4j;

import io.github.softmax4j.math.ContrastCurvature;
import io.github.softmax4j.math.InverseApproximation;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.SampledHessian;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whether a curvature by contrasts of classes is worth what it costs: as soon as the products that it might have saved have cost about as
 * much. It is made where the descents are then. Where systems are easy, as with few features, that is never.
 */
final class ContrastChoice implements AutoCloseable {
    /** Near the optimum one stays right; on a long way it is made anew now and then. */
    private static final double COSTS_TO_NEXT = 8;

    /** As a preconditioner it serves penalties so many times as large, or small; products make up for the rest. */
    private static final double MOST_SHARED = 1000;

    private final SampledHessian hessian;
    private double cost;
    private ContrastCurvature latest;
    private PenaltyTerm penaltyOfLatest;
    private double products;

    /**
     * Makes ready.
     *
     * @param hessian of whose rows
     * @param cost of one, in products with the Hessian; infinite where it is not to be made
     */
    ContrastChoice(SampledHessian hessian, double cost) {
        this.hessian = hessian;
        this.cost = cost;
    }

    /** A solution took so many products, of which those beyond the fewest might have been saved. */
    void solved(int count) {
        products += Math.max(0, count - SampledHessian.FEWEST_PRODUCTS);
    }

    /** Looks at a point, if it is time. */
    void lookIfDue(PenaltyTerm penalty, INDArray point) {
        boolean isNew = latest == null || !serves(penalty);
        if (products < (isNew ? cost : cost * COSTS_TO_NEXT)) {
            return;
        }
        close();
        latest = hessian.contrasts(point, penalty);
        penaltyOfLatest = penalty;
        products = 0;
        if (!latest.isReliable()) {
            close();
            cost = Double.POSITIVE_INFINITY; // not again
        }
    }

    /** The curvature made last, if it suits a penalty. */
    Optional<InverseApproximation> of(PenaltyTerm penalty) {
        return latest != null && serves(penalty) ? Optional.of(latest) : Optional.empty();
    }

    private boolean serves(PenaltyTerm penalty) {
        return penaltyOfLatest.isWithin(MOST_SHARED, penalty);
    }

    @Override
    public void close() {
        if (latest != null) {
            latest.close();
            latest = null;
        }
    }
}
