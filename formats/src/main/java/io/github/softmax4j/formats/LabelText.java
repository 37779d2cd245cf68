package io.github.softmax4j.formats;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One spelling for each label, in every format: programs write 1, +1 and 1.0, or true, True and TRUE, for the same
 * class. Whole numbers are exact, however large.
 */
final class LabelText {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** Such as 007, which is a code. */
    private static final Pattern CODE = Pattern.compile("[+-]?0\\d.*");

    private static final int LONGEST_NUMBER = 64;

    private LabelText() {}

    /** The label that a word stands for; a number with zeros before it is a code, and stays as it is. */
    static String ofWord(String text) {
        String word = text.strip();
        if (isNumber(word)) {
            return CODE.matcher(word).matches() ? word : ofNumber(word);
        }
        String small = word.toLowerCase(Locale.ROOT);
        return small.equals("true") || small.equals("false") ? small : word;
    }

    /** The label that a number stands for. */
    static String ofNumber(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    /** Whether a text says that there is no label. */
    static boolean isMissing(String text) {
        String word = text.strip();
        return word.isEmpty()
                || FeatureSql.MISSING.contains(word)
                || word.toLowerCase(Locale.ROOT).matches("[+-]?nan");
    }
}
