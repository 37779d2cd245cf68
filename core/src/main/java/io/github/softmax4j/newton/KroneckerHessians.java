package io.github.softmax4j.newton;

import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.LinearSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A Kronecker approximation for each penalty, summed over one sample.
 *
 * <p>Descents with one penalty, such as the folds of a cross-validation, are close to each other and share one: whoever
 * is first with its second, third, ... refresh has it refreshed for all. Penalties that are not far from each other may
 * share one, too.
 */
final class KroneckerHessians implements AutoCloseable {
    private final HessianPlan plan;
    private final KroneckerSample sample;
    private final Refresh refresh;
    private final double mostShared;
    private final List<Shared> shared = new ArrayList<>();
    private final Map<Integer, User> users = new HashMap<>();
    private Shared latest;

    /** When an approximation is refreshed, and where; refreshed once, it is taken over from the penalty before. */
    enum Refresh {
        /** At the point of a descent, and again while it moves. */
        FOLLOWING,
        /** Once, at the first point of all. */
        AT_START,
        /** Once, where all logits are 0, and each row has the largest curvature that it can have. */
        AT_ZERO
    }

    /** The approximation of a penalty, and of those near it. */
    private static final class Shared {
        private final PenaltyTerm penalty;
        private final KroneckerHessian hessian;
        private int refreshes;
        private int users;

        Shared(PenaltyTerm penalty, KroneckerHessian hessian, int refreshes) {
            this.penalty = penalty;
            this.hessian = hessian;
            this.refreshes = refreshes;
        }
    }

    /** A descent under way. */
    private static final class User {
        private final PenaltyTerm penalty;
        private final RefreshSchedule schedule;
        private Shared common;
        private int refreshes;

        User(PenaltyTerm penalty, boolean isNear) {
            this.penalty = penalty;
            this.schedule = new RefreshSchedule(isNear);
        }
    }

    /**
     * Nothing is summed yet.
     *
     * @param plan makes them
     * @param sample the rows; closed with this
     * @param refresh when and where
     * @param mostShared penalties that are up to so many times as strong as each other share one; 1 for none
     */
    KroneckerHessians(HessianPlan plan, KroneckerSample sample, Refresh refresh, double mostShared) {
        this.plan = plan;
        this.sample = sample;
        this.refresh = refresh;
        this.mostShared = mostShared;
    }

    /**
     * A descent begins.
     *
     * @param task its number
     * @param penalty its smooth penalty
     * @param isNear whether it begins near its optimum
     */
    void begin(int task, PenaltyTerm penalty, boolean isNear) {
        users.put(task, new User(penalty, isNear));
    }

    /** Nothing is made for a descent that never asks. */
    private Shared common(User user) {
        if (user.common == null) {
            user.common = shared.stream()
                    .filter(candidate -> serves(candidate, user.penalty))
                    .findFirst()
                    .orElseGet(() -> newShared(user.penalty));
            user.common.users++;
            freeUnneeded();
        }
        return user.common;
    }

    boolean isUsedBy(int task) {
        return users.containsKey(task);
    }

    private boolean serves(Shared common, PenaltyTerm penalty) {
        return common.penalty == penalty || (mostShared > 1 && common.penalty.isWithin(mostShared, penalty));
    }

    private Shared newShared(PenaltyTerm penalty) {
        boolean isTakenOver = refresh != Refresh.FOLLOWING && latest != null && latest.refreshes > 0;
        latest = isTakenOver
                ? new Shared(penalty, latest.hessian.withPenalty(penalty), 1)
                : new Shared(penalty, plan.kroneckerHessian(sample, penalty), 0);
        shared.add(latest);
        return latest;
    }

    /** A descent has ended, and its successor has begun: what only it used is freed. */
    void end(int task) {
        Shared common = users.remove(task).common;
        if (common != null) {
            common.users--;
            freeUnneeded();
        }
    }

    /** The latest is needed without users, too, where the next penalty takes it over. */
    private void freeUnneeded() {
        shared.removeIf(common -> {
            boolean isNeeded = common.users > 0 || (refresh != Refresh.FOLLOWING && common == latest);
            if (!isNeeded) {
                common.hessian.close();
            }
            return !isNeeded;
        });
    }

    /** The approximation for a descent that is at a point, after another refresh if one is due. */
    KroneckerHessian at(int task, LinearSystem system) {
        User user = users.get(task);
        Shared common = common(user);
        boolean isFirst = user.refreshes == 0;
        if (isFirst || user.schedule.isDue(system.steps())) {
            user.refreshes++;
            if (user.refreshes > common.refreshes && (refresh == Refresh.FOLLOWING || common.refreshes == 0)) {
                linearizeAt(common.hessian, system.point());
                common.refreshes = user.refreshes;
            }
        }
        return common.hessian;
    }

    private void linearizeAt(KroneckerHessian hessian, INDArray point) {
        if (refresh != Refresh.AT_ZERO) {
            hessian.linearizeAt(point);
            return;
        }
        try (INDArray zero = Nd4j.zerosLike(point)) {
            hessian.linearizeAt(zero);
        }
    }

    @Override
    public void close() {
        shared.forEach(common -> common.hessian.close());
        sample.close();
    }
}
