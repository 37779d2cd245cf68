package io.github.softmax4j.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What somebody may have meant who wrote a name that is not there: the names with the least edit distance.
 *
 * <p>Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals (1966); upper and lower case
 * are alike here.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String hint = NearestNames.hint("petal_width", List.of("petal length", "petal width"));
 * String message = "there is no column petal_width" + hint; // ...; the nearest: 'petal width'
 * }</pre>
 */
public final class NearestNames {
    private static final int MOST_NAMES = 3;
    /** Names are not prose: what is longer is told apart by its beginning. */
    private static final int MOST_CHARACTERS = 60;

    private NearestNames() {}

    /**
     * Words for the end of a message.
     *
     * @param wrong the name that is not there
     * @param names those that are
     * @return up to three names, the nearest first; empty if none shares half of its characters
     */
    public static String hint(String wrong, List<String> names) {
        Objects.requireNonNull(wrong, "wrong must not be null");
        Objects.requireNonNull(names, "names must not be null");
        String written = normal(wrong);
        String nearest = IntStream.range(0, names.size())
                .mapToObj(i -> new Near(names.get(i), distance(written, normal(names.get(i)))))
                .filter(near -> 2 * near.distance <= Math.max(2, written.length()))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(MOST_NAMES)
                .map(near -> "'" + near.name + "'")
                .collect(Collectors.joining(", "));
        return nearest.isEmpty() ? "" : "; the nearest: " + nearest;
    }

    private record Near(String name, int distance) {}

    private static String normal(String name) {
        return name.substring(0, Math.min(name.length(), MOST_CHARACTERS)).toLowerCase(Locale.ROOT);
    }

    /** Row by row of the table of Wagner and Fischer, The string-to-string correction problem (1974). */
    static int distance(String first, String second) {
        int[] above = IntStream.rangeClosed(0, second.length()).toArray();
        for (int i = 1; i <= first.length(); i++) {
            var row = new int[second.length() + 1];
            row[0] = i;
            for (int j = 1; j <= second.length(); j++) {
                int changed = above[j - 1] + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[second.length()];
    }
}
