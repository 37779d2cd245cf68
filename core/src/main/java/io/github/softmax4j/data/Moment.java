package io.github.softmax4j.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/**
 * A date or point in time of Java, as a table has it: without a zone as it stands, with one in UTC, to the microsecond.
 *
 * @param time the time
 * @param form how a table writes it
 */
record Moment(LocalDateTime time, Form form) {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double SECONDS_PER_DAY = 86400;

    /** How a table writes it. */
    enum Form {
        DATE,
        TIME,
        TIME_OF_ZONE
    }

    /**
     * Takes a value.
     *
     * @param value of java.time, java.util.Date, or java.sql
     * @return empty for any other
     */
    static Optional<Moment> of(Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(new Moment(date.atStartOfDay(), Form.DATE));
        }
        if (value instanceof LocalDateTime local) {
            return Optional.of(new Moment(local, Form.TIME));
        }
        if (value instanceof java.sql.Date date) {
            return of(date.toLocalDate());
        }
        if (value instanceof java.sql.Timestamp timestamp) { // as the driver took it from a column without a zone
            return of(timestamp.toLocalDateTime());
        }
        if (value instanceof java.sql.Time) {
            return Optional.empty();
        }
        return instant(value)
                .map(instant -> new Moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), Form.TIME_OF_ZONE));
    }

    private static Optional<Instant> instant(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant);
        }
        if (value instanceof OffsetDateTime offset) {
            return Optional.of(offset.toInstant());
        }
        if (value instanceof ZonedDateTime zoned) {
            return Optional.of(zoned.toInstant());
        }
        return value instanceof Date date ? Optional.of(date.toInstant()) : Optional.empty();
    }

    /** Days since 1970-01-01, with a fraction: of as many microseconds as DuckDB counts, in its order of divisions. */
    double day() {
        long micros = ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time.truncatedTo(ChronoUnit.MICROS));
        return micros / MICROS_PER_SECOND / SECONDS_PER_DAY;
    }

    /** As DuckDB writes it. */
    String text() {
        String date = time.toLocalDate().toString();
        if (form == Form.DATE) {
            return date;
        }
        int micros = time.getNano() / 1000;
        String fraction =
                micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros).replaceAll("0+$", "");
        return String.format(Locale.ROOT, "%s %02d:%02d:%02d", date, time.getHour(), time.getMinute(), time.getSecond())
                + fraction
                + (form == Form.TIME_OF_ZONE ? "+00" : "");
    }
}
