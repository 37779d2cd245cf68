package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MinimizerTest {
    private static final Lbfgs LBFGS = new Lbfgs(10, 0);

    @Test
    void noIterationsEvaluateTheStartOnly() {
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                new Task(LBFGS, TestFunction.ROSENBROCK.start(), StopRule.iterationsAtMost(0), step -> {}));
        assertEquals(StopReason.MAX_ITERATIONS, minimum.convergence().stopReason());
        assertEquals(1, minimum.convergence().evaluations());
        assertEquals(0, minimum.convergence().iterations());
        assertEquals(TestFunction.ROSENBROCK.start(), minimum.point());
    }

    /** Systems of descents that share a linear solver come together, and none is wanted for a step that is not made. */
    @Test
    void systemsAreSolvedTogetherAndOnlyWhereTheDescentGoesOn() {
        List<List<Integer>> asked = new ArrayList<>();
        LinearSolver counting = (tasks, systems) -> {
            assertEquals(tasks.size(), systems.size());
            systems.forEach(system -> assertEquals(
                    system.point().length(), system.vectors().get(0).length()));
            asked.add(tasks);
        };
        JointObjective rosenbrocks = (tasks, points, gradients) -> {
            var values = new double[tasks.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = TestFunction.ROSENBROCK.objective().evaluate(points.get(i), gradients.get(i));
            }
            return values;
        };
        int[] steps = {3, 5};
        List<Task> tasks = new ArrayList<>();
        for (int number = 0; number < steps.length; number++) {
            tasks.add(new Task(
                    number,
                    new Lbfgs(10, 0, counting),
                    TestFunction.ROSENBROCK.start(),
                    StopRule.iterationsAtMost(steps[number]),
                    step -> {},
                    Optional.empty(),
                    minimum -> Optional.empty()));
        }
        List<Minimum> minima = Minimizer.minimize(rosenbrocks, tasks);
        assertEquals(List.of(0, 1), asked.get(0));
        for (int number = 0; number < steps.length; number++) {
            Integer task = number;
            assertEquals(steps[number], minima.get(number).convergence().iterations());
            assertEquals(
                    steps[number],
                    asked.stream().filter(some -> some.contains(task)).count());
        }
    }

    @Test
    void cancellationKeepsTheBestPoint() {
        var evaluations = new AtomicInteger();
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                new Task(
                        LBFGS,
                        TestFunction.ROSENBROCK.start(),
                        StopRule.iterationsAtMost(1000)
                                .or(StopRule.cancelledBy(() -> evaluations.incrementAndGet() >= 10)),
                        step -> {}));
        assertEquals(StopReason.CANCELLED, minimum.convergence().stopReason());
        assertEquals(10, minimum.convergence().evaluations());
        double value = TestFunction.ROSENBROCK
                .objective()
                .evaluate(minimum.point(), minimum.point().dup());
        assertEquals(minimum.convergence().objective(), value);
        assertTrue(value < minimum.history().get(0).objective());
    }

    @Test
    void timeLimitEndsTheDescent() {
        Objective slow = (point, gradient) -> {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return TestFunction.POWELL_SINGULAR.objective().evaluate(point, gradient);
        };
        Minimum minimum = Minimizer.minimize(
                slow,
                new Task(
                        LBFGS,
                        TestFunction.POWELL_SINGULAR.start(),
                        StopRule.gradientAtMost(0, Double.POSITIVE_INFINITY)
                                .or(StopRule.timeAtMost(Duration.ofMillis(30))),
                        step -> {}));
        assertEquals(StopReason.TIME_LIMIT, minimum.convergence().stopReason());
    }

    /** Descents share evaluations, each ends by itself, and a successor takes the place of one that has ended. */
    @Test
    void descentsRunTogether() {
        TestFunction[] functions = {TestFunction.ROSENBROCK, TestFunction.STRETCHED_BOWL, TestFunction.POWELL_SINGULAR};
        var together = new ArrayList<List<Integer>>();
        JointObjective joint = (tasks, points, gradients) -> {
            together.add(tasks);
            var values = new double[tasks.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = functions[tasks.get(i)].objective().evaluate(points.get(i), gradients.get(i));
            }
            return values;
        };
        Task last = task(2, functions[2], minimum -> Optional.empty());
        Task first = task(0, functions[0], minimum -> Optional.of(last));
        Task second = task(1, functions[1], minimum -> Optional.empty());
        List<Minimum> minima = Minimizer.minimize(joint, List.of(first, second));
        assertEquals(3, minima.size());
        for (int i = 0; i < 3; i++) {
            Minimum alone = Minimizer.minimize(
                    functions[i].objective(), new Task(LBFGS, functions[i].start(), rule(), step -> {}));
            assertEquals(alone.point(), minima.get(i).point(), functions[i].name());
            assertEquals(
                    alone.convergence().evaluations(),
                    minima.get(i).convergence().evaluations());
        }
        assertEquals(List.of(0, 1), together.get(0));
        assertTrue(together.stream().noneMatch(tasks -> tasks.contains(0) && tasks.contains(2)));
        long longest = Math.max(
                minima.get(0).convergence().evaluations()
                        + minima.get(2).convergence().evaluations(),
                minima.get(1).convergence().evaluations());
        assertEquals(longest, together.size(), "one evaluation for all");
    }

    /**
     * What the Hessian predicts of a step can end a descent before it, and the successor begins in its place at once.
     */
    @Test
    void aStepThatIsNotWorthItIsNotEvaluated() {
        LinearSolver hessian = new LinearSolver() {
            @Override
            public void solve(List<Integer> tasks, List<LinearSystem> systems) {
                // the vectors stay as they are: the identity
            }

            @Override
            public Knowledge knowledge() {
                return Knowledge.NEWTON;
            }
        };
        var predicted = new ArrayList<Double>();
        StopRule never = StopRule.iterationsAtMost(1000).or(new StopRule() {
            @Override
            public Optional<StopReason> afterStep(Step step) {
                return Optional.empty();
            }

            @Override
            public Optional<StopReason> beforeStep(Prediction prediction) {
                predicted.add(prediction.decrease());
                return predicted.size() < 3 ? Optional.empty() : Optional.of(StopReason.LOSS_CHANGE);
            }
        });
        INDArray start = Nd4j.createFromArray(new double[][] {{0.5, 0.4}});
        Task last = new Task(
                1, new Lbfgs(10, 0, hessian), start, never, step -> {}, Optional.empty(), minimum -> Optional.empty());
        Task first = new Task(
                0, new Lbfgs(10, 0, hessian), start, never, step -> {}, Optional.empty(), minimum -> Optional.of(last));
        JointObjective bowls = (tasks, points, gradients) -> IntStream.range(0, tasks.size())
                .mapToDouble(i -> bowl(points.get(i), gradients.get(i)))
                .toArray();
        List<Minimum> minima = Minimizer.minimize(bowls, List.of(first));
        assertEquals(StopReason.LOSS_CHANGE, minima.get(0).convergence().stopReason());
        assertEquals(2, minima.get(0).convergence().iterations(), "the third step was not taken");
        Step end = minima.get(0).history().get(2);
        assertTrue(predicted.get(0) > 0.1 && predicted.get(2) < 1e-3, predicted.toString());
        assertEquals(end.objective(), minima.get(0).convergence().objective());
        assertEquals(end.evaluations(), minima.get(0).convergence().evaluations(), "nothing was evaluated for it");
        assertEquals(0, minima.get(1).convergence().iterations(), "the start is evaluated, and no step is taken");
        assertEquals(1, minima.get(1).convergence().evaluations());
        assertEquals(start, minima.get(1).point());
    }

    /** sum x^2 / 2 + x^4 / 4, whose Hessian is about the identity near 0. */
    private static double bowl(INDArray point, INDArray gradient) {
        double value = 0;
        for (int j = 0; j < point.length(); j++) {
            double x = point.getDouble(j);
            value += x * x / 2 + x * x * x * x / 4;
            gradient.putScalar(j, x + x * x * x);
        }
        return value;
    }

    private static StopRule rule() {
        return StopRule.gradientAtMost(1e-6, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(1000));
    }

    private static Task task(int number, TestFunction function, Function<Minimum, Optional<Task>> successor) {
        return new Task(number, LBFGS, function.start(), rule(), step -> {}, Optional.empty(), successor);
    }

    /** What is measured at the accepted points chooses the result. */
    @Test
    void validationChoosesThePoint() {
        Task task = new Task(LBFGS, TestFunction.STRETCHED_BOWL.start(), rule(), step -> {})
                .withValidation(point -> Math.abs(point.getDouble(0) - 0.9));
        Minimum minimum = Minimizer.minimize(TestFunction.STRETCHED_BOWL.objective(), task);
        double lowest = minimum.history().stream()
                .mapToDouble(step -> step.validation().orElseThrow())
                .min()
                .orElseThrow();
        assertEquals(lowest, Math.abs(minimum.point().getDouble(0) - 0.9));
        assertTrue(lowest
                < minimum.history()
                        .get(minimum.history().size() - 1)
                        .validation()
                        .orElseThrow());
    }
}
