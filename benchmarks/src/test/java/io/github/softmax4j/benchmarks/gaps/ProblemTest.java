package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static Problem problem(Measured... all) {
        return Problem.of(Made.of(List.of(all))).get(0);
    }

    @Test
    void theBestEndHasNoGapAndNoOtherEndIsBelowIt() {
        for (long seed = 0; seed < 20; seed++) {
            Problem problem = Problem.of(Made.random(6, seed)).get(0);
            double[] gaps = problem.fits().stream()
                    .mapToDouble(fit -> problem.gap(Problem.end(fit)))
                    .sorted()
                    .toArray();
            assertEquals(0, gaps[0]);
        }
    }

    @Test
    void whoIsWorseChangesNobodysGap() {
        Measurements before = Made.random(5, 1);
        var all = new ArrayList<>(before.all());
        all.add(Made.point("Late", "", Start.COLD, 1, 100, 1000));
        List<Curve> curves = Problem.of(Made.of(all)).get(0).curves(Start.COLD);
        assertEquals(Problem.of(before).get(0).curves(Start.COLD), curves.subList(0, 5));
    }

    @Test
    void whatAFitTellsOnItsWayIsNoOptimum() {
        Problem problem = problem(
                Made.point("A", "", Start.COLD, 1, 1, 0.4999999), // rounded
                Made.point("A", "", Start.COLD, 2, 2, 0.5));
        assertEquals(0.5, problem.optimum());
    }

    @Test
    void oneFitIsALineAndFitsOfTheirOwnArePoints() {
        Problem problem = problem(
                Made.point("A", "", Start.COLD, 1, 1, 2),
                Made.point("A", "", Start.COLD, 2, 2, 1),
                Made.point("B", "limit 10", Start.COLD, 10, 3, 2),
                Made.point("B", "limit 30", Start.COLD, 30, 9, 1.5));
        List<Curve> curves = problem.curves(Start.COLD);
        assertTrue(curves.get(0).isOneFit());
        assertFalse(curves.get(1).isOneFit());
        assertEquals(
                List.of(new Curve.Point(3, 1), new Curve.Point(9, 0.5)),
                curves.get(1).points());
        assertEquals(List.of(), problem.curves(Start.WARM));
    }

    @Test
    void whoMinimisesAnotherObjectiveOrHasNotEndedIsNotDrawn() {
        Problem problem = problem(
                Made.point("A", "", Start.COLD, 1, 1, 2),
                Made.point("liblinear", "", Start.COLD, 1, 1, Double.NaN),
                Measured.missing(
                        "iris, 150 x 4, 3 classes", 150, "Smile", "", Start.COLD, "iterations", "more than 60 s"));
        assertEquals(
                List.of("A"),
                problem.curves(Start.COLD).stream().map(Curve::who).toList());
    }

    @Test
    void aProblemOfWhichNoFitHasEndedIsRefused() {
        Problem problem = problem(Made.point("liblinear", "", Start.COLD, 1, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, problem::optimum);
    }
}
