package io.github.softmax4j.newton;

import io.github.softmax4j.linalg.StoredVectors;
import io.github.softmax4j.linalg.Vectors;
import io.github.softmax4j.math.PenaltyTerm;
import io.github.softmax4j.optim.LinearSystem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
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
        /** Descents of the penalties that it was summed with, and then taken over for: what makes it anew. */
        private final List<Integer> tasks;

        private double[] point;
        private int refreshes;
        private int users;

        Shared(PenaltyTerm penalty, KroneckerHessian hessian, List<Integer> tasks) {
            this.penalty = penalty;
            this.hessian = hessian;
            this.tasks = tasks;
        }

        void writeTo(DataOutput out) throws IOException {
            StoredVectors.write(out, tasks.stream().mapToInt(task -> task).toArray());
            out.writeInt(refreshes);
            out.writeBoolean(point != null);
            if (point != null) {
                StoredVectors.write(out, point);
            }
        }

        Shared takenOver(PenaltyTerm other, int task) {
            var all = new ArrayList<>(tasks);
            all.add(task);
            var shared = new Shared(other, hessian.withPenalty(other), all);
            shared.point = point;
            shared.refreshes = 1;
            return shared;
        }
    }

    /** A descent under way. */
    private static final class User {
        private final int task;
        private final PenaltyTerm penalty;
        private final RefreshSchedule schedule;
        private Shared common;
        private int refreshes;

        User(int task, PenaltyTerm penalty, boolean isNear) {
            this.task = task;
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
        users.put(task, new User(task, penalty, isNear));
    }

    /** Nothing is made for a descent that never asks. */
    private Shared common(User user) {
        if (user.common == null) {
            user.common = shared.stream()
                    .filter(candidate -> serves(candidate, user.penalty))
                    .findFirst()
                    .orElseGet(() -> newShared(user));
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

    private Shared newShared(User user) {
        boolean isTakenOver = refresh != Refresh.FOLLOWING && latest != null && latest.refreshes > 0;
        latest = isTakenOver ? latest.takenOver(user.penalty, user.task) : first(user.penalty, user.task);
        shared.add(latest);
        return latest;
    }

    private Shared first(PenaltyTerm penalty, int task) {
        return new Shared(penalty, plan.kroneckerHessian(sample, penalty), List.of(task));
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
                linearizeAt(common, system.point());
                common.refreshes = user.refreshes;
            }
        }
        return common.hessian;
    }

    private void linearizeAt(Shared common, INDArray point) {
        common.point = Vectors.toArray(point);
        if (refresh != Refresh.AT_ZERO) {
            common.hessian.linearizeAt(point);
            return;
        }
        try (INDArray zero = Nd4j.zerosLike(point)) {
            common.hessian.linearizeAt(zero);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(shared.size());
        for (Shared common : shared) {
            common.writeTo(out);
        }
        out.writeInt(shared.indexOf(latest));
        out.writeInt(users.size());
        for (Map.Entry<Integer, User> user : new TreeMap<>(users).entrySet()) {
            out.writeInt(user.getKey());
            out.writeInt(shared.indexOf(user.getValue().common));
            out.writeInt(user.getValue().refreshes);
            user.getValue().schedule.writeTo(out);
        }
    }

    /**
     * The same ones are made anew, where the first were made.
     *
     * @param penalties of the descents, by the numbers of their tasks
     */
    void readFrom(DataInput in, IntFunction<PenaltyTerm> penalties) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            shared.add(read(in, penalties));
        }
        latest = shared(in.readInt());
        int usersNow = in.readInt();
        for (int i = 0; i < usersNow; i++) {
            int task = in.readInt();
            User user = users.computeIfAbsent(task, number -> new User(number, penalties.apply(number), false));
            user.common = shared(in.readInt());
            if (user.common != null) {
                user.common.users++;
            }
            user.refreshes = in.readInt();
            user.schedule.readFrom(in);
        }
    }

    private Shared shared(int place) {
        return place < 0 ? null : shared.get(place);
    }

    private Shared read(DataInput in, IntFunction<PenaltyTerm> penalties) throws IOException {
        int[] tasks = StoredVectors.readNumbers(in);
        if (tasks.length == 0) {
            throw new IOException("an approximation of no descent");
        }
        Shared made = first(penalties.apply(tasks[0]), tasks[0]);
        int refreshes = in.readInt();
        if (in.readBoolean()) {
            try (INDArray point = Nd4j.create(DataType.DOUBLE, plan.shapeOfPoint(), 'c')) {
                StoredVectors.readInto(in, point);
                linearizeAt(made, point);
            }
        }
        for (int i = 1; i < tasks.length; i++) {
            KroneckerHessian before = made.hessian;
            made = made.takenOver(penalties.apply(tasks[i]), tasks[i]);
            before.close();
        }
        made.refreshes = refreshes;
        return made;
    }

    @Override
    public void close() {
        shared.forEach(common -> common.hessian.close());
        sample.close();
    }
}
