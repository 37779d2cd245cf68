package io.github.softmax4j.newton;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.Knowledge;
import io.github.softmax4j.optim.LinearSolver;
import io.github.softmax4j.optim.LinearSystem;
import io.github.softmax4j.optim.ModelSolver;
import io.github.softmax4j.optim.Remembered;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Solves the systems of descents with Hessians of the objective: that of a sample of the rows by preconditioned
 * conjugate gradients where there are rows enough, else a Kronecker approximation by its inverse.
 *
 * <p>Where there is the sampled Hessian, a Kronecker approximation of the same rows only preconditions it, and is taken
 * over from the penalty before. A descent that does not trust it falls back to an approximation of more rows, which
 * does not shrink as the point moves on: what made the Hessian too small, rows that are separated nearly without loss,
 * would make this too small, too.
 */
public final class NewtonSolver implements LinearSolver, Remembered, AutoCloseable {
    /** Where an approximation only preconditions, that of a penalty thirty times as large does it as well. */
    private static final double MOST_SHARED = 30;

    private final HessianRows rows;
    private final HessianPlan plan;
    private final SampledHessian sampled;
    /** Null without the sampled Hessian. */
    private final BlockJacobiSchedule blockJacobi;
    /** Of the rows of the sampled Hessian, where there is one. */
    private final KroneckerHessians kronecker;
    /** Where the sampled Hessian is not trusted; null as long as all trust it. */
    private KroneckerHessians fallback;

    /** Null where features x classes are too many. */
    private final FullHessians full;

    private final CompositeModels composite;

    private final Map<Integer, Member> members = new HashMap<>();

    /** A descent under way. */
    private static final class Member {
        private final PenaltyTerm penalty;
        private final int successors;
        private final LimitedMemoryPreconditioner limitedMemory = new LimitedMemoryPreconditioner();
        private long products;
        private int stepsBefore = -1;
        private boolean hadBlockJacobi;
        private boolean hasRejectedBlockJacobi;

        Member(PenaltyTerm penalty, int successors) {
            this.penalty = penalty;
            this.successors = successors;
        }

        void writeTo(DataOutput out) throws IOException {
            out.writeLong(products);
            out.writeInt(stepsBefore);
            out.writeBoolean(hadBlockJacobi);
            out.writeBoolean(hasRejectedBlockJacobi);
            limitedMemory.writeTo(out);
        }

        void readFrom(DataInput in, DataType type, long length) throws IOException {
            products = in.readLong();
            stepsBefore = in.readInt();
            hadBlockJacobi = in.readBoolean();
            hasRejectedBlockJacobi = in.readBoolean();
            limitedMemory.readFrom(in, type, length);
        }

        /** A direction that was followed by no step was rejected. */
        void asksAfter(int steps) {
            hasRejectedBlockJacobi |= hadBlockJacobi && steps == stepsBefore;
            stepsBefore = steps;
        }
    }

    /**
     * Nothing is summed yet.
     *
     * @param rows of the objective
     * @param following whether Hessians follow the point
     * @param models that are trained together
     */
    public NewtonSolver(HessianRows rows, Following following, int models) {
        this.rows = rows;
        this.plan = new HessianPlan(rows, following, models);
        this.sampled = plan.sampledHessian();
        this.blockJacobi = sampled == null
                ? null
                : new BlockJacobiSchedule(
                        sampled,
                        plan.productsOfBlockJacobi(),
                        () -> plan.bytesOfBlockJacobi() <= Backend.freeMemoryInBytes());
        this.full = following == Following.POINT && FullHessians.areAffordable(rows) ? new FullHessians(rows) : null;
        this.composite = new CompositeModels(rows, plan);
        this.kronecker =
                new KroneckerHessians(plan, plan.kroneckerSample(), plan.refresh(), sampled == null ? 1 : MOST_SHARED);
    }

    /**
     * A descent begins.
     *
     * @param task its number
     * @param penalty its smooth penalty
     * @param isNear whether it begins near its optimum
     * @param successors how many penalties will be tried after this one
     * @param rowWeights what each row counts; null for the weights of the data set
     */
    public void begin(int task, PenaltyTerm penalty, boolean isNear, int successors, double[] rowWeights) {
        members.put(task, new Member(penalty, successors));
        kronecker.begin(task, penalty, isNear);
        composite.begin(task, penalty, rowWeights);
        if (full != null) {
            full.begin(task, penalty, rowWeights);
        }
    }

    /**
     * Has the full Hessians of all rows as matrices.
     *
     * @return empty where features x classes are too many for it
     */
    public Optional<ModelSolver> fullHessians() {
        return Optional.ofNullable(full);
    }

    /**
     * Minimises models with terms that are not smooth: by full Hessians where they are affordable, else by others.
     *
     * @return for any number of features and classes
     */
    public ModelSolver compositeModels() {
        return full != null ? full : composite;
    }

    /**
     * How many evaluations a quasi-Newton method may take before full Hessians are worth their cost.
     *
     * @return 0 where they are cheap, so that Newton's method may begin
     */
    public int evaluationsBeforeFullHessians() {
        return FullHessians.evaluationsBefore(rows);
    }

    /**
     * A descent has ended, and its successor has begun: what only it used is freed.
     *
     * @param task its number
     */
    public void end(int task) {
        members.get(task).limitedMemory.close();
        kronecker.end(task);
        composite.end(task);
        if (full != null) {
            full.end(task);
        }
        if (fallback != null && fallback.isUsedBy(task)) {
            fallback.end(task);
        }
    }

    @Override
    public void solve(List<Integer> tasks, List<LinearSystem> systems) {
        var bySampled = new ArrayList<Integer>();
        for (int i = 0; i < systems.size(); i++) {
            if (sampled == null) {
                applyInverse(kronecker.at(tasks.get(i), systems.get(i)), systems.get(i));
            } else if (systems.get(i).wanted() == Knowledge.NEWTON) {
                bySampled.add(i);
            } else {
                members.get(tasks.get(i)).limitedMemory.forget();
                applyInverse(fallback(tasks.get(i), systems.get(i)), systems.get(i));
            }
        }
        if (!bySampled.isEmpty()) {
            solveBySampledHessian(
                    bySampled.stream().map(tasks::get).toList(),
                    bySampled.stream().map(systems::get).toList());
        }
    }

    private void solveBySampledHessian(List<Integer> tasks, List<LinearSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            members.get(tasks.get(i)).asksAfter(systems.get(i).steps());
        }
        refreshBlockJacobiIfDue(tasks, systems);
        List<SampledHessian.Newton> steps = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            LinearSystem system = systems.get(i);
            Member member = members.get(tasks.get(i));
            steps.add(new SampledHessian.Newton(
                    system.point(),
                    member.penalty,
                    preconditioner(tasks.get(i), member, system),
                    system.vectors().get(0),
                    member.limitedMemory));
        }
        int[] products = sampled.solve(steps);
        for (int i = 0; i < products.length; i++) {
            Member member = members.get(tasks.get(i));
            member.products += products[i];
            if (!member.hasRejectedBlockJacobi) {
                blockJacobi.solved(products[i], member.successors);
            }
        }
    }

    /** At the point of the first descent that would use it. */
    private void refreshBlockJacobiIfDue(List<Integer> tasks, List<LinearSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            Member member = members.get(tasks.get(i));
            if (!member.hasRejectedBlockJacobi) {
                blockJacobi.refreshIfDue(
                        tasks.get(i), member.penalty, systems.get(i).point());
                return;
            }
        }
    }

    private Preconditioner preconditioner(int task, Member member, LinearSystem system) {
        Optional<Preconditioner> blocks =
                member.hasRejectedBlockJacobi ? Optional.empty() : blockJacobi.of(member.penalty);
        member.hadBlockJacobi = blocks.isPresent();
        return blocks.orElseGet(() -> kronecker.at(task, system));
    }

    private KroneckerHessian fallback(int task, LinearSystem system) {
        if (fallback == null) {
            fallback = newFallback();
        }
        if (!fallback.isUsedBy(task)) {
            fallback.begin(task, members.get(task).penalty, false);
        }
        return fallback.at(task, system);
    }

    private KroneckerHessians newFallback() {
        return new KroneckerHessians(plan, plan.largerSample(), KroneckerHessians.Refresh.AT_ZERO, 1);
    }

    /** A point has one row per feature, an approximation takes one row per class. */
    private void applyInverse(KroneckerHessian hessian, LinearSystem system) {
        for (INDArray vector : system.vectors()) {
            hessian.applyInverse(rowsOfClasses(vector));
        }
    }

    private INDArray rowsOfClasses(INDArray vector) {
        return vector.reshape('c', rows.features() + 1L, rows.classes()).transpose();
    }

    @Override
    public String kind() {
        return sampled == null ? "Kronecker approximation" : "sampled Hessian";
    }

    @Override
    public Knowledge knowledge() {
        return sampled == null ? Knowledge.SHAPE : Knowledge.NEWTON;
    }

    @Override
    public double passes(int task) {
        return members.get(task).products * plan.shareOfRows();
    }

    /** Matrices are not written: they are made anew from the points where they were made. */
    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(members.size());
        for (Member member : new TreeMap<>(members).values()) {
            member.writeTo(out);
        }
        kronecker.writeTo(out);
        out.writeBoolean(fallback != null);
        if (fallback != null) {
            fallback.writeTo(out);
        }
        if (sampled != null) {
            blockJacobi.writeTo(out);
        }
        composite.writeTo(out);
        if (full != null) {
            full.writeTo(out);
        }
    }

    /** The same descents have begun, and ended, with this as with the other. */
    @Override
    public void readFrom(DataInput in) throws IOException {
        StoredVectors.requireSame("descents", members.size(), in.readInt());
        for (Member member : new TreeMap<>(members).values()) {
            member.readFrom(in, rows.type(), (rows.features() + 1L) * rows.classes());
        }
        kronecker.readFrom(in, this::penalty);
        if (in.readBoolean()) {
            fallback = newFallback();
            fallback.readFrom(in, this::penalty);
        }
        if (sampled != null) {
            blockJacobi.readFrom(in, this::penalty, plan.shapeOfPoint());
        }
        composite.readFrom(in);
        if (full != null) {
            full.readFrom(in);
        }
    }

    private PenaltyTerm penalty(int task) {
        return members.get(task).penalty;
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.limitedMemory.close());
        kronecker.close();
        if (fallback != null) {
            fallback.close();
        }
        if (sampled != null) {
            blockJacobi.close();
            sampled.close();
        }
    }
}
