package io.github.softmax4j.report;

import static j2html.TagCreator.bdi;

import j2html.tags.specialized.BdiTag;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text that others have written, such as the names of classes and columns: cut to a length that can be read, and alone
 * with the direction of its letters. That markup in it stays text is what j2html sees to.
 */
final class Shown {
    static final int LONGEST_NAME = 60;

    /** Sentences may quote names. */
    static final int LONGEST_TEXT = 2000;

    private static final String GAP = " ... ";

    /** What cannot be seen, and turns, hides or ends text; some scripts and emoji need U+200C and U+200D. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n\u200c\u200d]]");

    private Shown() {}

    /** A name for the text of the page. */
    static BdiTag name(String name) {
        return bdi(brief(name));
    }

    /** A name for an attribute, or within a sentence. */
    static String brief(String name) {
        String cut = cut(name, LONGEST_NAME);
        return cut.isBlank() ? "(empty)" : cut;
    }

    static String text(String text) {
        return cut(text, LONGEST_TEXT);
    }

    /** Beginning and end of what is too long. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int half = (longest - GAP.length()) / 2;
        return text.substring(0, whole(text, half)) + GAP + text.substring(whole(text, text.length() - half));
    }

    /** The place, or the one before, so that no character of two units is cut in half. */
    static int whole(String text, int place) {
        return Character.isLowSurrogate(text.charAt(place)) && Character.isHighSurrogate(text.charAt(place - 1))
                ? place - 1
                : place;
    }

    /** What cannot be seen becomes its number, as Java would write it. */
    static String visible(String page) {
        return UNSEEN.matcher(page)
                .replaceAll(found -> "\\\\u"
                        + String.format(Locale.ROOT, "%04x", found.group().codePointAt(0)));
    }
}
