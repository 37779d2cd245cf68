package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Objects of Java as values of columns; formats' RecordLawTest holds them against tables. */
class RecordFeaturesTest {
    private enum Colour {
        RED,
        BLUE
    }

    private static RecordFeatures of(Missing missing, SourceColumn... columns) {
        return new RecordFeatures(
                new FeatureRecipe(List.of(columns), missing, Unseen.ERROR), Notation.USUAL, DataType.DOUBLE);
    }

    private static double[] features(SourceColumn column, Object value) {
        return of(Missing.ERROR, column).of(Map.of(column.name(), value));
    }

    private static String refusal(RecordFeatures records, Map<String, ?> record) {
        return assertThrows(IllegalArgumentException.class, () -> records.of(record))
                .getMessage();
    }

    @Test
    void numbersOfEveryKind() {
        List<Object> threes = List.of(
                3,
                3L,
                (short) 3,
                (byte) 3,
                3f,
                3.0,
                BigInteger.valueOf(3),
                new BigDecimal("3.00"),
                new AtomicInteger(3),
                new AtomicLong(3),
                "3",
                '3',
                CharBuffer.wrap("3.0"),
                Optional.of(3),
                Optional.of(Optional.of("3")),
                OptionalInt.of(3),
                OptionalLong.of(3),
                OptionalDouble.of(3));
        for (Object three : threes) {
            assertEquals(
                    3,
                    features(SourceColumn.number("n"), three)[0],
                    three.getClass().getName());
            assertArrayEquals(
                    new double[] {0, 1},
                    features(
                            SourceColumn.category("c", List.of("2", three instanceof BigDecimal ? "3.00" : "3")),
                            three),
                    three.getClass().getName());
        }
        assertEquals(1, features(SourceColumn.number("n"), true)[0]);
    }

    @Test
    void wordsOfEveryKind() {
        SourceColumn colour = SourceColumn.category("c", List.of("BLUE", "RED", "x", "true"));
        assertArrayEquals(new double[] {0, 1, 0, 0}, features(colour, Colour.RED));
        assertArrayEquals(new double[] {0, 0, 1, 0}, features(colour, 'x'));
        assertArrayEquals(new double[] {0, 0, 1, 0}, features(colour, " x "));
        assertArrayEquals(new double[] {0, 0, 0, 1}, features(colour, true));
        assertArrayEquals(new double[] {0, 0, 0, 1}, features(colour, new AtomicBoolean(true)));
        assertArrayEquals(new double[] {1}, features(SourceColumn.of("f", Kind.FLAG), new AtomicBoolean(true)));
    }

    @Test
    void datesOfEveryKind() {
        LocalDateTime noon = LocalDateTime.of(2024, 1, 5, 12, 0);
        Instant instant = noon.toInstant(ZoneOffset.UTC);
        List<Object> noons = List.of(
                noon,
                instant,
                OffsetDateTime.of(noon.plusHours(2), ZoneOffset.ofHours(2)),
                instant.atZone(ZoneId.of("America/New_York")),
                Date.from(instant),
                java.sql.Timestamp.valueOf(noon),
                "2024-01-05T12:00",
                "2024-01-05T14:00+02:00");
        for (Object value : noons) {
            assertEquals(
                    19727.5,
                    features(SourceColumn.of("d", Kind.DATE), value)[0],
                    value.getClass().getName());
        }
        LocalDate day = LocalDate.of(2024, 1, 5);
        assertEquals(19727, features(SourceColumn.of("d", Kind.DATE), day)[0]);
        assertEquals(19727, features(SourceColumn.of("d", Kind.DATE), java.sql.Date.valueOf(day))[0]);
        String message = refusal(of(Missing.ERROR, SourceColumn.of("d", Kind.DATE)), Map.of("d", 19727));
        assertTrue(message.startsWith("column 'd': a date, of java.time or as 2024-12-31"), message);
    }

    @Test
    void vectorsOfEveryKind() {
        SourceColumn vector = SourceColumn.vector("v", 2);
        List<Object> vectors = List.of(
                new float[] {1, 2},
                new double[] {1, 2},
                new int[] {1, 2},
                new long[] {1, 2},
                new Double[] {1.0, 2.0},
                List.of(1, 2.0f),
                Nd4j.createFromArray(1f, 2f),
                Nd4j.createFromArray(new double[][] {{1, 2}}));
        vectors.forEach(value -> assertArrayEquals(
                new double[] {1, 2}, features(vector, value), value.getClass().getName()));
        RecordFeatures records = of(Missing.ERROR, vector);
        assertEquals(
                "column 'v': a vector of 2 finite numbers was expected, but found a double[] of 3 values",
                refusal(records, Map.of("v", new double[3])));
        assertTrue(refusal(records, Map.of("v", new double[] {1, Double.NaN})).contains("not all of them finite"));
        assertTrue(refusal(records, Map.of("v", Arrays.asList(1, null))).contains("not all of them finite"));
        assertTrue(refusal(records, Map.of("v", "1, 2")).endsWith("but found '1, 2'"));
    }

    @Test
    void whatIsMissingIsFilledOrRefused() {
        SourceColumn number = SourceColumn.number("n").filledWith(List.of(7.0), true);
        SourceColumn word = SourceColumn.category("w", List.of("a", "b")).filledWith(List.of(0.25, 0.75), false);
        RecordFeatures records = of(Missing.INDICATOR, number, word);
        var nulls = new HashMap<String, Object>();
        nulls.put("n", null);
        nulls.put("w", Optional.empty());
        List<Map<String, ?>> lacking = List.of(
                nulls,
                Map.of("n", Double.NaN, "w", ""),
                Map.of("n", "none", "w", "NA"),
                Map.of("n", Optional.empty()),
                Map.of());
        for (Map<String, ?> record : lacking) {
            assertArrayEquals(new double[] {7, 1, 0.25, 0.75}, records.of(record), record.toString());
        }
        assertArrayEquals(new double[] {1, 0, 1, 0}, records.of(Map.of("n", 1, "w", "a", "more", "is passed over")));
        assertEquals(
                "a record must have one of the columns n, w, but has N, W",
                refusal(records, new TreeMap<>(Map.of("N", 1, "W", "a"))));
        RecordFeatures strict = of(Missing.ERROR, SourceColumn.number("n"));
        assertEquals(
                "column 'n': a value was expected, but there is none; 'N' is another name",
                refusal(strict, Map.of("N", 1)));
        RecordFeatures dropping = of(Missing.DROP_ROW, SourceColumn.number("n"));
        assertTrue(refusal(dropping, Map.of()).contains("a record cannot be left out"));
    }

    @Test
    void whatIsWrongIsNamed() {
        RecordFeatures records =
                of(Missing.ERROR, SourceColumn.number("age"), SourceColumn.category("sex", List.of("female", "male")));
        assertEquals(
                "column 'age': a finite number was expected, but found 'old'",
                refusal(records, Map.of("age", "old", "sex", "male")));
        assertEquals(
                "column 'age': a finite number was expected, but found Infinity",
                refusal(records, Map.of("age", Double.POSITIVE_INFINITY, "sex", "male")));
        assertEquals(
                "column 'age': a finite number was expected, but found 2024-01-05 (LocalDate)",
                refusal(records, Map.of("age", LocalDate.of(2024, 1, 5), "sex", "male")));
        assertEquals(
                "column 'sex': the training had female, male, but found 'Male'; a recipe with Unseen.ZERO lets such a"
                        + " value count for nothing",
                refusal(records, Map.of("age", 1, "sex", "Male")));
        assertEquals(
                "column 'sex': a word was expected, but found a ListN of 0 values",
                refusal(records, Map.of("age", 1, "sex", List.of())));
        var told = new Notation(List.of(), '.', Optional.empty(), Optional.of("%U"), Set.of(), Set.of("day"));
        var week = new FeatureRecipe(
                Collections.singletonList(SourceColumn.of("day", Kind.DATE)), Missing.ERROR, Unseen.ERROR);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new RecordFeatures(week, told, DataType.DOUBLE))
                .getMessage();
        assertTrue(message.contains("%U"), message);
    }
}
