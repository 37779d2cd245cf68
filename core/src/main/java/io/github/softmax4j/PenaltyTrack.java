package io.github.softmax4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In which order the models of a list of penalties are trained, and where each starts.
 *
 * <p>The models of all rows lead, from large to small penalties, each from where those before point to. Those of other weightings of the rows,
 * such as the folds of a cross-validation, follow a penalty behind, side by side: each from the leader's optimum, and as far apart from it
 * as it was before.
 */
final class PenaltyTrack {
    /** Through more optima the polynomial comes no nearer to the next (decision 6). */
    private static final int OPTIMA = 4;

    /** How far weightings are apart is known less well. */
    private static final int DIFFERENCES = 3;

    /** What is kept of a weighting at most beside its optima. */
    static final int POINTS_BESIDE_OPTIMA = DIFFERENCES;

    private final List<Integer> penalties;
    private final Line leader;
    private final List<INDArray> led = new ArrayList<>();
    private final List<Line> followers;

    /**
     * A model to be trained.
     *
     * @param penalty its number
     * @param weighting 0 for all rows, and from 1 on those that follow
     * @param start empty at the first of all
     */
    record Model(int penalty, int weighting, INDArray start) {
        boolean isFirst() {
            return start == null;
        }
    }

    /** The models of one weighting. */
    private static final class Line {
        private final PenaltyPath path;
        private int begun;
        private int ended;

        Line(PenaltyPath path) {
            this.path = path;
        }

        boolean isUnderWay() {
            return begun > ended;
        }
    }

    /**
     * Before the first model.
     *
     * @param penalties their numbers, from large to small
     * @param places where each is on the axis along which optima are smooth
     * @param followers how many weightings follow
     */
    PenaltyTrack(List<Integer> penalties, double[] places, int followers) {
        this.penalties = penalties;
        this.leader = new Line(new PenaltyPath(places, OPTIMA));
        this.followers = IntStream.range(0, followers)
                .mapToObj(i -> new Line(new PenaltyPath(places, DIFFERENCES)))
                .toList();
    }

    /** A model is trained. */
    void ended(Model model, INDArray optimum) {
        if (model.weighting == 0) {
            leader.path.add(optimum);
            leader.ended++;
            led.add(optimum);
        } else {
            Line line = followers.get(model.weighting - 1);
            line.path.add(optimum.sub(led.get(line.ended)));
            line.ended++;
        }
    }

    /** The models that can be trained now, each told once. */
    List<Model> due() {
        List<Model> due = new ArrayList<>();
        if (leaderIsDue()) {
            INDArray start = leader.path.isEmpty() ? null : leader.path.ahead();
            due.add(new Model(penalties.get(leader.begun++), 0, start));
        }
        for (int i = 0; i < followers.size(); i++) {
            Line line = followers.get(i);
            if (!line.isUnderWay() && line.begun < leader.ended) {
                INDArray ahead = led.get(line.begun);
                INDArray start = line.path.isEmpty() ? ahead : ahead.add(line.path.ahead());
                due.add(new Model(penalties.get(line.begun++), i + 1, start));
            }
        }
        return due;
    }

    /** Memory is for neighbouring penalties only, so the leader waits for those who follow. */
    private boolean leaderIsDue() {
        return !leader.isUnderWay()
                && leader.begun < penalties.size()
                && followers.stream().allMatch(line -> line.ended >= leader.ended - 1);
    }
}
