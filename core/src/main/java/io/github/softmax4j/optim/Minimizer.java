package io.github.softmax4j.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
public final class Minimizer implements Remembered {
    private final JointObjective objective;
    private final Journal journal;
    private final List<Run> running = new ArrayList<>();
    private final TreeMap<Integer, Minimum> ended = new TreeMap<>();

    private Minimizer(JointObjective objective, Journal journal) {
        this.objective = objective;
        this.journal = journal;
    }

    /**
     * Minimises one function.
     *
     * @param objective the function
     * @param task the descent
     * @return where it ended, and why
     */
    public static Minimum minimize(Objective objective, Task task) {
        return minimize(JointObjective.of(objective), List.of(task), Journal.none())
                .get(0);
    }

    /**
     * Minimises functions together.
     *
     * @param objective the functions
     * @param tasks the descents to begin with; their successors follow
     * @return where each ended, and why, successors included, in the order of the numbers of their tasks
     */
    public static List<Minimum> minimize(JointObjective objective, List<Task> tasks) {
        return minimize(objective, tasks, Journal.none());
    }

    /**
     * Minimises functions together, so that it can be stopped and gone on with.
     *
     * @param objective the functions
     * @param tasks the descents to begin with; their successors follow
     * @param journal what they are told
     * @return where each ended, and why, successors included, in the order of the numbers of their tasks
     */
    public static List<Minimum> minimize(JointObjective objective, List<Task> tasks, Journal journal) {
        return new Minimizer(objective, journal).run(tasks);
    }

    private List<Minimum> run(List<Task> tasks) {
        try {
            tasks.forEach(task -> running.add(new Run(task, journal)));
            journal.begin(this);
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

    private <S extends Subproblem> void solveTogether(
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
        subproblems.forEach((common, wanted) -> journal.take(
                Journal.Kind.SOLUTION,
                new Answers.Solutions<>(common, List.copyOf(wanted.keySet()), List.copyOf(wanted.values()))));
    }

    private void evaluateTogether() {
        List<Run> evaluated = List.copyOf(running);
        var evaluation = new Answers.Evaluation(objective, evaluated);
        journal.take(Journal.Kind.EVALUATION, evaluation);
        journal.evaluated(this);
        double[] values = evaluation.values();
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
        run.task().successor().apply(minimum).ifPresent(next -> running.add(new Run(next, journal)));
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        Answers.writeTasks(out, Answers.numbers(running));
        for (Run run : running) {
            run.writeTo(out);
        }
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        Answers.requireTasks(in, Answers.numbers(running));
        for (Run run : running) {
            run.readFrom(in);
        }
    }
}
