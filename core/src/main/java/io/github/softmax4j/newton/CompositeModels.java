package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.DampedModel;
import io.github.softmax4j.optim.ModelSolver;
import io.github.softmax4j.optim.Prediction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Minimises models with terms that are not smooth where the Hessian is too large for a matrix: proximal quasi-Newton
 * steps by coordinate descent, which reads no data.
 *
 * <p>The Hessian is an approximation over some rows ({@link BlockHessians}), corrected by the last steps
 * ({@link SecantHessian}); a new one is made when the evaluations since the last have cost as much, and then whenever
 * they have doubled. Zhong, Yen, Dhillon and Ravikumar, Proximal quasi-Newton for computationally intensive
 * l1-regularized M-estimators (2014); Lee, Sun and Saunders, Proximal Newton-type methods (2014).
 */
final class CompositeModels implements ModelSolver {
    /** As many as {@link io.github.softmax4j.optim.Lbfgs} keeps by default. */
    private static final int PAIRS = 10;

    /** A model is only about right, and so is its minimum; the next model makes up for what is left. */
    private static final double SETTLED = 0.03;

    private static final int MOST_SWEEPS = 30;

    private final HessianRows rows;
    private final BlockHessians hessians;
    private final Map<Integer, Member> members = new HashMap<>();

    /** A descent under way. */
    private static final class Member {
        private final PenaltyTerm penalty;
        /** Null for those of the data set. */
        private final double[] rowWeights;

        private final Deque<SecantHessian.Pair> pairs = new ArrayDeque<>();
        private double[] point;
        private double[] gradient;
        /** Images of the pairs' steps by the first matrix: each costs a sweep. */
        private final IdentityHashMap<SecantHessian.Pair, double[]> images = new IdentityHashMap<>();

        private BlockHessian first;
        /** What makes it anew. */
        private double[] pointOfFirst;

        private int modelsUntilFirst;
        private BlockHessian corrected;
        private double[] diagonal;
        private int models;
        private double nextAt;
        private double passes;

        Member(PenaltyTerm penalty, double[] rowWeights) {
            this.penalty = penalty;
            this.rowWeights = rowWeights;
        }

        void learn(double[] newPoint, double[] newGradient) {
            if (point != null) {
                var pair = new SecantHessian.Pair(
                        Vectors.difference(newPoint, point), Vectors.difference(newGradient, gradient));
                if (pair.isCertain()) {
                    pairs.addLast(pair);
                }
                if (pairs.size() > PAIRS) {
                    images.remove(pairs.removeFirst());
                }
            }
            point = newPoint;
            gradient = newGradient;
        }
    }

    CompositeModels(HessianRows rows, HessianPlan plan) {
        this.rows = rows;
        this.hessians = new BlockHessians(rows, plan);
    }

    void begin(int task, PenaltyTerm penalty, double[] rowWeights) {
        members.put(task, new Member(penalty, rowWeights));
    }

    void end(int task) {
        Member member = members.get(task);
        member.first = null;
        member.corrected = null;
        member.pairs.clear();
        member.images.clear();
    }

    @Override
    public String kind() {
        return "block Hessian";
    }

    @Override
    public void solve(List<Integer> tasks, List<DampedModel> models) {
        for (int i = 0; i < models.size(); i++) {
            solve(members.get(tasks.get(i)), models.get(i));
        }
    }

    private void solve(Member member, DampedModel model) {
        double[] point = Vectors.toArray(model.point());
        member.models++;
        if (member.point == null || !Arrays.equals(point, member.point)) {
            member.learn(point, Vectors.toArray(model.gradient()));
            refresh(member, model.point());
        }
        double before = member.corrected.multiplyAdds();
        double[] damping = Arrays.stream(member.diagonal)
                .map(curvature -> model.damping() * curvature)
                .toArray();
        var composite = new CompositeModel(member.corrected, model.terms(), point, member.gradient, damping);
        composite.descend(SETTLED, MOST_SWEEPS);
        model.solved(composite.end(), new Prediction(decrease(member, model, composite.end()), hessians.areExact()));
        member.passes += (member.corrected.multiplyAdds() - before) / rows.multiplyAddsOfPass();
    }

    private void refresh(Member member, INDArray at) {
        if (hessians.areExact() || member.models > member.nextAt || member.first == null) {
            boolean isFirst = member.first == null;
            BlockHessians.Made made = make(member, at);
            member.passes += made.passes();
            member.nextAt = isFirst ? made.passesOfNext() : Math.max(made.passesOfNext(), 2.0 * member.models);
        }
        correct(member);
    }

    private BlockHessians.Made make(Member member, INDArray at) {
        BlockHessians.Made made = hessians.at(at, member.penalty, member.rowWeights, member.models);
        member.first = made.hessian();
        member.pointOfFirst = Vectors.toArray(at);
        member.modelsUntilFirst = member.models;
        member.images.clear();
        return made;
    }

    private void correct(Member member) {
        member.corrected = hessians.areExact()
                ? member.first
                : SecantHessian.of(member.first, List.copyOf(member.pairs), member.images);
        member.diagonal = diagonal(member.corrected);
    }

    void writeTo(DataOutput out) throws IOException {
        for (Member member : new TreeMap<>(members).values()) {
            out.writeInt(member.models);
            out.writeDouble(member.nextAt);
            out.writeDouble(member.passes);
            out.writeBoolean(member.first != null);
            if (member.first != null) {
                StoredVectors.write(out, member.point);
                StoredVectors.write(out, member.gradient);
                out.writeInt(member.pairs.size());
                for (SecantHessian.Pair pair : member.pairs) {
                    StoredVectors.write(out, pair.step());
                    StoredVectors.write(out, pair.change());
                }
                out.writeInt(member.modelsUntilFirst);
                StoredVectors.write(out, member.pointOfFirst);
            }
        }
    }

    /** The same Hessians are made anew, where the first were made. */
    void readFrom(DataInput in) throws IOException {
        for (Member member : new TreeMap<>(members).values()) {
            int models = in.readInt();
            member.nextAt = in.readDouble();
            member.passes = in.readDouble();
            if (in.readBoolean()) {
                readHessian(in, member);
            }
            member.models = models;
        }
    }

    private void readHessian(DataInput in, Member member) throws IOException {
        int size = (rows.features() + 1) * rows.classes();
        member.point = StoredVectors.read(in, size);
        member.gradient = StoredVectors.read(in, size);
        int pairs = in.readInt();
        for (int i = 0; i < pairs; i++) {
            member.pairs.addLast(new SecantHessian.Pair(StoredVectors.read(in, size), StoredVectors.read(in, size)));
        }
        member.models = in.readInt();
        double[] point = StoredVectors.read(in, size);
        INDArray at = Nd4j.createFromArray(point);
        make(member, at.reshape('c', rows.features() + 1L, rows.classes()));
        Operation.close(at);
        correct(member);
    }

    private static double[] diagonal(BlockHessian hessian) {
        int classes = hessian.classes();
        var diagonal = new double[hessian.rows() * classes];
        var ofRow = new double[classes];
        for (int row = 0; row < hessian.rows(); row++) {
            hessian.diagonal(row, ofRow);
            System.arraycopy(ofRow, 0, diagonal, row * classes, classes);
        }
        return diagonal;
    }

    /** -m(d). */
    private static double decrease(Member member, DampedModel model, double[] end) {
        int classes = member.corrected.classes();
        var image = new double[classes];
        double sum = 0;
        for (int row = 0; row < member.corrected.rows(); row++) {
            member.corrected.image(row, image);
            for (int k = 0; k < classes; k++) {
                int i = row * classes + k;
                sum -= (end[i] - member.point[i]) * (member.gradient[i] + image[k] / 2);
            }
        }
        return sum - model.terms().change(member.point, end);
    }

    @Override
    public double passes(int task) {
        Member member = members.get(task);
        return member == null ? 0 : member.passes;
    }
}
