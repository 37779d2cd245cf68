package io.github.softmax4j.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Passwords in URLs of databases and in queries: they are neither kept nor shown, and {@code ***} stands for them.
 *
 * <p>Known are {@code //user:password@host}, as in URLs; {@code user/password@}, as Oracle has it; and values of names
 * such as password, token or secret, behind an equals sign or in quotes.
 */
final class Secrets {
    private static final String MASK = "***";
    /** In the quotes of a text in a text of SQL, of a text, of a name, or in none; two quotes are one. */
    private static final String VALUE = "(?:''([^']*)''|'([^']*(?:''[^']*){0,20})'|\"([^\"]*)\"|([^\\s&;'\",)]+))";

    private static final Pattern KNOWN = Pattern.compile("(?<=://)[^\\s/:@'\"]*:([^\\s/'\"]{1,200})@"
            + "|(?<=:thin:)[^\\s/:@'\"]+/([^\\s@'\"]{1,200})@"
            + "|(?i:password|passwd|pwd|passphrase|secret|token|api_?key|access_?key)(?:\\s*=\\s*|\\s+(?='))"
            + VALUE);

    private Secrets() {}

    /** The same text without them. */
    static String masked(String text) {
        var masked = new StringBuilder();
        Matcher matcher = KNOWN.matcher(text);
        int copied = 0;
        while (matcher.find()) {
            int group = group(matcher);
            masked.append(text, copied, matcher.start(group)).append(MASK);
            copied = matcher.end(group);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** Whether a text had one that was left out. */
    static boolean areLeftOutOf(String text) {
        Matcher matcher = KNOWN.matcher(text);
        while (matcher.find()) {
            if (matcher.group(group(matcher)).equals(MASK)) {
                return true;
            }
        }
        return false;
    }

    private static int group(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .filter(group -> matcher.start(group) >= 0)
                .findFirst()
                .orElseThrow();
    }
}
