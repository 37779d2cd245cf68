package io.github.softmax4j.training;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.events.Recorder;
import io.github.softmax4j.events.Span;
import io.github.softmax4j.math.HeapRows;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.StackedLoss;
import io.github.softmax4j.optim.JointObjective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The smooth objectives of some models on one problem: all that are asked for together share a pass over the rows. */
final class JointPass implements JointObjective, AutoCloseable {
    private final Problem problem;
    private final List<Member> members;
    private List<Integer> prepared = List.of();
    private StackedLoss loss;
    private Blocks<Batch> batches;
    private double[] weightSums;

    /**
     * One of the models.
     *
     * @param penalty its smooth penalty
     * @param rowWeights what each row counts for it; null for the weights of the data set
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Member(PenaltyTerm penalty, double[] rowWeights) {}

    /** Models by the numbers of their tasks. */
    JointPass(Problem problem, List<Member> members) {
        this.problem = problem;
        this.members = members;
    }

    @Override
    public double[] evaluate(List<Integer> tasks, List<INDArray> points, List<INDArray> gradients) {
        Span span = Recorder.pass(tasks.size(), problem.dataset().rows());
        double[] values = pass(tasks, points, gradients);
        span.ended();
        return values;
    }

    private double[] pass(List<Integer> tasks, List<INDArray> points, List<INDArray> gradients) {
        if (problem.heapRows().isPresent()) {
            HeapRows rows = problem.heapRows().get();
            return IntStream.range(0, tasks.size())
                    .mapToDouble(i -> {
                        Member member = members.get(tasks.get(i));
                        return rows.evaluate(points.get(i), member.rowWeights(), member.penalty(), gradients.get(i));
                    })
                    .toArray();
        }
        if (!tasks.equals(prepared)) {
            prepare(tasks);
        }
        List<PenaltyTerm> penalties =
                tasks.stream().map(task -> members.get(task).penalty()).toList();
        return loss.evaluate(points, batches, weightSums, penalties, gradients);
    }

    PenaltyTerm penalty(int member) {
        return members.get(member).penalty();
    }

    /** Memory is for the models at hand: those that have ended take part no more. */
    private void prepare(List<Integer> tasks) {
        close();
        loss = new StackedLoss(
                problem.passShape(tasks.size()), problem.settings().labelSmoothing(), problem.coordinates());
        List<double[]> rowWeights =
                tasks.stream().map(task -> members.get(task).rowWeights()).toList();
        batches = problem.dataset().batches(problem.blockRows(tasks.size()), weightMatrix(rowWeights));
        weightSums = rowWeights.stream()
                .mapToDouble(weights -> weights == null
                        ? problem.dataset().weightSum()
                        : Arrays.stream(weights).sum())
                .toArray();
        prepared = tasks;
    }

    /** Rows x models; null where all rows count once in all models. */
    private INDArray weightMatrix(List<double[]> rowWeights) {
        boolean allCountOnce =
                !problem.dataset().isWeighted() && rowWeights.stream().allMatch(weights -> weights == null);
        if (allCountOnce) {
            return null;
        }
        double[] common = problem.dataset().weights();
        int models = rowWeights.size();
        var matrix = new double[common.length * models];
        IntStream.range(0, models).forEach(m -> {
            double[] weights = rowWeights.get(m) == null ? common : rowWeights.get(m);
            for (int row = 0; row < common.length; row++) {
                matrix[row * models + m] = weights[row];
            }
        });
        INDArray array = Nd4j.createFromArray(matrix).reshape('c', common.length, models);
        return problem.type() == DataType.DOUBLE ? array : array.castTo(problem.type());
    }

    @Override
    public void close() {
        if (loss != null) {
            loss.close();
        }
        if (batches != null) {
            batches.close();
        }
    }
}
