package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which lines are names, which are rows, and which are passed over. */
class HeaderGuessTest {
    private static final TextHints NOTHING_KNOWN = hints(Optional.empty());
    private static final String IRIS = "5.1,3.5,a\n4.9,3.0,b\n6.2,2.9,a\n";
    private static final String ANSWERS = "y,y,y\nn,n,y\ny,n,n\n";

    /**
     * A text.
     *
     * @param names of its columns; none where it has no line of names
     * @param rows how many there are
     * @param warning a part of it; empty where nothing may be meant otherwise
     */
    private record Case(String text, TextHints hints, List<String> names, int rows, String warning) {}

    private static TextHints hints(Optional<List<String>> trained, String... told) {
        return new TextHints(Optional.empty(), '"', Optional.empty(), trained, List.of(told));
    }

    private static Case of(String text, TextHints hints, String names, int rows, String warning) {
        return new Case(text, hints, names.isEmpty() ? List.of() : List.of(names.split(",", -1)), rows, warning);
    }

    private static Stream<Case> cases() {
        TextHints none = NOTHING_KNOWN;
        return Stream.of(
                of("w,h,label\n" + IRIS, none, "w,h,label", 3, ""),
                of(IRIS, none, "", 3, ""),
                of("\n\nw,h,label\n" + IRIS, none, "w,h,label", 3, ""),
                of("# from 2024\nw,h,label\n" + IRIS, none, "w,h,label", 3, "line 1 is passed over: # from 2024"),
                of("sep=;\nw;h;label\n1;2;a\n3;4;b\n", none, "w,h,label", 2, ""),
                // scikit-learn's line, if it counts what follows and can be no row
                of("3,2,a,b\n" + IRIS, none, "", 3, "line 1 is passed over: 3,2,a,b"),
                of("4,2,a,b\n" + IRIS, none, "", 4, ""),
                of("3,2,a\n" + IRIS, none, "", 4, ""),
                of("3,2,a,b\n" + IRIS, hints(Optional.of(List.of("x0", "x1"))), "", 4, ""),
                of("2,3,Paris,yes\n20,1,Rome,no\n30,2,Oslo,yes\n", none, "", 3, ""),
                // names that lack one name nothing
                of("w,h\n" + IRIS, none, "", 3, "line 1 is passed over: w,h"),
                // names that are known rule, whatever they look like
                of("0,1,label\n" + IRIS, hints(Optional.empty(), "label"), "0,1,label", 3, ""),
                of("0,1,2\n1,2,3\n4,5,6\n", hints(Optional.of(List.of("2", "0", "1"))), "0,1,2", 2, ""),
                of("0,1,2\n1,2,3\n4,5,6\n", hints(Optional.of(List.of("0", "1", "3"))), "", 3, "is taken for a row"),
                of("x0,x1\n1,2\n", hints(Optional.of(List.of("x0", "x1"))), "x0,x1", 1, ""),
                of("a,b,y\n" + ANSWERS, hints(Optional.empty(), "y"), "a,b,y", 3, ""),
                // without, words above words are names if most of them are new
                of("student,smoker,y\n" + ANSWERS, none, "student,smoker,y", 3, "is taken for names"),
                of(ANSWERS, none, "", 3, ""),
                of("a,b,a\n" + ANSWERS, none, "", 4, ""),
                // pandas counts columns without names
                of("0,1,2,label\n1,2,3,a\n4,5,6,b\n", none, "0,1,2,label", 2, "is taken for names"),
                of(",0,1,2,label\n7,1,2,3,a\n8,4,5,6,b\n", none, "column0,0,1,2,label", 2, "is taken for names"),
                of("0,1,2\n1,2,3\n4,5,6\n", none, "", 3, "is taken for a row"),
                of(
                        "2019,2020,label\n" + "1,2,a\n3,4,b\n".repeat(5),
                        none,
                        "",
                        11,
                        "though its words stand in no other"),
                of("0,1\n5,0\n0,2\n", hints(Optional.of(List.of("x0", "x1"))), "", 3, "is taken for a row"),
                of("\t\t\n1\t2\ta\n3\t4\tb\n", none, "", 3, ""),
                of("w,h,label,\n1,2,a,\n3,4,b,\n", none, "w,h,label,column3", 2, ""),
                of("0,1,a\n1,2,b\n4,5,a\n", none, "", 3, ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linesAreWhatTheyMustBe(Case one) throws InputException {
        TextDialect dialect = TextDialect.of("data.csv", one.text, true, one.hints);
        assertEquals(one.names, dialect.names());
        assertEquals(one.rows, dialect.rows().size());
        String warnings = String.join("; ", dialect.notes().warnings());
        assertEquals(one.warning.isEmpty(), warnings.isEmpty(), warnings);
        assertTrue(warnings.contains(one.warning), warnings);
    }

    @Test
    void theUserIsBelieved() throws InputException {
        for (String text : List.of("w,h,label\n" + IRIS, "0,1,2,label\n1,2,3,a\n4,5,6,b\n", "a,b,c\n" + ANSWERS)) {
            for (boolean header : new boolean[] {true, false}) {
                var told = new TextHints(Optional.empty(), '"', Optional.of(header), Optional.empty(), List.of());
                TextDialect dialect = TextDialect.of("data.csv", text, true, told);
                assertEquals(header, !dialect.names().isEmpty());
                assertEquals(List.of(), dialect.notes().warnings());
            }
        }
    }

    @Test
    void aLineOfNamesNamesEachColumn() {
        String rowNames = "\"a\",\"b\",\"label\"\n\"1\",0.3,0.8,\"A\"\n\"2\",0.5,0.1,\"B\"\n";
        String trailing = "a,b,label\n0.3,0.8,A,\n0.5,0.1,B,\n";
        for (String text : List.of(rowNames, trailing)) {
            var header = new TextHints(Optional.empty(), '"', Optional.of(true), Optional.empty(), List.of());
            for (TextHints hints : List.of(header, hints(Optional.empty(), "label"))) {
                String message = assertThrows(InputException.class, () -> TextDialect.of("data.csv", text, true, hints))
                        .getMessage();
                assertTrue(message.contains("3 names (a, b, label) and the rows have 4 fields"), message);
            }
        }
    }

    @Test
    void fieldsMayBeDividedByBlanks() throws InputException {
        String ecoli = "  0.34   0.82  cp\n -1.30   0.90  im\n\t0.5 0.6\tpp\n";
        TextDialect dialect = TextDialect.of("data.csv", ecoli, true, NOTHING_KNOWN);
        assertEquals(TextDialect.BLANKS, dialect.separator());
        assertEquals(List.of("0.34", "0.82", "cp"), dialect.rows().get(0));
        String cars = "18.0   8   307.0\t\"chevrolet malibu\"\n15.0   8   350.0\t\"buick skylark 320\"\n";
        assertEquals(
                List.of("15.0", "8", "350.0", "buick skylark 320"),
                TextDialect.of("data.csv", cars, true, NOTHING_KNOWN).rows().get(1));
        String towns = "New York\t5\tred\nLos Angeles\t6\tblue\n";
        assertEquals(
                List.of("New York", "5", "red"),
                TextDialect.of("data.csv", towns, true, NOTHING_KNOWN).rows().get(0));
    }
}
