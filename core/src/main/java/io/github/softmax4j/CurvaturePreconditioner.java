package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.InverseApproximation;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.RecycledDirections;
import io.github.softmax4j.math.SampledHessian;
import io.github.softmax4j.optim.LinearSystem;
import io.github.softmax4j.optim.Preconditioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Introduces the curvature, which is mathematics, to the optimisers, which know none.
 *
 * <p>Where there is the Hessian of a sample, a curvature of the same rows only preconditions its inversion, and is taken over from the
 * penalty before. A descent that does not trust the Hessian goes by a curvature of more rows, which does not shrink as the point moves on:
 * what made the Hessian too small, rows that are told apart nearly without loss, would make this too small, too.
 */
final class CurvaturePreconditioner implements Preconditioner, AutoCloseable {
    /** Where a curvature only preconditions, that of a penalty thirty times as large does it as well, and no factor is to be made. */
    private static final double MOST_SHARED = 30;

    private final Problem problem;
    private final Curvatures curvatures;
    private final SampledHessian hessian;
    /** Null without the Hessian. */
    private final ContrastChoice contrasts;
    /** Of the rows of the Hessian, where there is one. */
    private final SharedCurvatures first;
    /** In place of the Hessian; null as long as all trust it. */
    private SharedCurvatures inPlace;

    private final Map<Integer, Member> members = new HashMap<>();

    /** A descent under way. */
    private static final class Member {
        private final PenaltyTerm penalty;
        private final int successors;
        private final RecycledDirections recycled = new RecycledDirections();
        private long products;
        private int stepsBefore = -1;
        private boolean isByContrasts;
        private boolean isMisled;

        Member(PenaltyTerm penalty, int successors) {
            this.penalty = penalty;
            this.successors = successors;
        }

        /** A direction by contrasts that led nowhere was the last one. */
        void goOnFrom(int steps) {
            isMisled |= isByContrasts && steps == stepsBefore;
            stepsBefore = steps;
        }
    }

    /** For so many models that are trained together. */
    CurvaturePreconditioner(Problem problem, int models) {
        this.problem = problem;
        this.curvatures = new Curvatures(problem, models);
        this.hessian = curvatures.hessian();
        this.contrasts = hessian == null
                ? null
                : new ContrastChoice(
                        hessian, curvatures.productsOfContrasts(), () -> MemoryNeed.hasRoomForContrasts(problem));
        double mostShared = hessian == null ? 1 : MOST_SHARED;
        this.first = new SharedCurvatures(curvatures, curvatures.sample(), curvatures.look(), mostShared);
    }

    /**
     * A descent begins.
     *
     * @param task its number
     * @param penalty its smooth penalty
     * @param isNear whether it begins near its optimum
     * @param successors how many penalties will be tried after this one
     */
    void begin(int task, PenaltyTerm penalty, boolean isNear, int successors) {
        members.put(task, new Member(penalty, successors));
        first.begin(task, penalty, isNear);
    }

    /** A descent has ended, and its successor has begun: what only it used is freed. */
    void end(int task) {
        members.get(task).recycled.close();
        first.end(task);
        if (inPlace != null && inPlace.isUsedBy(task)) {
            inPlace.end(task);
        }
    }

    @Override
    public void solve(List<Integer> tasks, List<LinearSystem> systems) {
        var byHessian = new ArrayList<Integer>();
        for (int i = 0; i < systems.size(); i++) {
            if (hessian == null) {
                applyInverse(first.at(tasks.get(i), systems.get(i)), systems.get(i));
            } else if (systems.get(i).isByHessian()) {
                byHessian.add(i);
            } else {
                members.get(tasks.get(i)).recycled.forget();
                applyInverse(inPlaceOfHessian(tasks.get(i), systems.get(i)), systems.get(i));
            }
        }
        if (!byHessian.isEmpty()) {
            solveByHessian(
                    byHessian.stream().map(tasks::get).toList(),
                    byHessian.stream().map(systems::get).toList());
        }
    }

    private void solveByHessian(List<Integer> tasks, List<LinearSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            members.get(tasks.get(i)).goOnFrom(systems.get(i).steps());
        }
        lookByContrastsIfDue(tasks, systems);
        List<SampledHessian.Newton> steps = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            LinearSystem system = systems.get(i);
            Member member = members.get(tasks.get(i));
            steps.add(new SampledHessian.Newton(
                    system.point(),
                    member.penalty,
                    inverse(tasks.get(i), member, system),
                    system.vectors().get(0),
                    system.free().orElse(null),
                    member.recycled));
        }
        int[] products = hessian.solve(steps);
        for (int i = 0; i < products.length; i++) {
            Member member = members.get(tasks.get(i));
            member.products += products[i];
            if (!member.isMisled) {
                contrasts.solved(products[i], member.successors);
            }
        }
    }

    /** At the point of the first descent that would go by it. */
    private void lookByContrastsIfDue(List<Integer> tasks, List<LinearSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            Member member = members.get(tasks.get(i));
            if (!member.isMisled) {
                contrasts.lookIfDue(member.penalty, systems.get(i).point());
                return;
            }
        }
    }

    private InverseApproximation inverse(int task, Member member, LinearSystem system) {
        Optional<InverseApproximation> byContrasts = member.isMisled ? Optional.empty() : contrasts.of(member.penalty);
        member.isByContrasts = byContrasts.isPresent();
        return byContrasts.orElseGet(() -> first.at(task, system));
    }

    private Curvature inPlaceOfHessian(int task, LinearSystem system) {
        if (inPlace == null) {
            inPlace =
                    new SharedCurvatures(curvatures, curvatures.largerSample(), SharedCurvatures.Look.ONCE_AT_ZERO, 1);
        }
        if (!inPlace.isUsedBy(task)) {
            inPlace.begin(task, members.get(task).penalty, false);
        }
        return inPlace.at(task, system);
    }

    /** A point has a row a feature, a curvature takes a row a class. */
    private void applyInverse(Curvature curvature, LinearSystem system) {
        for (INDArray vector : system.vectors()) {
            if (system.free().isPresent()) {
                curvature.applyInverse(
                        rowsOfClasses(vector), rowsOfClasses(system.free().get()));
            } else {
                curvature.applyInverse(rowsOfClasses(vector));
            }
        }
    }

    private INDArray rowsOfClasses(INDArray vector) {
        return vector.reshape('c', problem.features() + 1L, problem.classes()).transpose();
    }

    @Override
    public boolean isHessian() {
        return hessian != null;
    }

    @Override
    public double passes(int task) {
        return members.get(task).products * curvatures.shareOfRows();
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.recycled.close());
        first.close();
        if (inPlace != null) {
            inPlace.close();
        }
        if (hessian != null) {
            contrasts.close();
            hessian.close();
        }
    }
}
