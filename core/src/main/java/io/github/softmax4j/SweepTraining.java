package io.github.softmax4j;

import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.Minimizer;
import io.github.softmax4j.optim.Minimum;
import io.github.softmax4j.optim.Optimizer;
import io.github.softmax4j.optim.Preconditioner;
import io.github.softmax4j.optim.StopRule;
import io.github.softmax4j.optim.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a model for each penalty and each weighting of the rows, some at a time.
 *
 * <p>The models of one weighting and one share of absolute values are a chain from large to small penalties: each starts
 * where the one before has ended. A long list is cut into several chains, so that the products are wide from the start.
 */
final class SweepTraining {
    /**
     * Products that are this wide run at the speed of wider ones; more models at a time only start from farther away
     * (docs/benchmarks.md).
     */
    private static final int WIDE_COLUMNS = 40;

    /** The passes that a fit takes grow about so with its lambda (docs/benchmarks.md). */
    private static final double WORK_EXPONENT = -0.25;

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
        List<List<Integer>> chains = chains();
        int penaltiesAtATime = chains.size() + 1; // the next begins before the last has ended
        int models = chains.size() * rowWeights.size();
        MemoryNeed.of(problem, models, penaltiesAtATime).requireAvailable();
        try (var pass = new JointPass(problem, members)) {
            if (Curvatures.areWanted(problem)) {
                preconditioner = Optional.of(new CurvaturePreconditioner(problem, models));
            }
            List<Task> first = new ArrayList<>();
            for (List<Integer> chain : chains) {
                for (int weighting = 0; weighting < rowWeights.size(); weighting++) {
                    first.add(task(chain, 0, weighting, problem.start(options.start()), Optional.empty()));
                }
            }
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

    /** Penalties from large to small, cut into runs of about the same work. */
    private List<List<Integer>> chains() {
        List<Integer> descending = sweep.fromLargeToSmall();
        int columnsOfOneChain =
                problem.classes() * rowWeights.size() * sweep.l1Ratios().size();
        int wanted = (WIDE_COLUMNS + columnsOfOneChain - 1) / columnsOfOneChain;
        List<List<Integer>> runs = runsOfEqualWork(descending, Math.min(wanted, descending.size()));
        List<List<Integer>> chains = new ArrayList<>();
        for (int ratio = 0; ratio < sweep.l1Ratios().size(); ratio++) {
            int offset = ratio * descending.size();
            runs.forEach(run -> chains.add(run.stream().map(i -> offset + i).toList()));
        }
        return chains;
    }

    /** A heavy penalty may leave fewer runs than were asked for. */
    private List<List<Integer>> runsOfEqualWork(List<Integer> descending, int count) {
        double smallest = descending.stream()
                .mapToDouble(i -> penalties.get(i).lambda())
                .filter(lambda -> lambda > 0)
                .min()
                .orElse(1);
        double[] work = descending.stream()
                .mapToDouble(i -> Math.pow(Math.max(penalties.get(i).lambda(), smallest / 10), WORK_EXPONENT))
                .toArray();
        double total = Arrays.stream(work).sum();
        var runs = new TreeMap<Integer, List<Integer>>();
        double before = 0;
        for (int place = 0; place < work.length; place++) {
            int run = (int) (count * (before + work[place] / 2) / total);
            runs.computeIfAbsent(run, number -> new ArrayList<>()).add(descending.get(place));
            before += work[place];
        }
        return List.copyOf(runs.values());
    }

    private Task task(List<Integer> chain, int place, int weighting, INDArray start, Optional<INDArray> optimumBefore) {
        int penalty = chain.get(place);
        int number = penalty * rowWeights.size() + weighting;
        preconditioner.ifPresent(common -> common.begin(number, terms.get(penalty), place > 0));
        Preconditioner orNone = preconditioner.isPresent() ? preconditioner.get() : Preconditioner.none();
        Optimizer optimizer = Training.optimizer(problem, penalties.get(penalty), orNone);
        StopRule rule = Training.fullBatchRule(sweep.regression(), problem).or(limits());
        return new Task(number, optimizer, start, rule, options.listener(), Optional.empty(), minimum -> {
            Optional<Task> next = place + 1 == chain.size()
                    ? Optional.empty()
                    : Optional.of(successor(chain, place, weighting, optimumBefore, minimum.point()));
            preconditioner.ifPresent(common -> common.end(number));
            return next;
        });
    }

    private Task successor(
            List<Integer> chain, int place, int weighting, Optional<INDArray> optimumBefore, INDArray optimum) {
        INDArray start = optimumBefore
                .map(before -> extrapolated(chain, place, before, optimum))
                .orElse(optimum);
        return task(chain, place + 1, weighting, start, Optional.of(optimum));
    }

    /** Optima lie along a smooth path in log lambda: the next one is looked for straight ahead. */
    private INDArray extrapolated(List<Integer> chain, int place, INDArray before, INDArray optimum) {
        double done = logRatio(chain, place - 1);
        double ahead = logRatio(chain, place);
        boolean onOnePath = done > 0 && Double.isFinite(done) && Double.isFinite(ahead);
        return onOnePath ? optimum.add(optimum.sub(before).muli(Math.min(1, ahead / done))) : optimum;
    }

    private double logRatio(List<Integer> chain, int place) {
        double larger = penalties.get(chain.get(place)).lambda();
        return Math.log(larger / penalties.get(chain.get(place + 1)).lambda());
    }

    private StopRule limits() {
        StopRule rule = StopRule.cancelledBy(options.cancelled());
        return sweep.regression()
                .stopping()
                .timeLimit()
                .map(limit -> StopRule.timeAtMost(limit).or(rule))
                .orElse(rule);
    }
}
