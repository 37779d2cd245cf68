package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapTablesTest {
    private static final Measured MISSING =
            Measured.missing("iris, 150 x 4, 3 classes", 150, "Smile", "slow", Start.COLD, "epochs", "more than 60 s");

    private static String tables(Measured... all) {
        return GapPages.tables(Made.of(List.of(all)));
    }

    @Test
    void theyTellWhenEverybodyIsHowClose() {
        String tables = tables(
                Made.point("Ours", "", Start.COLD, 1, 0.5, 2),
                Made.point("Ours", "", Start.COLD, 2, 1, 1.05),
                Made.point("Ours", "", Start.COLD, 3, 2, 1),
                Made.point("Ours", "", Start.WARM, 3, 0.25, 1));
        assertTrue(tables.contains("| who | 10 % | 1 % | 0.1 % | 0.01 % | 0.0001 % |\n"), tables);
        assertTrue(
                tables.contains("| Ours | 1.00 / 0.25 | 2.00 / 0.25 | 2.00 / 0.25 | 2.00 / 0.25 | 2.00 / 0.25 |\n"),
                tables);
    }

    @Test
    void othersAreComparedAtTheirOwnObjective() {
        String tables = tables(
                Made.point("Ours", "", Start.COLD, 1, 0.5, 1.25),
                Made.point("Ours", "", Start.COLD, 2, 2, 1),
                Made.point("Ours", "", Start.WARM, 2, 0.1, 1),
                Made.point("Theirs", "fast", Start.COLD, 10, 3, 1.5),
                Made.point("Theirs", "fast", Start.WARM, 10, 0.3, 1.5));
        assertTrue(
                tables.contains("| Theirs | fast | 3.00 / 0.30 | 5.0e-01 | 0.75000 | 0.7500 | 6 / 3 | 500 / 5000 |"),
                tables);
    }

    @Test
    void fitsThatDidNotEndSayWhy() {
        String tables = tables(
                Made.point("Ours", "", Start.COLD, 1, 0.5, 1),
                Made.point("Ours", "", Start.WARM, 1, 0.5, 1),
                MISSING,
                Measured.parse(MISSING.line().replace("cold", "warm")));
        assertTrue(tables.contains("| Smile | slow | more than 60 s |  |  |  |  |  |\n"), tables);
    }

    @Test
    void anotherObjectiveHasNoGap() {
        String tables = tables(
                Made.point("Ours", "", Start.COLD, 1, 0.5, 1),
                Made.point("Ours", "", Start.WARM, 1, 0.5, 1),
                Made.point("liblinear", "", Start.COLD, 1, 1, Double.NaN),
                Made.point("liblinear", "", Start.WARM, 1, 1, Double.NaN));
        assertTrue(tables.contains("| liblinear |  | 1.00 / 1.00 | another objective |"), tables);
        assertEquals(
                1, tables.lines().filter(line -> line.startsWith("| liblinear")).count());
    }

    @Test
    void aFirstFitWithoutALaterOneIsRefused() {
        Measured cold = Made.point("Ours", "", Start.COLD, 1, 0.5, 1);
        assertThrows(IllegalArgumentException.class, () -> tables(cold));
    }
}
