package io.github.softmax4j.serve;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/**
 * A date or point in time, as a table has it: without a zone as it stands, with one in UTC, to the microsecond.
 *
 * @param time the time
 * @param isDate whether it has no time of day
 * @param suffix of its text: the offset, where it had a zone
 */
record Moment(LocalDateTime time, boolean isDate, String suffix) {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double SECONDS_PER_DAY = 86400;
    private static final int NANOS_PER_MICRO = 1000;

    /** Of java.time, java.util.Date or java.sql; null for any other value. */
    static Moment of(Object value) {
        if (value instanceof LocalDate date) {
            return new Moment(date.atStartOfDay(), true, "");
        }
        if (value instanceof LocalDateTime local) {
            return new Moment(local, false, "");
        }
        if (value.getClass().getName().startsWith("java.sql.")) {
            return ofSql(value.toString());
        }
        Instant instant = instant(value);
        return instant == null ? null : new Moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), false, "+00");
    }

    /** What the database had; by its text, because a small Java may lack the module java.sql. */
    private static Moment ofSql(String text) {
        LocalDateTime time = WrittenDate.ofIso(text);
        return time == null ? null : new Moment(time, text.indexOf(':') < 0, "");
    }

    private static Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return value instanceof Date date ? date.toInstant() : null;
    }

    /** Days since 1970-01-01, with a fraction, in the order of divisions in which readers of tables make it. */
    static double day(LocalDateTime time) {
        long micros = ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time.truncatedTo(ChronoUnit.MICROS));
        return micros / MICROS_PER_SECOND / SECONDS_PER_DAY;
    }

    /** As tables write it: seconds always, and of their fraction what is not 0. */
    String text() {
        if (isDate) {
            return time.toLocalDate().toString();
        }
        String ofDay = time.toLocalTime().withNano(0).toString();
        int micros = time.getNano() / NANOS_PER_MICRO;
        String digits = String.valueOf(1_000_000 + micros).substring(1).replaceAll("0+$", "");
        return time.toLocalDate() + " " + ofDay + (time.getSecond() == 0 ? ":00" : "")
                + (micros == 0 ? "" : "." + digits)
                + suffix;
    }
}
