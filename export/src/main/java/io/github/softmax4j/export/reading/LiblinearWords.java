package io.github.softmax4j.export.reading;

import java.util.regex.Pattern;

/** The words of a text, one after the other, as C's {@code fscanf} reads them. */
final class LiblinearWords {
    /** Java would also take 1f and 0x1p3, which C does not write. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final int LONGEST_SHOWN = 40;

    private final String text;
    private int at;
    private int line = 1;

    LiblinearWords(String text) {
        this.text = text;
    }

    String next() {
        skipBlanks();
        if (at == text.length()) {
            throw new IllegalArgumentException("is cut short: line " + line + " is the last, and more was expected");
        }
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    double number() {
        String word = next();
        double number = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw expected("a finite number", word);
        }
        return number;
    }

    /** A whole number as it is written, but for a sign plus and zeros in front. */
    String whole() {
        String word = next();
        if (!WHOLE.matcher(word).matches()) {
            throw expected("a whole number", word);
        }
        return Long.toString(Long.parseLong(word));
    }

    /** How many of something there are, at least one. */
    int count(String what) {
        String word = next();
        int count = COUNT.matcher(word).matches() ? Integer.parseInt(word) : 0;
        if (count < 1) {
            throw expected(what + " of at least 1", word);
        }
        return count;
    }

    /** So many numbers, for which nothing is allocated before the text is known to have room for them. */
    double[] numbers(int count) {
        int most = (text.length() - at) / 2 + 1; // a digit and a blank each
        if (count > most) {
            throw new IllegalArgumentException("there must be " + count + " weights behind w, but the " + most
                    + " or fewer that there is room for");
        }
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number();
        }
        return numbers;
    }

    void requireEnd() {
        skipBlanks();
        if (at < text.length()) {
            throw expected("the end behind the weights", next());
        }
    }

    /** Where the last word stands, for a message. */
    String place() {
        return "line " + line + ": ";
    }

    private IllegalArgumentException expected(String what, String found) {
        String shown = found.length() > LONGEST_SHOWN ? found.substring(0, LONGEST_SHOWN) + "..." : found;
        return new IllegalArgumentException(place() + what + " was expected, but found '" + shown + "'");
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            line += text.charAt(at) == '\n' ? 1 : 0;
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
