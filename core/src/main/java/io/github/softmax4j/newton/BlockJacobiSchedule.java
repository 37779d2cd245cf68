package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.PenaltyTerm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a block Jacobi preconditioner is made: as soon as the products that it might have saved have cost about as much
 * as it costs. It is made where the descents are then. Where systems are easy, as with few features, that is never.
 */
final class BlockJacobiSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockJacobiSchedule.class);

    /** Near the optimum one stays right; on a long way it is made anew now and then. */
    private static final double COSTS_TO_NEXT = 8;

    /** It serves penalties so many times as large, or small; products make up for the rest. */
    private static final double MOST_SHARED = 1000;

    private final SampledHessian hessian;
    private final BooleanSupplier hasRoom;
    private double cost;
    private BlockJacobi latest;
    private PenaltyTerm penaltyOfLatest;
    /** The descent whose penalty it is, and where it was: what makes it anew. */
    private int taskOfLatest;

    private double[] pointOfLatest;
    private double products;

    /**
     * Nothing is made yet.
     *
     * @param hessian of whose rows
     * @param cost of one, in products with the Hessian; infinite where it is not to be made
     * @param hasRoom whether there is memory for one, asked before it is made
     */
    BlockJacobiSchedule(SampledHessian hessian, double cost, BooleanSupplier hasRoom) {
        this.hessian = hessian;
        this.cost = cost;
        this.hasRoom = hasRoom;
    }

    /**
     * A solution took so many products, of which those beyond the fewest might have been saved, and as many again for
     * each descent that comes after: their penalties are smaller, and their systems no easier.
     *
     * @param count of the products
     * @param successors the penalties that will be tried after this one
     */
    void solved(int count, int successors) {
        products += Math.max(0, count - SampledHessian.FEWEST_PRODUCTS) * (1.0 + successors);
    }

    /** Makes one at a point, if it is time. */
    void refreshIfDue(int task, PenaltyTerm penalty, INDArray point) {
        boolean isNew = latest == null || !serves(penalty);
        if (products < (isNew ? cost : cost * COSTS_TO_NEXT)) {
            return;
        }
        close();
        if (!hasRoom.getAsBoolean()) {
            LOG.info("there is no memory for a block Jacobi preconditioner, which would save time");
            cost = Double.POSITIVE_INFINITY;
            return;
        }
        make(task, penalty, point);
        products = 0;
        if (!latest.isReliable()) {
            close();
            cost = Double.POSITIVE_INFINITY; // not again
        }
    }

    private void make(int task, PenaltyTerm penalty, INDArray point) {
        latest = hessian.blockJacobi(point, penalty);
        penaltyOfLatest = penalty;
        taskOfLatest = task;
        pointOfLatest = Vectors.toArray(point);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(cost);
        out.writeDouble(products);
        out.writeBoolean(latest != null);
        if (latest != null) {
            out.writeInt(taskOfLatest);
            StoredVectors.write(out, pointOfLatest);
        }
    }

    /** The same one is made anew, where the first was made. */
    void readFrom(DataInput in, IntFunction<PenaltyTerm> penalties, long[] shape) throws IOException {
        close();
        cost = in.readDouble();
        products = in.readDouble();
        if (in.readBoolean()) {
            int task = in.readInt();
            PenaltyTerm penalty = penalties.apply(task);
            try (INDArray point = Nd4j.create(DataType.DOUBLE, shape, 'c')) {
                StoredVectors.readInto(in, point);
                make(task, penalty, point);
            }
        }
    }

    /** The one made last, if it suits a penalty. */
    Optional<Preconditioner> of(PenaltyTerm penalty) {
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
