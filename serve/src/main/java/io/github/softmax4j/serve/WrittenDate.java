package io.github.softmax4j.serve;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as text has them: of ISO 8601, where an offset from UTC is subtracted. */
final class WrittenDate {
    private static final Pattern ISO = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "([T ]([0-9]{2}):([0-9]{2})(:([0-9]{2})([.]([0-9]+))?)?(Z|[+-](0[0-9]|1[0-4])(:?[0-9]{2})?)?)?");

    private static final int MINUTES_PER_HOUR = 60;

    private WrittenDate() {}

    /**
     * The point in time of a text.
     *
     * @param text without blanks around it
     * @return in UTC; null where it is no date of ISO 8601
     */
    static LocalDateTime ofIso(String text) {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(matcher.group(1));
            return matcher.group(2) == null
                    ? date.atStartOfDay()
                    : at(date, matcher).minusMinutes(minutesOf(matcher.group(9)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** 24:00 is the start of the next day. */
    private static LocalDateTime at(LocalDate date, Matcher matcher) {
        int hour = Integer.parseInt(matcher.group(3));
        int minute = Integer.parseInt(matcher.group(4));
        int second = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
        int nanos = matcher.group(8) == null ? 0 : nanos(matcher.group(8));
        boolean isMidnight = hour == 24 && minute + second + nanos == 0;
        return isMidnight ? date.plusDays(1).atStartOfDay() : date.atTime(LocalTime.of(hour, minute, second, nanos));
    }

    /** Of the digits of a fraction of a second; those beyond nanoseconds are cut off. */
    static int nanos(String digits) {
        return Integer.parseInt((digits + "000000000").substring(0, 9));
    }

    /**
     * The minutes of an offset.
     *
     * @param offset null or Z for none; else as +02, +0230 or +02:30
     */
    static int minutesOf(String offset) {
        if (offset == null || offset.equals("Z")) {
            return 0;
        }
        String digits = offset.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
        return (offset.charAt(0) == '-' ? -1 : 1) * (MINUTES_PER_HOUR * hours + minutes);
    }
}
