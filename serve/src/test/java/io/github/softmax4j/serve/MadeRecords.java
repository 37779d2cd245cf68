package io.github.softmax4j.serve;

import io.github.softmax4j.data.SourceColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Values of every type and spelling, usual and odd, and records of them. */
final class MadeRecords {
    private enum Colour {
        RED,
        BLUE
    }

    private static final LocalDateTime TIME = LocalDateTime.of(2024, 1, 5, 10, 0, 0, 123456789);
    private static final Instant INSTANT = Instant.parse("1969-12-31T23:59:59.5Z");

    private static final List<Object> NUMBERS = List.of(
            1,
            0,
            -5L,
            (short) 3,
            (byte) 10,
            200,
            1.5f,
            0.1f,
            1.0,
            0.1,
            1e20,
            1.5e-7,
            1e39,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            -999.0,
            Float.NaN,
            Double.MIN_VALUE,
            1.25,
            new BigInteger("9223372036854775807"),
            new BigDecimal("1.50"),
            new BigDecimal("1e3"),
            new AtomicInteger(1),
            new AtomicLong(10),
            Optional.of(3),
            OptionalInt.of(1),
            OptionalLong.of(10),
            OptionalDouble.of(0.1),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.of(Optional.of("3")));

    private static final List<Object> TIMES = List.of(
            LocalDate.of(2024, 1, 5),
            TIME,
            TIME.withNano(0),
            TIME.withSecond(7),
            INSTANT,
            OffsetDateTime.of(TIME, ZoneOffset.ofHours(2)),
            INSTANT.atZone(ZoneId.of("America/New_York")),
            Date.from(INSTANT),
            java.sql.Timestamp.valueOf(TIME),
            java.sql.Date.valueOf("2024-01-05"),
            java.sql.Time.valueOf("10:00:00"),
            LocalTime.NOON,
            LocalDate.of(1, 1, 1),
            LocalDate.of(12345, 1, 1));

    private static final List<Object> OTHERS = List.of(
            true,
            false,
            new AtomicBoolean(true),
            Colour.RED,
            Colour.BLUE,
            'x',
            CharBuffer.wrap(" 1.0 "),
            UUID.fromString("71a3b1c8-0000-4000-8000-00000000000a"),
            new float[] {1, 2},
            new double[] {1.5},
            new int[] {1, 2, 3},
            new long[] {4},
            new Double[] {1.0, 2.0, 0.5, -1.0},
            List.of(1, 2.5f),
            List.of(),
            Set.of(7),
            Arrays.asList(1, null),
            new double[] {1, Double.NaN},
            new float[] {1e38f, Float.POSITIVE_INFINITY},
            new double[] {1e39, 2},
            new Object(),
            new byte[] {1},
            List.of("1", "2"));

    private static final List<Object> TEXTS =
            List.of((Object[]) ("1| 1.50 |-0|+7|.5|5.|1e5|1E-05|0012|4.9e-324|1e-400||NA|none|-|nan|"
                            + "nAn|inf|1e400|1,5|1_0|0x10|1d|1 2|abc|123456789012345678901234567890|"
                            + "-999|-999.0|unknown|(5)|5 %|\u0661|true|T|Yes|on|1.0|FALSE|n|off|0.0|"
                            + "2|2024-01-05|1969-12-31 23:59:59.5|2024-01-05T10:00Z|"
                            + "2024-01-05 10:00:00.1234567|2024-01-05T10:00+0230|"
                            + "2024-01-05T10:00:00-02:30|2024-01-05 24:00|2024-01-05 24:00:01|"
                            + "2024-02-30|0000-01-01|9999-12-31|2024-1-5|05.01.2024|5.1.24|05/Jan/24|"
                            + "5/feb/69|Friday 05 January 2024 11:30 PM|friday 5 May 2024 12:05 am|"
                            + "Mon 1 Jan 2024|2024-01-05 10:20:30.5+02:00|2024-01-05 10:20:60.1Z|"
                            + "#N/A N/A|N/A|missing|*|1.234,5|1,234.5|1.234.567|12,34,567|-1,5|-1.5|"
                            + "$5|5\u20ac|EUR 1,234|-\u20ac 5|($5.50)|\u22125|1.000000e+00|01|a b\t|"
                            + "A b|TRUE|False|1.50|RED|x|10|1e+20|other|\u00c4 \"quoted\"|"
                            + "a text that is longer than forty characters, and so is cut|200.0|NaT|"
                            + "NULL")
                    .split("\\|", -1));

    private MadeRecords() {}

    static List<Object> values() {
        var all = new ArrayList<Object>();
        List.of(NUMBERS, TIMES, OTHERS, TEXTS).forEach(all::addAll);
        return all;
    }

    /** Mostly with values that its columns hold. */
    static Map<String, Object> record(List<SourceColumn> columns, Random random) {
        var record = new HashMap<String, Object>();
        if (random.nextBoolean()) {
            record.put("an extra key", "is passed over");
        }
        for (SourceColumn column : columns) {
            switch (random.nextInt(12)) {
                case 0 -> record.put(column.name(), null);
                case 1 -> record.put(column.name().toUpperCase(Locale.ROOT), 1);
                case 2 -> record.put(column.name(), MadeModels.anyOf(values(), random));
                default -> record.put(column.name(), usual(column, random));
            }
        }
        return record;
    }

    private static Object usual(SourceColumn column, Random random) {
        return switch (column.kind()) {
            case NUMBER ->
                random.nextBoolean()
                        ? random.nextGaussian()
                        : MadeModels.anyOf(List.of(1, 2.5f, "7", " 0.25 "), random);
            case FLAG -> MadeModels.anyOf(List.of(true, 0, "yes", "F", 1.0), random);
            case DATE ->
                MadeModels.anyOf(List.of(TIME, INSTANT, LocalDate.of(1999, 12, 31), Date.from(INSTANT)), random);
            case CATEGORY -> MadeModels.anyOf(column.categories(), random);
            case VECTOR -> random.doubles(column.length()).toArray();
        };
    }
}
