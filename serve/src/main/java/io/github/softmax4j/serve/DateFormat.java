package io.github.softmax4j.serve;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A format of dates as strptime of C has it: {@code %d %m %Y %y %b %B %a %A %H %I %p %M %S %T %f %g %z %%} and text,
 * with {@code %-d} as {@code %d}. What a text does not tell is as on 1900-01-01 00:00.
 */
final class DateFormat {
    /** Years of two digits from 69 on are of the last century, as POSIX has it. */
    private static final int FIRST_OF_LAST_CENTURY = 69;

    private static final List<String> MONTHS = List.of(
            "jan|uary",
            "feb|ruary",
            "mar|ch",
            "apr|il",
            "may|",
            "jun|e",
            "jul|y",
            "aug|ust",
            "sep|tember",
            "oct|ober",
            "nov|ember",
            "dec|ember");

    private static final List<String> DAYS =
            List.of("mon|day", "tue|sday", "wed|nesday", "thu|rsday", "fri|day", "sat|urday", "sun|day");

    private final String format;
    private final StringBuilder fields = new StringBuilder();
    private final Pattern pattern;

    /**
     * A format.
     *
     * @throws IllegalArgumentException if it has a part that is none of those above
     */
    DateFormat(String format) {
        this.format = format;
        var regex = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%') {
                i += format.startsWith("-", i + 1) ? 2 : 1;
                append(i < format.length() ? format.charAt(i) : '%', regex);
            } else {
                regex.append(Character.isWhitespace(c) ? "\\s+" : Pattern.quote(String.valueOf(c)));
            }
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    private void append(char field, StringBuilder regex) {
        if (field == '%') {
            regex.append('%');
        } else if (field == 'T') {
            append('H', regex);
            append('M', regex.append(':'));
            append('S', regex.append(':'));
        } else {
            fields.append(field);
            regex.append('(').append(regex(field)).append(')');
        }
    }

    private String regex(char field) {
        return switch (field) {
            case 'd', 'm', 'y', 'H', 'I', 'M', 'S' -> "[0-9]{1,2}+";
            case 'Y' -> "[0-9]{1,4}+";
            case 'f' -> "[0-9]{1,6}+";
            case 'g' -> "[0-9]{1,3}+";
            case 'a' -> names(DAYS, "");
            case 'A' -> names(DAYS, "$1");
            case 'b' -> names(MONTHS, "");
            case 'B' -> names(MONTHS, "$1");
            case 'p' -> "(?i:AM|PM)";
            case 'z' -> "[+-][0-9]{2}(?::?[0-9]{2})?";
            default ->
                throw new IllegalArgumentException("the dates of this model have the format " + format + ", whose %"
                        + field + " is read of tables only; a LocalDate or another value of java.time was expected");
        };
    }

    /** Whole, or without what stands behind the bar. */
    private static String names(List<String> all, String rest) {
        return "(?i:"
                + String.join(
                        "|",
                        all.stream()
                                .map(name -> name.replaceAll("\\|(.*)", rest))
                                .toList()) + ")";
    }

    /**
     * The point in time of a text.
     *
     * @param text without blanks around it
     * @return in UTC where the format has an offset; null where the text does not have the format, or is no date
     */
    LocalDateTime parse(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var parts = new HashMap<Character, Integer>();
        for (int i = 0; i < fields.length(); i++) {
            put(fields.charAt(i), matcher.group(i + 1), parts);
        }
        try {
            return time(parts);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As the field that it is another way to write; of one that stands twice the last counts. */
    private static void put(char field, String text, Map<Character, Integer> parts) {
        switch (field) {
            case 'a', 'A' -> {} // the day of the week follows from the date
            case 'b', 'B' -> parts.put('m', monthOf(text));
            case 'f', 'g' -> parts.put('f', WrittenDate.nanos(text));
            case 'p' -> parts.put('p', text.equalsIgnoreCase("PM") ? 12 : 0);
            case 'z' -> parts.put('z', WrittenDate.minutesOf(text));
            case 'y' -> {
                int inCentury = Integer.parseInt(text);
                parts.put('Y', inCentury + (inCentury >= FIRST_OF_LAST_CENTURY ? 1900 : 2000));
            }
            case 'I' -> {
                parts.put('H', Integer.parseInt(text));
                parts.put('I', 1);
            }
            default -> parts.put(field, Integer.parseInt(text));
        }
    }

    private static int monthOf(String name) {
        int month = 0;
        while (!MONTHS.get(month).startsWith(name.substring(0, 3).toLowerCase(Locale.ROOT))) {
            month++;
        }
        return month + 1;
    }

    private static LocalDateTime time(Map<Character, Integer> parts) {
        int hour = parts.getOrDefault('H', 0);
        boolean isTwelveHours = parts.containsKey('I');
        boolean isOfHalf = isTwelveHours || parts.containsKey('p');
        if (isOfHalf && (hour > 12 || (isTwelveHours && hour < 1))) {
            return null;
        }
        int ofDay = isOfHalf ? hour % 12 + parts.getOrDefault('p', 0) : hour;
        return LocalDate.of(parts.getOrDefault('Y', 1900), parts.getOrDefault('m', 1), parts.getOrDefault('d', 1))
                .atTime(ofDay, parts.getOrDefault('M', 0), parts.getOrDefault('S', 0), parts.getOrDefault('f', 0))
                .minusMinutes(parts.getOrDefault('z', 0));
    }
}
