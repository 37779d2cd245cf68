package io.github.softmax4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Groups of rows dealt into folds, each class as evenly as groups allow.
 *
 * <pre>
 *   minimise sum_f sum_k (n_fk / n_k)^2        n_fk the rows of class k in fold f, n_k those of class k
 * </pre>
 *
 * <p>Greedy: the largest group first, each into the fold where the sum rises least, of equal ones into that with the
 * fewest rows; as scikit-learn's StratifiedGroupKFold, which has deviations where there are squares here.
 */
final class GroupedFolds {
    private final int[] labels;
    private final double[] classRows;
    private final double[][] shares;
    private final int[] rowsOfFold;

    private GroupedFolds(int[] labels, int classes, int count) {
        this.labels = labels;
        this.classRows = new double[classes];
        Arrays.stream(labels).forEach(label -> classRows[label]++);
        this.shares = new double[count][classes];
        this.rowsOfFold = new int[count];
    }

    /** The fold of each row; every fold has a group at least. */
    static int[] deal(Dataset dataset, List<?> groups, int count, long seed) {
        List<List<Integer>> rowsOfGroups = rowsOfGroups(dataset, groups, count);
        int[] order = Shuffle.permutation(rowsOfGroups.size(), seed);
        List<List<Integer>> fromLargeToSmall = Arrays.stream(order)
                .mapToObj(rowsOfGroups::get)
                .sorted(Comparator.comparing((List<Integer> rows) -> rows.size())
                        .reversed())
                .toList();
        var folds = new GroupedFolds(dataset.labels(), dataset.classes().size(), count);
        var foldOfRow = new int[groups.size()];
        for (List<Integer> rows : fromLargeToSmall) {
            int fold = folds.best(rows);
            folds.add(rows, fold);
            rows.forEach(row -> foldOfRow[row] = fold);
        }
        return foldOfRow;
    }

    private static List<List<Integer>> rowsOfGroups(Dataset dataset, List<?> groups, int count) {
        if (groups.size() != dataset.rows()) {
            throw new IllegalArgumentException("there must be one group per row, but there are " + dataset.rows()
                    + " rows and " + groups.size() + " groups");
        }
        Map<Object, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < groups.size(); row++) {
            int number = row;
            Object group =
                    Objects.requireNonNull(groups.get(row), () -> "the group of row " + number + " must not be null");
            rows.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
        }
        if (count < 2 || count > rows.size()) {
            throw new IllegalArgumentException(
                    "there must be 2 to " + rows.size() + " folds, one group in each at least, but are " + count);
        }
        return List.copyOf(rows.values());
    }

    private int best(List<Integer> rows) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < shares.length; fold++) {
            double rise = rise(rows, fold);
            if (rise < least || (rise == least && rowsOfFold[fold] < rowsOfFold[best])) {
                best = fold;
                least = rise;
            }
        }
        return best;
    }

    /** Half of what the sum rises by, but for what it rises by in every fold. */
    private double rise(List<Integer> rows, int fold) {
        return rows.stream()
                .mapToDouble(row -> shares[fold][labels[row]] / classRows[labels[row]])
                .sum();
    }

    private void add(List<Integer> rows, int fold) {
        rows.forEach(row -> shares[fold][labels[row]] += 1 / classRows[labels[row]]);
        rowsOfFold[fold] += rows.size();
    }
}
