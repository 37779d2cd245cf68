package io.github.softmax4j;

import io.github.softmax4j.math.Curvature;
import io.github.softmax4j.math.CurvatureSample;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.LinearSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A curvature for each penalty, summed over one sample.
 *
 * <p>Descents with one penalty, such as the folds of a cross-validation, are close to each other and share a curvature: whoever
 * is first with its second, third, ... look has it updated for all. Penalties that are not far from each other may share one, too.
 */
final class SharedCurvatures implements AutoCloseable {
    private final Curvatures curvatures;
    private final CurvatureSample sample;
    private final Look look;
    private final double mostShared;
    private final List<Shared> shared = new ArrayList<>();
    private final Map<Integer, User> users = new HashMap<>();
    private Shared latest;

    /** When a curvature is looked at, and where; looked at once, it is taken over from the penalty before. */
    enum Look {
        /** At the point of a descent, and again while it moves. */
        AGAIN,
        /** At the first point of all. */
        ONCE,
        /** Where all logits are 0, and each row has the largest curvature that it can have. */
        ONCE_AT_ZERO
    }

    /** The curvature of a penalty, and of those near it. */
    private static final class Shared {
        private final PenaltyTerm penalty;
        private final Curvature curvature;
        private int looks;
        private int users;

        Shared(PenaltyTerm penalty, Curvature curvature, int looks) {
            this.penalty = penalty;
            this.curvature = curvature;
            this.looks = looks;
        }
    }

    /** A descent under way. */
    private static final class User {
        private final PenaltyTerm penalty;
        private final RefreshSchedule schedule;
        private Shared common;
        private int looks;

        User(PenaltyTerm penalty, boolean isNear) {
            this.penalty = penalty;
            this.schedule = new RefreshSchedule(isNear);
        }
    }

    /**
     * Makes ready.
     *
     * @param curvatures makes them
     * @param sample the rows; closed with this
     * @param look when and where
     * @param mostShared penalties that are up to so many times as strong as each other share one; 1 for none
     */
    SharedCurvatures(Curvatures curvatures, CurvatureSample sample, Look look, double mostShared) {
        this.curvatures = curvatures;
        this.sample = sample;
        this.look = look;
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
        boolean isTakenOver = look != Look.AGAIN && latest != null && latest.looks > 0;
        latest = isTakenOver
                ? new Shared(penalty, latest.curvature.withPenalty(penalty), 1)
                : new Shared(penalty, curvatures.shared(sample, penalty), 0);
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
            boolean isNeeded = common.users > 0 || (look != Look.AGAIN && common == latest);
            if (!isNeeded) {
                common.curvature.close();
            }
            return !isNeeded;
        });
    }

    /** The curvature for a descent that is at a point, after another look if one is due. */
    Curvature at(int task, LinearSystem system) {
        User user = users.get(task);
        Shared common = common(user);
        boolean isFirst = user.looks == 0;
        if (isFirst || user.schedule.isDue(system.steps())) {
            user.looks++;
            if (user.looks > common.looks && (look == Look.AGAIN || common.looks == 0)) {
                look(common.curvature, system.point());
                common.looks = user.looks;
            }
        }
        return common.curvature;
    }

    private void look(Curvature curvature, INDArray point) {
        if (look != Look.ONCE_AT_ZERO) {
            curvature.update(point);
            return;
        }
        try (INDArray zero = Nd4j.zerosLike(point)) {
            curvature.update(zero);
        }
    }

    @Override
    public void close() {
        shared.forEach(common -> common.curvature.close());
        sample.close();
    }
}
