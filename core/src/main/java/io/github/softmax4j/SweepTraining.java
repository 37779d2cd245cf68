package io.github.softmax4j;

import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Optimizer;
import io.github.softmax4j.optim.Preconditioner;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains a model for each penalty, and one for each penalty and weighting of the rows, those that can be at a time in one pass. */
final class SweepTraining {
    /** Two that are trained, and the one before, from which the next takes its curvature over. */
    private static final int PENALTIES_AT_A_TIME = 3;

    /**
     * What an objective may still fall, relative to itself: with the tolerance of the regression as it is by default, 2e-7. Models of
     * neighbouring penalties differ by far more; to bring the gradient below the tolerance would take half as many passes again.
     */
    private static final double REMAINDER_TO_TOLERANCE = 0.2;

    private final Sweep sweep;
    private final Problem problem;
    private final List<double[]> rowWeights;
    private final FitOptions options;
    private final List<Penalty> penalties;
    private final List<PenaltyTerm> terms;
    private Optional<CurvaturePreconditioner> preconditioner = Optional.empty();

    /** Row weights: of the models beside those of all rows, which have the weights of the data set. */
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

    /**
     * What came of a penalty.
     *
     * @param ofAllRows the model of all rows
     * @param ofWeightings those of the other weightings
     */
    record Fits(Fit ofAllRows, List<Fit> ofWeightings) {}

    /** One entry a penalty, in the order of the sweep. */
    List<Fits> run() {
        int tracks = sweep.l1Ratios().size();
        int models = tracks * modelsOfPenalty();
        long points = (long) penalties.size() * modelsOfPenalty() + (long) models * PenaltyTrack.POINTS_BESIDE_OPTIMA;
        MemoryNeed.of(problem, models, tracks * PENALTIES_AT_A_TIME)
                .keeping(problem, points)
                .requireAvailable();
        try (var pass = new JointPass(problem, members())) {
            if (Curvatures.areWanted(problem)) {
                preconditioner = Optional.of(new CurvaturePreconditioner(problem, models));
            }
            List<Task> first = IntStream.range(0, tracks)
                    .mapToObj(this::track)
                    .flatMap(track -> due(track).stream())
                    .toList();
            List<Minimum> minima =
                    ThreadChoice.run(problem, problem.dataset().rows(), models, () -> Minimizer.minimize(pass, first));
            return IntStream.range(0, penalties.size())
                    .mapToObj(penalty -> fits(pass, penalty, minima))
                    .toList();
        } finally {
            preconditioner.ifPresent(CurvaturePreconditioner::close);
        }
    }

    private int modelsOfPenalty() {
        return 1 + rowWeights.size();
    }

    /** By penalties, then by weightings. */
    private List<JointPass.Member> members() {
        List<JointPass.Member> members = new ArrayList<>();
        for (PenaltyTerm term : terms) {
            members.add(new JointPass.Member(term, null));
            rowWeights.forEach(weights -> members.add(new JointPass.Member(term, weights)));
        }
        return members;
    }

    private Fits fits(JointPass pass, int penalty, List<Minimum> minima) {
        var report = new FitReport(sweep.regression().withPenalty(penalties.get(penalty)), problem, pass);
        int first = penalty * modelsOfPenalty();
        List<Fit> fits = IntStream.range(first, first + modelsOfPenalty())
                .mapToObj(number -> report.told(number, minima.get(number)))
                .toList();
        return new Fits(fits.get(0), fits.subList(1, fits.size()));
    }

    /** Of one share of absolute values. */
    private PenaltyTrack track(int l1Ratio) {
        List<Integer> order = sweep.fromLargeToSmall();
        List<Integer> numbers =
                order.stream().map(i -> l1Ratio * order.size() + i).toList();
        double[] places = numbers.stream()
                .mapToDouble(i -> Math.log(penalties.get(i).lambda()))
                .toArray();
        return new PenaltyTrack(numbers, places, rowWeights.size());
    }

    private List<Task> due(PenaltyTrack track) {
        return track.due().stream().map(model -> task(track, model)).toList();
    }

    private Task task(PenaltyTrack track, PenaltyTrack.Model model) {
        int number = model.penalty() * modelsOfPenalty() + model.weighting();
        preconditioner.ifPresent(common -> common.begin(number, terms.get(model.penalty()), !model.isFirst()));
        Preconditioner orNone = preconditioner.isPresent() ? preconditioner.get() : Preconditioner.none();
        Optimizer optimizer = Training.optimizer(problem, penalties.get(model.penalty()), orNone);
        INDArray start = model.isFirst() ? problem.start(options.start()) : model.start();
        return new Task(number, optimizer, start, rule(), options.listener(), Optional.empty(), minimum -> {
            track.ended(model, minimum.point());
            List<Task> successors = due(track);
            preconditioner.ifPresent(common -> common.end(number));
            return successors;
        });
    }

    private StopRule rule() {
        double tolerance = sweep.regression().stopping().tolerance();
        double remainder = REMAINDER_TO_TOLERANCE * tolerance * Math.min(1, tolerance / Stopping.DEFAULT_TOLERANCE);
        StopRule rule = Training.fullBatchRule(sweep.regression(), problem)
                .or(StopRule.remainderAtMost(remainder)) // as the square of the gradient, where that is small
                .or(StopRule.cancelledBy(options.cancelled()));
        return sweep.regression()
                .stopping()
                .timeLimit()
                .map(limit -> rule.or(StopRule.timeAtMost(limit)))
                .orElse(rule);
    }
}
