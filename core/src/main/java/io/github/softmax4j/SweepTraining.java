package io.github.softmax4j;

import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Optimizer;
import io.github.softmax4j.optim.Preconditioner;
import io.github.softmax4j.optim.StopReason;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a model for each penalty and each weighting of the rows, such as the folds of a cross-validation, those of all weightings side by side.
 *
 * <p>The models of one weighting and one share of absolute values are a path from large to small penalties: each starts where those
 * before point to. Weightings do not start from each other: what a fold holds out must not come in by a start.
 */
final class SweepTraining {
    /** Through more optima the polynomial comes no nearer to the next (decision 6). */
    private static final int OPTIMA = 4;

    /** Two that weightings are at, as a rule, and the one before, from which the next takes its curvature over. */
    private static final int PENALTIES_AT_A_TIME = 3;

    /**
     * What an objective may still fall, relative to itself, by the falls of the steps so far: with the tolerance of the regression as it is
     * by default, 2e-7. Models of neighbouring penalties differ by far more; to bring the gradient below the tolerance would take half as many passes again.
     */
    private static final double CONTINUED_TO_TOLERANCE = 0.2;

    /** The same by what the Hessian says of the next step, which is surer. */
    private static final double EXPECTED_TO_TOLERANCE = 0.4;

    private final Sweep sweep;
    private final Problem problem;
    private final List<double[]> rowWeights;
    private final FitOptions options;
    private final List<Penalty> penalties;
    private final List<PenaltyTerm> terms;
    private Optional<CurvaturePreconditioner> preconditioner = Optional.empty();

    /** Row weights: one list of them a model of each penalty, null for those of the data set. */
    SweepTraining(Sweep sweep, Problem problem, List<double[]> rowWeights, FitOptions options) {
        if (options.validation().isPresent()) {
            throw new IllegalArgumentException(
                    "a sweep takes no validation set; cross-validation holds rows out itself");
        }
        this.sweep = sweep;
        this.problem = problem;
        this.rowWeights = rowWeights;
        this.options = options;
        this.penalties = sweep.penalties();
        this.terms = penalties.stream().map(problem::smoothPenalty).toList();
    }

    /** One fit a model, by penalties, then by weightings. */
    List<Fit> run() {
        List<JointPass.Member> members = new ArrayList<>();
        for (PenaltyTerm term : terms) {
            rowWeights.forEach(weights -> members.add(new JointPass.Member(term, weights)));
        }
        int paths = sweep.l1Ratios().size() * rowWeights.size();
        MemoryNeed.of(problem, paths, sweep.l1Ratios().size() * PENALTIES_AT_A_TIME)
                .keeping(problem, members.size())
                .requireAvailable();
        try (var pass = new JointPass(problem, members)) {
            if (Curvatures.areWanted(problem)) {
                preconditioner = Optional.of(new CurvaturePreconditioner(problem, paths));
            }
            List<Task> first = IntStream.range(0, paths).mapToObj(this::first).toList();
            List<Minimum> minima = ThreadChoice.run(
                    problem, problem.dataset().rows(), first.size(), () -> Minimizer.minimize(pass, first));
            return IntStream.range(0, minima.size())
                    .mapToObj(number -> report(pass, number).told(number, minima.get(number)))
                    .toList();
        } finally {
            preconditioner.ifPresent(CurvaturePreconditioner::close);
        }
    }

    private FitReport report(JointPass pass, int number) {
        Penalty penalty = penalties.get(number / rowWeights.size());
        return new FitReport(sweep.regression().withPenalty(penalty), problem, pass);
    }

    /** The first task of one share of absolute values and one weighting; its successors follow. */
    private Task first(int path) {
        int offset = path / rowWeights.size() * sweep.lambdas().size();
        List<Integer> order =
                sweep.fromLargeToSmall().stream().map(i -> offset + i).toList();
        double[] places = order.stream()
                .mapToDouble(penalty -> Math.log(penalties.get(penalty).lambda()))
                .toArray();
        return task(order, path % rowWeights.size(), 0, new PenaltyPath(places, OPTIMA));
    }

    private Task task(List<Integer> order, int weighting, int place, PenaltyPath optima) {
        int penalty = order.get(place);
        int number = penalty * rowWeights.size() + weighting;
        preconditioner.ifPresent(
                common -> common.begin(number, terms.get(penalty), place > 0, order.size() - 1 - place));
        Preconditioner orNone = preconditioner.isPresent() ? preconditioner.get() : Preconditioner.none();
        Optimizer optimizer = Training.optimizer(problem, penalties.get(penalty), orNone);
        INDArray start = place == 0 ? startOf(rowWeights.get(weighting)) : optima.ahead();
        return new Task(number, optimizer, start, rule(), options.listener(), Optional.empty(), minimum -> {
            if (isOnPath(minimum.stopReason())) {
                optima.add(minimum.point());
            } else {
                optima.addAside(minimum.point());
            }
            Optional<Task> next = place + 1 == order.size()
                    ? Optional.empty()
                    : Optional.of(task(order, weighting, place + 1, optima));
            preconditioner.ifPresent(common -> common.end(number));
            return next;
        });
    }

    /** A model to start from may have seen what a fold holds out. */
    private INDArray startOf(double[] weights) {
        return problem.start(weights == null ? options.start() : Optional.empty());
    }

    /** What is cut short is not; where the number type tells no more, it is. */
    static boolean isOnPath(StopReason reason) {
        return reason.converged() || reason == StopReason.NO_PROGRESS;
    }

    private StopRule rule() {
        double tolerance = sweep.regression().stopping().tolerance();
        // as the square of the gradient, where that is small
        double remainder = tolerance * Math.min(1, tolerance / Stopping.DEFAULT_TOLERANCE);
        return Training.fullBatchRule(sweep.regression(), problem)
                .or(StopRule.remainderAtMost(CONTINUED_TO_TOLERANCE * remainder, EXPECTED_TO_TOLERANCE * remainder))
                .or(Training.limits(sweep.regression(), options));
    }
}
