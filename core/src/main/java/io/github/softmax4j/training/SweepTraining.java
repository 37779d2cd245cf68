package io.github.softmax4j.training;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.newton.NewtonSolver;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a model for each penalty and each weighting of the rows, such as the folds of a cross-validation, those of all
 * weightings side by side.
 *
 * <p>The models of one path of penalties and one weighting follow each other from large to small penalties: each starts
 * where those before point to. Weightings do not start from each other: what a fold holds out must not come in by a
 * start.
 */
public final class SweepTraining {
    /** Through more optima the polynomial comes no nearer to the next (docs/experiments/0006). */
    private static final int OPTIMA = 4;

    /** Two that weightings are at, as a rule, and the one before, from which the next takes its Hessian over. */
    private static final int PENALTIES_AT_A_TIME = 3;

    private final RegressionSettings settings;
    private final List<List<Penalty>> paths;
    private final Problem problem;
    private final List<double[]> rowWeights;
    private final FitOptions options;
    private final Checkpointing checkpointing;
    private final WatchedRun run;
    private final List<Penalty> penalties;
    private final List<PenaltyTerm> terms;
    private Optional<NewtonSolver> solver = Optional.empty();

    /** Row weights: one array per model of each penalty, null for those of the data set. */
    private SweepTraining(
            RegressionSettings settings,
            List<List<Penalty>> paths,
            Problem problem,
            List<double[]> rowWeights,
            FitOptions options,
            Checkpointing checkpointing) {
        if (options.validation().isPresent()) {
            throw new IllegalArgumentException(
                    "a sweep takes no validation set; cross-validation holds rows out itself");
        }
        this.settings = settings;
        this.paths = paths;
        this.problem = problem;
        this.rowWeights = rowWeights;
        this.options = options;
        this.checkpointing = checkpointing;
        this.penalties = paths.stream().flatMap(List::stream).toList();
        this.run = WatchedRun.start(problem, options, penalties.size() * rowWeights.size(), checkpointing.clock());
        this.terms = penalties.stream().map(problem::smoothPenalty).toList();
    }

    /**
     * Trains a model for each penalty on all rows.
     *
     * @param settings everything but the penalty
     * @param paths penalties that differ in their strength alone, path by path, as long as each other
     * @param dataset rows of at least two classes
     * @param options start, listener and cancellation of all models
     * @return one per penalty, path by path
     */
    public static List<Trained> onAllRows(
            RegressionSettings settings, List<List<Penalty>> paths, Dataset dataset, FitOptions options) {
        return Backend.onAllThreads(() -> {
            List<double[]> allRows = Collections.singletonList(null);
            try (Checkpointing checkpointing = Checkpointing.open(
                    options, settings.stopping(), FitIdentity.of(settings, dataset, options, paths))) {
                List<Trained> trained = new SweepTraining(
                                settings, paths, new Problem(settings, dataset), allRows, options, checkpointing)
                        .run();
                checkpointing.ended(trained);
                return trained;
            }
        });
    }

    /**
     * Trains a model for each penalty and each fold on the rows that it does not hold out.
     *
     * @param settings everything but the penalty
     * @param paths penalties that differ in their strength alone, path by path, as long as each other
     * @param rows dealt into folds
     * @param options listener and cancellation of all models
     * @param checkpointing of these models, and of what follows
     * @return one per penalty and fold: path by path, of each penalty the folds
     */
    public static List<Trained> onFolds(
            RegressionSettings settings,
            List<List<Penalty>> paths,
            FoldRows rows,
            FitOptions options,
            Checkpointing checkpointing) {
        return Backend.onAllThreads(() -> {
            var problem = new Problem(settings, rows.rows());
            List<double[]> weights = rows.weights(problem.dataset().weights());
            return new SweepTraining(settings, paths, problem, weights, options, checkpointing).run();
        });
    }

    private List<Trained> run() {
        List<JointPass.Member> members = new ArrayList<>();
        for (PenaltyTerm term : terms) {
            rowWeights.forEach(weights -> members.add(new JointPass.Member(term, weights)));
        }
        int count = paths.size() * rowWeights.size();
        MemoryNeed.of(problem, count, paths.size() * PENALTIES_AT_A_TIME)
                .keeping(problem, members.size())
                .requireAvailable();
        try (var pass = new JointPass(problem, members)) {
            if (problem.preconditioning().usesCurvature()) {
                solver = Optional.of(new NewtonSolver(problem.hessianRows(), problem.following(), count));
            }
            List<Task> first = IntStream.range(0, count).mapToObj(this::first).toList();
            List<Minimum> minima = ThreadChoice.run(
                    problem,
                    problem.dataset().rows(),
                    first.size(),
                    () -> Minimizer.minimize(pass, first, checkpointing.answers(solver)));
            return IntStream.range(0, minima.size())
                    .mapToObj(number -> report(pass, number).told(number, minima.get(number)))
                    .toList();
        } finally {
            solver.ifPresent(NewtonSolver::close);
        }
    }

    private FitReport report(JointPass pass, int number) {
        Penalty penalty = penalties.get(number / rowWeights.size());
        return new FitReport(settings.withPenalty(penalty), problem, pass);
    }

    /** The first task of one path and one weighting; its successors follow. */
    private Task first(int number) {
        int path = number / rowWeights.size();
        List<Integer> order = fromLargeToSmall(path);
        double[] places = order.stream()
                .mapToDouble(penalty -> Math.log(penalties.get(penalty).lambda()))
                .toArray();
        return task(order, number % rowWeights.size(), 0, new PathPredictor(places, OPTIMA));
    }

    /**
     * The numbers of its penalties: the optima of large ones are near each other and quickly found, and lead on to the
     * next.
     */
    private List<Integer> fromLargeToSmall(int path) {
        int size = paths.get(path).size();
        return Stream.iterate(path * size, penalty -> penalty + 1)
                .limit(size)
                .sorted(Comparator.comparing(
                                (Integer penalty) -> penalties.get(penalty).lambda())
                        .reversed())
                .toList();
    }

    private Task task(List<Integer> order, int weighting, int place, PathPredictor optima) {
        int penalty = order.get(place);
        int number = penalty * rowWeights.size() + weighting;
        double[] weights = rowWeights.get(weighting);
        solver.ifPresent(
                common -> common.begin(number, terms.get(penalty), place > 0, order.size() - 1 - place, weights));
        INDArray start = place == 0 ? startOf(weights) : optima.predict();
        StopRule rule = new EndOfDescent(problem)
                .inSweep(penalties.get(penalty))
                .or(EndOfDescent.limits(settings, options, checkpointing.clock()));
        WatchedModel model = run.model(number, penalties.get(penalty), fold(weighting));
        return new Task(
                number,
                problem.optimizer(penalties.get(penalty), solver, place > 0),
                start,
                rule,
                model,
                Optional.empty(),
                minimum -> {
                    model.ended(minimum.convergence());
                    if (isOnPath(minimum.convergence().stopReason())) {
                        optima.add(minimum.point());
                    } else {
                        optima.addOffPath(minimum.point());
                    }
                    Optional<Task> next = place + 1 == order.size()
                            ? Optional.empty()
                            : Optional.of(task(order, weighting, place + 1, optima));
                    solver.ifPresent(common -> common.end(number));
                    return next;
                });
    }

    private OptionalInt fold(int weighting) {
        return rowWeights.get(weighting) == null ? OptionalInt.empty() : OptionalInt.of(weighting);
    }

    /** A model to start from may have seen what a fold holds out. */
    private INDArray startOf(double[] weights) {
        return new StartingPoint(problem).of(weights == null ? options.start() : Optional.empty());
    }

    /** What is cut short is not; where the number type tells no more, it is. */
    static boolean isOnPath(StopReason reason) {
        return reason.converged() || reason == StopReason.NO_PROGRESS;
    }

    /**
     * The mean of the models of folds: nearer to the model of all rows than each of them.
     *
     * @param folds models of one penalty; those that were cut short do not count, if there are others
     * @return a model to start from
     */
    public static SoftmaxModel mean(List<Trained> folds) {
        List<Trained> complete = folds.stream()
                .filter(fold -> isOnPath(fold.convergence().stopReason()))
                .toList();
        List<Trained> counting = complete.isEmpty() ? folds.subList(0, 1) : complete;
        INDArray sum = counting.get(0).model().matrix();
        counting.stream().skip(1).forEach(fold -> sum.addi(fold.model().matrix()));
        return counting.get(0).model().withMatrix(sum.divi(counting.size()));
    }
}
