package io.github.softmax4j.optim;

import io.github.softmax4j.events.Recorder;
import io.github.softmax4j.events.Span;
import io.github.softmax4j.linalg.StoredVectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link Journal} has of the answers that descents are told. */
final class Answers {
    private Answers() {}

    /** Objectives and gradients. */
    static final class Evaluation implements Journal.Answer {
        private final JointObjective objective;
        private final List<Integer> tasks;
        private final List<INDArray> points;
        private final List<INDArray> gradients;
        private double[] values;

        Evaluation(JointObjective objective, List<Run> runs) {
            this.objective = objective;
            this.tasks = numbers(runs);
            this.points = runs.stream().map(Run::point).toList();
            this.gradients = runs.stream().map(Run::gradient).toList();
        }

        double[] values() {
            return values;
        }

        @Override
        public void compute() {
            values = objective.evaluate(tasks, points, gradients);
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            writeTasks(out, tasks);
            StoredVectors.write(out, values);
            for (INDArray gradient : gradients) {
                StoredVectors.write(out, gradient);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            requireTasks(in, tasks);
            values = StoredVectors.read(in, tasks.size());
            for (INDArray gradient : gradients) {
                StoredVectors.readInto(in, gradient);
            }
        }
    }

    /**
     * The solutions of subproblems.
     *
     * @param solver of all of them
     * @param tasks the numbers of the descents
     * @param subproblems theirs, in the same order
     */
    record Solutions<S extends Subproblem>(StepSolver<S> solver, List<Integer> tasks, List<S> subproblems)
            implements Journal.Answer {
        @Override
        public void compute() {
            Span span = Recorder.solve(solver.kind(), tasks.size());
            solver.solve(tasks, subproblems);
            span.ended();
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            writeTasks(out, tasks);
            for (S subproblem : subproblems) {
                subproblem.writeSolution(out);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            requireTasks(in, tasks);
            for (S subproblem : subproblems) {
                subproblem.readSolution(in);
            }
        }
    }

    /** What is measured at a step, and what was read of the data until then. */
    static final class AtStep implements Journal.Answer {
        private final Task task;
        private final INDArray point;
        private OptionalDouble measure = OptionalDouble.empty();
        private double passes;

        AtStep(Task task, INDArray point) {
            this.task = task;
            this.point = point;
        }

        OptionalDouble measure() {
            return measure;
        }

        /** Beside the evaluations. */
        double passes() {
            return passes;
        }

        @Override
        public void compute() {
            measure = task.measure(point);
            passes = task.optimizer().solver().passes(task.number())
                    + task.optimizer().modelSolver().passes(task.number());
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            writeTasks(out, List.of(task.number()));
            out.writeBoolean(measure.isPresent());
            out.writeDouble(measure.orElse(0));
            out.writeDouble(passes);
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            requireTasks(in, List.of(task.number()));
            boolean isMeasured = in.readBoolean();
            double value = in.readDouble();
            measure = isMeasured ? OptionalDouble.of(value) : OptionalDouble.empty();
            passes = in.readDouble();
        }
    }

    static List<Integer> numbers(List<Run> runs) {
        return runs.stream().map(run -> run.task().number()).toList();
    }

    static void writeTasks(DataOutput out, List<Integer> tasks) throws IOException {
        StoredVectors.write(out, array(tasks));
    }

    static void requireTasks(DataInput in, List<Integer> tasks) throws IOException {
        int[] found = StoredVectors.readNumbers(in);
        if (!Arrays.equals(found, array(tasks))) {
            throw new IOException("descents " + tasks + " were expected, but there are " + Arrays.toString(found));
        }
    }

    private static int[] array(List<Integer> tasks) {
        return tasks.stream().mapToInt(task -> task).toArray();
    }
}
