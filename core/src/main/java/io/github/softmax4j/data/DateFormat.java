package io.github.softmax4j.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A format of dates as strptime of C has it, with what DuckDB reads of it: {@code %d %m %Y %y %b %B %a %A %H %I %p %M
 * %S %T %f %g %z %%} and text, with {@code %-d} as {@code %d}. What a text does not tell is as on 1900-01-01 00:00.
 */
final class DateFormat {
    /** Years of two digits from 69 on are of the last century, as POSIX has it. */
    private static final int FIRST_OF_LAST_CENTURY = 69;

    private static final String DAY_NAMES = names(WrittenDate.DAYS, name -> name);
    private static final String MONTH_NAMES = names(WrittenDate.MONTHS, name -> name);
    private static final String SHORT_DAYS = names(WrittenDate.DAYS, DateFormat::shortened);
    private static final String SHORT_MONTHS = names(WrittenDate.MONTHS, DateFormat::shortened);

    private final String format;
    private final List<Character> fields = new ArrayList<>();
    private final Pattern pattern;

    /**
     * A format.
     *
     * @param format as strptime has it
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

    private static String shortened(String name) {
        return name.substring(0, 3);
    }

    private static String names(List<String> all, Function<String, String> form) {
        return all.stream().map(form).collect(Collectors.joining("|", "((?i:", "))"));
    }

    private void append(char field, StringBuilder regex) {
        if (field == '%') {
            regex.append('%');
            return;
        }
        if (field == 'T') {
            append('H', regex);
            append('M', regex.append(':'));
            append('S', regex.append(':'));
            return;
        }
        fields.add(field);
        regex.append(
                switch (field) {
                    case 'd', 'm', 'y', 'H', 'I', 'M', 'S' -> "([0-9]{1,2}+)";
                    case 'Y' -> "([0-9]{1,4}+)";
                    case 'f' -> "([0-9]{1,6}+)";
                    case 'g' -> "([0-9]{1,3}+)";
                    case 'a' -> SHORT_DAYS;
                    case 'A' -> DAY_NAMES;
                    case 'b' -> SHORT_MONTHS;
                    case 'B' -> MONTH_NAMES;
                    case 'p' -> "((?i:AM|PM))";
                    case 'z' -> "([+-][0-9]{2}(?::?[0-9]{2})?)";
                    default ->
                        throw new IllegalArgumentException("the dates of this model have the format " + format
                                + ", whose %" + field + " is read of tables only; a LocalDate or another value of"
                                + " java.time was expected");
                });
    }

    /**
     * The point in time of a text.
     *
     * @param text without blanks around it
     * @return in UTC where the format has an offset; empty where the text does not have the format, or is no date
     */
    Optional<LocalDateTime> parse(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var parts = new Parts();
        for (int i = 0; i < fields.size(); i++) {
            parts.set(fields.get(i), matcher.group(i + 1));
        }
        try {
            return parts.time();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the fields of one text say. */
    private static final class Parts {
        private int year = 1900;
        private int month = 1;
        private int day = 1;
        private int hour;
        private int minute;
        private int second;
        private int nanos;
        private int offsetMinutes;
        private boolean isTwelveHours;
        private String half = "";

        void set(char field, String text) {
            switch (field) {
                case 'd' -> day = Integer.parseInt(text);
                case 'm' -> month = Integer.parseInt(text);
                case 'Y' -> year = Integer.parseInt(text);
                case 'y' -> {
                    int inCentury = Integer.parseInt(text);
                    year = inCentury + (inCentury >= FIRST_OF_LAST_CENTURY ? 1900 : 2000);
                }
                case 'b', 'B' -> month = monthOf(text.toLowerCase(Locale.ROOT));
                case 'H' -> hour = Integer.parseInt(text);
                case 'I' -> {
                    hour = Integer.parseInt(text);
                    isTwelveHours = true;
                }
                case 'p' -> half = text.toUpperCase(Locale.ROOT);
                case 'M' -> minute = Integer.parseInt(text);
                case 'S' -> second = Integer.parseInt(text);
                case 'f', 'g' -> nanos = Integer.parseInt((text + "00000000").substring(0, 9));
                case 'z' -> offsetMinutes = WrittenDate.minutesOf(text);
                default -> {} // the day of the week follows from the date
            }
        }

        private static int monthOf(String name) {
            int month = 0;
            while (!WrittenDate.MONTHS.get(month).startsWith(name)) {
                month++;
            }
            return month + 1;
        }

        Optional<LocalDateTime> time() {
            boolean isOfHalf = isTwelveHours || !half.isEmpty();
            if (isOfHalf && (hour > 12 || (isTwelveHours && hour < 1))) {
                return Optional.empty();
            }
            int ofDay = isOfHalf ? hour % 12 + (half.equals("PM") ? 12 : 0) : hour;
            return Optional.of(LocalDate.of(year, month, day)
                    .atTime(ofDay, minute, second, nanos)
                    .minusMinutes(offsetMinutes));
        }
    }
}
