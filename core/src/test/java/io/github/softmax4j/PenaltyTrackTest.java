package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PenaltyTrackTest {
    private static final int PENALTIES = 7;
    private static final int FOLLOWERS = 3;
    private static final double[] PLACES =
            IntStream.range(0, PENALTIES).mapToDouble(i -> -i).toArray();

    private static PenaltyTrack track(int followers) {
        return new PenaltyTrack(IntStream.range(0, PENALTIES).boxed().toList(), PLACES, followers);
    }

    /** Straight lines in log lambda: all but the first of each weighting start where they end. */
    private static INDArray optimum(PenaltyTrack.Model model) {
        return Nd4j.createFromArray(new double[][] {{model.penalty() * (1 + 0.1 * model.weighting())}});
    }

    /** In whatever order models end, each is trained once, and no more than two penalties are under way. */
    @Test
    void eachModelIsTrainedOnce() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            PenaltyTrack track = track(FOLLOWERS);
            var underWay = new ArrayList<>(track.due());
            var seen = new HashSet<List<Integer>>();
            while (!underWay.isEmpty()) {
                PenaltyTrack.Model model = underWay.remove(random.nextInt(underWay.size()));
                assertTrue(seen.add(List.of(model.penalty(), model.weighting())), model + " twice");
                track.ended(model, optimum(model));
                underWay.addAll(track.due());
                assertTrue(underWay.stream()
                                .map(PenaltyTrack.Model::penalty)
                                .distinct()
                                .count()
                        <= 2);
                assertTrue(underWay.stream()
                                .map(PenaltyTrack.Model::weighting)
                                .distinct()
                                .count()
                        == underWay.size());
            }
            assertEquals(PENALTIES * (1 + FOLLOWERS), seen.size());
        }
    }

    @Test
    void modelsStartWhereThoseBeforePointTo() {
        PenaltyTrack track = track(FOLLOWERS);
        var underWay = new ArrayDeque<>(track.due());
        while (!underWay.isEmpty()) {
            PenaltyTrack.Model model = underWay.remove();
            if (model.isFirst()) {
                assertEquals(new PenaltyTrack.Model(0, 0, null), model);
            } else if (model.penalty() > 1) {
                assertEquals(optimum(model).getDouble(0), model.start().getDouble(0), 1e-9, model.toString());
            } else if (model.penalty() == 0) {
                assertEquals(0, model.start().getDouble(0), "a follower's first is the leader's");
            }
            track.ended(model, optimum(model));
            underWay.addAll(track.due());
        }
    }

    @Test
    void withoutFollowersOneGoesAfterTheOther() {
        PenaltyTrack track = track(0);
        for (int place = 0; place < PENALTIES; place++) {
            List<PenaltyTrack.Model> due = track.due();
            assertEquals(1, due.size());
            assertEquals(place, due.get(0).penalty());
            assertEquals(List.of(), track.due(), "each is told once");
            track.ended(due.get(0), optimum(due.get(0)));
        }
        assertEquals(List.of(), track.due());
    }
}
