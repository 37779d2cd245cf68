package io.github.softmax4j.newton;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.linalg.Operation;
import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.ForwardPass;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.HostArrays;
import io.github.softmax4j.math.Parameters;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.DampedModel;
import io.github.softmax4j.optim.ModelSolver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Hessians of objectives over all rows, each as a matrix, where features x classes are few.
 *
 * <pre>
 *   H_(jk)(lm) = sum_i w_i x_ij x_il P_ik ((k = m) - P_im) / sum w + (jk = lm) s_j      x_i0 = 1 for the intercept
 * </pre>
 *
 * <p>In double, in the optimiser's coordinates. McCullagh and Nelder, Generalized linear models (1989), 5.2.
 */
final class FullHessians implements ModelSolver {
    /** A matrix of so many rows and columns takes 32 MB, and its factor as long as some hundred passes of many rows. */
    static final int MOST_ELEMENTS = 2000;

    /** On data that are no trouble a quasi-Newton method has ended by then, at less cost. */
    private static final double FEWEST_EVALUATIONS = 60;

    /** Of a Hessian that costs less, all that a quasi-Newton method could save is less than its own steps. */
    private static final double CHEAP_PASSES = 16;

    private final HessianRows rows;
    private final int classes;
    private final int width;
    private final int size;
    private final Map<Integer, Member> members = new HashMap<>();

    /** A descent under way. */
    private static final class Member {
        private final PenaltyTerm penalty;
        /** Null for those of the data set. */
        private final double[] rowWeights;

        private DenseModel latest;
        private double[] pointOfLatest;
        private int hessians;

        Member(PenaltyTerm penalty, double[] rowWeights) {
            this.penalty = penalty;
            this.rowWeights = rowWeights;
        }
    }

    FullHessians(HessianRows rows) {
        this.rows = rows;
        this.classes = rows.classes();
        this.width = rows.features() + 1;
        this.size = width * classes;
    }

    static boolean areAffordable(HessianRows rows) {
        return (rows.features() + 1L) * rows.classes() <= MOST_ELEMENTS;
    }

    /**
     * How many evaluations a quasi-Newton method may take first: as many as do the multiply-adds of a Hessian, which
     * products of matrices do several times as fast; 0 where Hessians are cheap.
     */
    static int evaluationsBefore(HessianRows rows) {
        double passes = passesOfHessian(rows);
        return passes < CHEAP_PASSES ? 0 : (int) Math.max(FEWEST_EVALUATIONS, passes);
    }

    /** By the multiply-adds. */
    private static double passesOfHessian(HessianRows rows) {
        double size = (rows.features() + 1.0) * rows.classes();
        return size * size / 2 / HeapRows.workOfRow(rows.features(), rows.classes());
    }

    void begin(int task, PenaltyTerm penalty, double[] rowWeights) {
        members.put(task, new Member(penalty, rowWeights));
    }

    void end(int task) {
        members.get(task).latest = null;
    }

    @Override
    public String kind() {
        return "full Hessian";
    }

    @Override
    public void solve(List<Integer> tasks, List<DampedModel> models) {
        for (int i = 0; i < models.size(); i++) {
            Member member = members.get(tasks.get(i));
            DampedModel model = models.get(i);
            at(member, model.point()).minimize(model, exactGradient(member, model), meanSteps(member, model));
        }
    }

    /**
     * The gradient, whose sum over the classes is known: that of the loss is 0. What rounding leaves there would become
     * a long step, as all logits may grow alike without curvature.
     */
    private double[] exactGradient(Member member, DampedModel model) {
        double[] gradient = Vectors.toArray(model.gradient());
        double[] point = Vectors.toArray(model.point());
        double[] strengths = member.penalty.strengths();
        for (int j = 0; j < width; j++) {
            double known = j < strengths.length ? strengths[j] * mean(point, j) : 0;
            shiftTo(known, gradient, j);
        }
        return gradient;
    }

    /**
     * What a step without terms that are not smooth is on average over the classes: to an average of 0 where there is a
     * penalty, else nowhere.
     */
    private double[] meanSteps(Member member, DampedModel model) {
        double[] point = Vectors.toArray(model.point());
        double[] strengths = member.penalty.strengths();
        var means = new double[width];
        for (int j = 0; j < strengths.length; j++) {
            means[j] = strengths[j] > 0 ? -mean(point, j) / (1 + model.damping()) : 0;
        }
        return means;
    }

    /** A row of a vector, so that its mean over the classes is a given one. */
    private void shiftTo(double mean, double[] vector, int row) {
        double correction = mean - mean(vector, row);
        for (int k = 0; k < classes; k++) {
            vector[row * classes + k] += correction;
        }
    }

    /** Over the classes. */
    private double mean(double[] vector, int row) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += vector[row * classes + k];
        }
        return sum / classes;
    }

    /** Only the damping is another one where a step was rejected. */
    private DenseModel at(Member member, INDArray point) {
        double[] values = Vectors.toArray(point);
        boolean isSame = Arrays.equals(values, member.pointOfLatest);
        if (member.latest == null || !isSame) {
            member.latest = new DenseModel(hessian(member, point), classes);
            member.hessians += isSame ? 0 : 1; // made anew after an interruption
            member.pointOfLatest = values;
        }
        return member.latest;
    }

    void writeTo(DataOutput out) throws IOException {
        for (Member member : new TreeMap<>(members).values()) {
            out.writeInt(member.hessians);
            out.writeBoolean(member.latest != null);
            if (member.latest != null) {
                StoredVectors.write(out, member.pointOfLatest);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (Member member : new TreeMap<>(members).values()) {
            member.hessians = in.readInt();
            member.pointOfLatest = in.readBoolean() ? StoredVectors.read(in, size) : null;
        }
    }

    @Override
    public double passes(int task) {
        Member member = members.get(task);
        return member == null ? 0 : member.hessians * passesOfHessian(rows);
    }

    private double[] hessian(Member member, INDArray point) {
        double[] hessian = rows.heap() != null && rows.heap().hasCheapHessian()
                ? rows.heap().hessian(Vectors.toArray(point), member.rowWeights)
                : sum(member, point);
        double[] strengths = member.penalty.strengths();
        for (int j = 0; j < strengths.length; j++) {
            for (int k = 0; k < classes; k++) {
                int place = j * classes + k;
                hessian[place * size + place] += strengths[j];
            }
        }
        return hessian;
    }

    private double[] sum(Member member, INDArray point) {
        Dataset dataset = rows.dataset();
        INDArray weights = member.rowWeights == null ? null : column(member.rowWeights);
        try (var sum = new HessianSum(dataset.rows(), width, classes);
                Blocks<Batch> batches =
                        weights == null ? dataset.batches(sum.blockRows()) : dataset.batches(sum.blockRows(), weights);
                INDArray parameters = point.castTo(DataType.DOUBLE).dup('c')) {
            for (Batch batch : batches) {
                add(batch, Parameters.of(parameters), sum);
            }
            return sum.mean();
        } finally {
            Operation.close(weights);
        }
    }

    private INDArray column(double[] values) {
        return Nd4j.createFromArray(values).castTo(rows.type()).reshape(values.length, 1);
    }

    private void add(Batch batch, Parameters point, HessianSum sum) {
        int count = (int) batch.rows();
        double[] weights =
                batch.weights() == null ? null : batch.weights().getColumn(0).toDoubleVector();
        try (INDArray features = copyInDouble(batch.features());
                var forward = new ForwardPass(count, classes, 1, DataType.DOUBLE)) {
            rows.coordinates().transformRows(features);
            forward.run(point, features);
            sum.add(count, withIntercept(HostArrays.read(features)), HostArrays.read(forward.probabilities()), weights);
        }
    }

    private static INDArray copyInDouble(INDArray features) {
        return features.dataType() == DataType.DOUBLE ? features.dup('c') : features.castTo(DataType.DOUBLE);
    }

    /** x_ij, then 1 for the intercept, or 0 where there is none. */
    private double[] withIntercept(double[] features) {
        int count = features.length / (width - 1);
        var all = new double[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(features, i * (width - 1), all, i * width, width - 1);
            all[i * width + width - 1] = rows.coordinates().hasIntercept() ? 1 : 0;
        }
        return all;
    }
}
