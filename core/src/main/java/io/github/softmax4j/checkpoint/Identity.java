package io.github.softmax4j.checkpoint;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must be the same when a fit is resumed, and in which words it is not. */
final class Identity {
    /** Of a long value as much is shown, from a little before the place where it differs. */
    private static final int SHOWN = 100;

    private static final int SHOWN_BEFORE = 20;

    private Identity() {}

    /**
     * What differs, as a sentence.
     *
     * @param stored by names
     * @param present by names
     * @return empty if they are the same
     */
    static String difference(Map<String, String> stored, Map<String, String> present) {
        SortedSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(present.keySet());
        var differences = new ArrayList<String>();
        for (String name : names) {
            String then = stored.getOrDefault(name, "");
            String now = present.getOrDefault(name, "");
            if (!then.equals(now)) {
                int from = Math.max(0, mismatch(then, now) - SHOWN_BEFORE);
                differences.add(name + ": " + excerpt(then, from) + " then, " + excerpt(now, from) + " now");
            }
        }
        return String.join("; ", differences);
    }

    private static int mismatch(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String excerpt(String value, int mismatch) {
        if (value.length() <= SHOWN) {
            return value.isEmpty() ? "nothing" : value;
        }
        int end = Math.min(value.length(), mismatch + SHOWN);
        return (mismatch > 0 ? "..." : "")
                + value.substring(Math.min(mismatch, end), end)
                + (end < value.length() ? "..." : "");
    }
}
