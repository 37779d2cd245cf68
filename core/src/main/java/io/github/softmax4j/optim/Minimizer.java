package io.github.softmax4j.optim;

import io.github.softmax4j.events.Recorder;
import io.github.softmax4j.events.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The one loop: gathers the systems that descents want solved and the points at which they want their objectives, has
 * them solved and evaluated together, tells each, and asks its rule whether to go on. A descent that has ended makes
 * room for its successor.
 */
public final class Minimizer {
    private final JointObjective objective;
    private final List<Run> running = new ArrayList<>();
    private final TreeMap<Integer, Minimum> ended = new TreeMap<>();

    private Minimizer(JointObjective objective) {
        this.objective = objective;
    }

    /**
     * Minimises one function.
     *
     * @param objective the function
     * @param task the descent
     * @return where it ended, and why
     */
    public static Minimum minimize(Objective objective, Task task) {
        return minimize(JointObjective.of(objective), List.of(task)).get(0);
    }

    /**
     * Minimises functions together.
     *
     * @param objective the functions
     * @param tasks the descents to begin with; their successors follow
     * @return where each ended, and why, successors included, in the order of the numbers of their tasks
     */
    public static List<Minimum> minimize(JointObjective objective, List<Task> tasks) {
        return new Minimizer(objective).run(tasks);
    }

    private List<Minimum> run(List<Task> tasks) {
        try {
            tasks.forEach(task -> running.add(new Run(task)));
            while (!running.isEmpty()) {
                evaluateTogether();
                solveTogether();
            }
            return List.copyOf(ended.values());
        } finally {
            running.forEach(Run::close);
        }
    }

    /** Descents that share a solver have their subproblems solved together. */
    private void solveTogether() {
        running.sort(Comparator.comparingInt(run -> run.task().number()));
        var beginning = new ArrayList<Run>();
        solveTogether(Run::nextSystem, run -> run.task().optimizer().solver(), beginning);
        solveTogether(Run::nextModel, run -> run.task().optimizer().modelSolver(), beginning);
        beginning.forEach(run -> run.endBeforeStep().ifPresent(end -> replace(run, end)));
    }

    private <S> void solveTogether(
            Function<Run, Optional<S>> subproblem, Function<Run, StepSolver<S>> solver, List<Run> beginning) {
        IdentityHashMap<StepSolver<S>, TreeMap<Integer, S>> subproblems = new IdentityHashMap<>();
        for (Run run : running) {
            subproblem.apply(run).ifPresent(wanted -> {
                subproblems
                        .computeIfAbsent(solver.apply(run), s -> new TreeMap<>())
                        .put(run.task().number(), wanted);
                beginning.add(run);
            });
        }
        subproblems.forEach((common, wanted) -> {
            Span span = Recorder.solve(common.kind(), wanted.size());
            common.solve(List.copyOf(wanted.keySet()), List.copyOf(wanted.values()));
            span.ended();
        });
    }

    private void evaluateTogether() {
        double[] values = objective.evaluate(
                running.stream().map(run -> run.task().number()).toList(),
                running.stream().map(Run::point).toList(),
                running.stream().map(Run::gradient).toList());
        List<Run> evaluated = List.copyOf(running);
        for (int i = 0; i < values.length; i++) {
            Run run = evaluated.get(i);
            Optional<Minimum> minimum = run.tell(values[i]);
            minimum.ifPresent(end -> replace(run, end));
        }
    }

    private void replace(Run run, Minimum minimum) {
        ended.put(run.task().number(), minimum);
        running.remove(run);
        run.close();
        run.task().successor().apply(minimum).ifPresent(next -> running.add(new Run(next)));
    }
}
