package io.github.softmax4j.benchmarks;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.backend.BackendException;
import io.github.softmax4j.data.Dataset;
import java.util.List;

/**
 * Checks and measures the library on the backend that is on the class path: the pass, fits and a sweep on made problems
 * of the shapes of Fashion-MNIST and of a linear probe on ImageNet.
 *
 * <p>Runs on any backend; backend-cuda/gpu-check calls it on a machine with a GPU, and sets PyTorch beside it.
 */
public final class GpuCheck {
    private static final int WRONG_ARGUMENT = 2;

    /** What is run; all but the shapes is the same for a GPU and for a try without one. */
    private record Plan(MadeProblem images, int lambdas, MadeProblem probe, MadeProblem inBothTypes) {
        static Plan full() {
            return new Plan(
                    new MadeProblem(60_000, 784, 10),
                    45,
                    new MadeProblem(262_144, 1024, 1000),
                    new MadeProblem(2_000, 50, 5));
        }

        static Plan small() {
            return new Plan(
                    new MadeProblem(2_000, 64, 10), 5, new MadeProblem(3_000, 96, 40), new MadeProblem(500, 20, 5));
        }
    }

    private GpuCheck() {}

    /**
     * Prints a table, verdicts, and how many passed and failed; the exit code is 1 if any failed, 2 for a wrong
     * argument.
     *
     * @param arguments none, or --small for tiny shapes
     */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && !given.equals(List.of("--small"))) {
            System.err.println("GpuCheck takes no argument, or --small, but got " + given);
            System.exit(WRONG_ARGUMENT);
        }
        System.exit(run(given.isEmpty() ? Plan.full() : Plan.small()) ? 0 : 1);
    }

    private static boolean run(Plan plan) {
        var report = new CheckReport();
        try {
            report.note("backend: %s", Backend.start());
        } catch (BackendException e) {
            report.check(false, "the backend starts: %s", e.getMessage());
            return report.finish();
        }
        report.part(plan.images.name(), () -> checkImages(report, plan.images, plan.lambdas));
        report.part(plan.probe.name(), () -> checkProbe(report, plan.probe));
        report.part(
                plan.inBothTypes.name(),
                () -> new TrainingCheck(report, plan.inBothTypes).fitInBothTypes(plan.inBothTypes.dataset()));
        return report.finish();
    }

    private static void checkImages(CheckReport report, MadeProblem problem, int lambdas) {
        Dataset dataset = problem.dataset();
        var training = new TrainingCheck(report, problem);
        report.part(problem.name() + " pass", () -> new PassCheck(report, problem).run(dataset));
        report.part(problem.name() + " fit twice", () -> training.fitTwice(dataset));
        report.part(problem.name() + " fit", () -> training.fitOnce(dataset));
        report.part(problem.name() + " sweep", () -> training.sweep(dataset, lambdas));
        dataset.featureMatrix().values().close();
    }

    private static void checkProbe(CheckReport report, MadeProblem problem) {
        Dataset dataset = problem.dataset();
        report.part(problem.name() + " pass", () -> {
            var check = new PassCheck(report, problem);
            check.run(dataset);
            check.judgeRate();
        });
        report.part(problem.name() + " fit", () -> new TrainingCheck(report, problem).fitOnce(dataset));
        report.part(problem.name() + " from a file", () -> new StreamedCheck(report, problem).run(dataset));
        dataset.featureMatrix().values().close();
    }
}
