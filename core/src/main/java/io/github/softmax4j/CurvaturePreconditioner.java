package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.CurvatureSample;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.math.SampledHessian;
import io.github.softmax4j.optim.LinearSystem;
import io.github.softmax4j.optim.Preconditioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Introduces the curvature, which is mathematics, to the optimisers, which know none.
 *
 * <p>Descents with one penalty, such as the folds of a cross-validation, are close to each other and share a curvature: whoever
 * is first with its second, third, ... look has it updated for all. Where there is the Hessian of a sample, the curvature
 * only preconditions its inversion, and is taken over from the penalty before.
 */
final class CurvaturePreconditioner implements Preconditioner, AutoCloseable {
    private final Problem problem;
    private final Curvatures curvatures;
    private final CurvatureSample sample;
    private final SampledHessian hessian;
    private final IdentityHashMap<PenaltyTerm, Shared> shared = new IdentityHashMap<>();
    private final Map<Integer, Member> members = new HashMap<>();
    private Shared latest;

    /** The curvature of a penalty. */
    private static final class Shared {
        private final Curvature curvature;
        private int looks;
        private int users;

        Shared(Curvature curvature, int looks) {
            this.curvature = curvature;
            this.looks = looks;
        }
    }

    /** A descent under way. */
    private static final class Member {
        private final PenaltyTerm penalty;
        private final RefreshSchedule schedule;
        private int looks;
        private long products;

        Member(PenaltyTerm penalty, boolean isNear) {
            this.penalty = penalty;
            this.schedule = new RefreshSchedule(isNear);
        }
    }

    CurvaturePreconditioner(Problem problem) {
        this.problem = problem;
        this.curvatures = new Curvatures(problem);
        this.sample = curvatures.sample();
        this.hessian = curvatures.hessian();
    }

    /**
     * A descent begins.
     *
     * @param task its number
     * @param penalty its smooth penalty
     * @param isNear whether it begins near its optimum
     */
    void begin(int task, PenaltyTerm penalty, boolean isNear) {
        members.put(task, new Member(penalty, isNear));
        Shared common = shared.computeIfAbsent(penalty, this::newShared);
        common.users++;
    }

    private Shared newShared(PenaltyTerm penalty) {
        boolean isTakenOver = hessian != null && latest != null && latest.looks > 0;
        latest = isTakenOver
                ? new Shared(latest.curvature.withPenalty(penalty), 1)
                : new Shared(curvatures.shared(sample, penalty), 0);
        return latest;
    }

    /** A descent has ended, and its successor has begun: what only it used is freed. */
    void end(int task) {
        Member member = members.get(task);
        Shared common = shared.get(member.penalty);
        common.users--;
        if (common.users == 0 && common != latest) {
            shared.remove(member.penalty).curvature.close();
        }
    }

    @Override
    public void solve(List<Integer> tasks, List<LinearSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            look(members.get(tasks.get(i)), systems.get(i));
        }
        if (hessian == null) {
            for (int i = 0; i < systems.size(); i++) {
                applyInverse(curvature(members.get(tasks.get(i))), systems.get(i));
            }
            return;
        }
        List<SampledHessian.Newton> steps = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            Member member = members.get(tasks.get(i));
            LinearSystem system = systems.get(i);
            steps.add(new SampledHessian.Newton(
                    system.point(),
                    member.penalty,
                    curvature(member),
                    system.vectors().get(0),
                    system.free().orElse(null)));
        }
        int[] products = hessian.solve(steps);
        for (int i = 0; i < products.length; i++) {
            members.get(tasks.get(i)).products += products[i];
        }
    }

    private Curvature curvature(Member member) {
        return shared.get(member.penalty).curvature;
    }

    private void look(Member member, LinearSystem system) {
        boolean isFirst = member.looks == 0;
        if (!isFirst && !member.schedule.isDue(system.steps())) {
            return;
        }
        member.looks++;
        Shared common = shared.get(member.penalty);
        if (member.looks > common.looks && (curvatures.areRefreshed() || common.looks == 0)) {
            common.curvature.update(system.point());
            common.looks = member.looks;
        }
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
        shared.values().forEach(common -> common.curvature.close());
        sample.close();
        if (hessian != null) {
            hessian.close();
        }
    }
}
