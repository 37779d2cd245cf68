package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static Dataset labelled(int... labels) {
        return Dataset.of(new float[labels.length][1], labels);
    }

    private static Set<Object> groupsOf(List<?> groups, int... rows) {
        return Arrays.stream(rows).mapToObj(groups::get).collect(Collectors.toSet());
    }

    /** No group is on both sides, whatever their sizes; every row is held out once, and every fold holds some out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void groupsStayTogether(long seed) {
        var random = new Random(seed);
        int rows = 20 + random.nextInt(300);
        int groupCount = 2 + random.nextInt(30);
        List<String> groups = IntStream.range(0, rows)
                .mapToObj(row -> "g" + (row < groupCount ? row : random.nextInt(groupCount)))
                .toList();
        Dataset dataset = labelled(random.ints(rows, 0, 3).toArray());
        int count = 2 + random.nextInt(groupCount - 1);
        Folds folds = Folds.grouped(dataset, groups, count, seed);
        var ones = new double[rows];
        Arrays.fill(ones, 1);
        var seen = new int[rows];
        for (int fold = 0; fold < count; fold++) {
            int[] heldOut = folds.heldOut(fold);
            double[] left = folds.weightsWithout(fold, ones);
            int[] others = IntStream.range(0, rows).filter(row -> left[row] > 0).toArray();
            Arrays.stream(heldOut).forEach(row -> seen[row]++);
            assertEquals(rows, heldOut.length + others.length);
            assertTrue(heldOut.length > 0, "fold " + fold + " of " + count);
            Set<Object> both = groupsOf(groups, heldOut);
            both.retainAll(groupsOf(groups, others));
            assertEquals(Set.of(), both);
        }
        assertTrue(Arrays.stream(seen).allMatch(times -> times == 1));
        assertArrayEquals(
                folds.order(), Folds.grouped(dataset, groups, count, seed).order(), "the same seed");
    }

    /** Where groups are small, classes are spread as evenly as single rows could be, but for a group. */
    @Test
    void classesAreEvenOverGroups() {
        var random = new Random(3);
        int[] labels = IntStream.range(0, 600).map(row -> row % 10 == 0 ? 1 : 0).toArray();
        List<Integer> groups =
                IntStream.range(0, 600).mapToObj(row -> random.nextInt(150)).toList();
        Folds folds = Folds.grouped(labelled(labels), groups, 5, 1);
        for (int fold = 0; fold < 5; fold++) {
            int[] heldOut = folds.heldOut(fold);
            long rare = Arrays.stream(heldOut).filter(row -> labels[row] == 1).count();
            assertEquals(12.0, (double) rare, 2.0, "of 60 rare rows in fold " + fold);
            assertEquals(120.0, (double) heldOut.length, 12.0, "rows in fold " + fold);
        }
    }

    /** With one row a group, groups are stratified rows: the greedy choice misses no class by more than one. */
    @Test
    void groupsOfOneRowAreStratified() {
        int[] labels = IntStream.range(0, 90).map(row -> row % 3).toArray();
        Folds folds =
                Folds.grouped(labelled(labels), IntStream.range(0, 90).boxed().toList(), 4, 9);
        for (int fold = 0; fold < 4; fold++) {
            for (int label = 0; label < 3; label++) {
                int wanted = label;
                long rows = Arrays.stream(folds.heldOut(fold))
                        .filter(row -> labels[row] == wanted)
                        .count();
                assertEquals(7.5, (double) rows, 0.5);
            }
        }
    }

    @Test
    void givenFoldsAreTaken() {
        Folds folds = Folds.of(1, 0, -1, 1, 0, 2);
        assertEquals(3, folds.count());
        assertEquals(6, folds.rows());
        assertArrayEquals(new int[] {1, 4}, folds.heldOut(0));
        assertArrayEquals(new int[] {0, 3}, folds.heldOut(1));
        assertArrayEquals(new double[] {0, 1, 1, 0, 1, 1}, folds.weightsWithout(1, 1, 1, 1, 1, 1, 1));
        int[] order = folds.order();
        assertArrayEquals(new int[] {2, 1, 4, 0, 3, 5}, order, "what is never held out comes first");
        Folds inOrder = folds.inOrder();
        for (int fold = 0; fold < 3; fold++) {
            assertArrayEquals(
                    folds.heldOut(fold),
                    Arrays.stream(inOrder.heldOut(fold)).map(i -> order[i]).toArray());
        }
        var all = new TreeSet<Integer>();
        Arrays.stream(order).forEach(all::add);
        assertEquals(new HashSet<>(List.of(0, 1, 2, 3, 4, 5)), all);
    }

    @Test
    void refusesWhatAreNoFolds() {
        assertRefused("fold 1 has none", () -> Folds.of(0, 2, 0, 2));
        assertRefused("the fold of row 2 must be -1 or more, but is -2", () -> Folds.of(0, 1, -2));
        assertRefused("the largest number of a fold is 0", () -> Folds.of(0, 0, 0));
        assertRefused("the largest number of a fold is -1", () -> Folds.of());
        assertRefused("2 to 3 folds", () -> Folds.of(0, 1, Integer.MAX_VALUE - 1));
        Dataset dataset = labelled(0, 1, 0, 1);
        assertRefused("4 rows and 3 groups", () -> Folds.grouped(dataset, List.of(1, 2, 3), 2, 1));
        assertRefused("2 to 2 folds, one group", () -> Folds.grouped(dataset, List.of("a", "a", "b", "b"), 3, 1));
        String message = assertThrows(
                        NullPointerException.class,
                        () -> Folds.grouped(dataset, Arrays.asList("a", "b", null, "b"), 2, 1))
                .getMessage();
        assertTrue(message.contains("row 2"), message);
    }

    private static void assertRefused(String words, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(words), message);
    }
}
