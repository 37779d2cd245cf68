package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is guessed in silence: text that other readers have taken for something else. */
class GuessesTest {
    private static final int ROWS = 60;

    @TempDir
    private Path directory;

    /** Rows of a column, with a number and a label beside it. */
    private static String table(String... values) {
        return "v,x,label\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(i -> values[i % values.length] + "," + i % 7 + "," + (i % 2 == 0 ? "a" : "b"))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    /** As many different numbers as there are rows, with other values at a few places. */
    private static String numbersBut(int every, String... others) {
        return table(IntStream.range(0, ROWS)
                .mapToObj(i -> i % every == 0 ? others[i / every % others.length] : Double.toString(20 + i / 4.0))
                .toArray(String[]::new));
    }

    private Table read(String text, UnaryOperator<ReadOptions> options) throws IOException {
        Path file = Files.writeString(directory.resolve("data.csv"), text);
        return Tables.readTraining(file.toString(), options.apply(ReadOptions.forTraining()));
    }

    private static UnaryOperator<ReadOptions> with(UnaryOperator<TableOptions> change) {
        return options -> options.withTable(change.apply(options.table()));
    }

    private static final UnaryOperator<ReadOptions> PLAIN = UnaryOperator.identity();
    private static final UnaryOperator<ReadOptions> MEAN = with(table -> table.withMissing(Missing.MEAN));

    /**
     * A text.
     *
     * @param text the table; its column v is the one that matters
     * @param kind what v is taken for; empty where the text is refused
     * @param said what is warned of, or why it is refused; empty where there is nothing to say
     */
    private record Case(String text, UnaryOperator<ReadOptions> options, Optional<String> kind, String said) {}

    private static Case taken(String text, UnaryOperator<ReadOptions> options, String kind, String warning) {
        return new Case(text, options, Optional.of(kind), warning);
    }

    private static Case refused(String text, UnaryOperator<ReadOptions> options, String reason) {
        return new Case(text, options, Optional.empty(), reason);
    }

    private static Stream<Case> cases() {
        return Stream.of(nothings(), numbers(), dates(), words()).flatMap(cases -> cases);
    }

    private static Stream<Case> nothings() {
        Stream<Case> amongNumbers = Stream.of(Notation.NOTHING, Notation.NOTHING_AMONG_NUMBERS)
                .flatMap(List::stream)
                .map(word -> taken(numbersBut(5, word), MEAN, "number", ""));
        return Stream.concat(
                amongNumbers,
                Stream.of(
                        refused(numbersBut(5, "None"), PLAIN, "12 values are missing, by column: 1 (v) 12"),
                        taken(table("true", "None", "False"), MEAN, "flag", ""),
                        taken(table("2024-01-01", "-", "2024-02-29"), MEAN, "date", ""),
                        taken(
                                table("red", "None", "blue"),
                                MEAN,
                                "category",
                                "'None' (20 rows) is taken for a category"),
                        taken(table("red", "<NA>", "blue"), MEAN, "category", ""),
                        taken(
                                table("red", "None", "blue"),
                                with(table -> table.withMissing(Missing.MEAN).withNaValues(List.of("None"))),
                                "category",
                                ""),
                        refused(numbersBut(5, "unknown"), MEAN, "48 of 60 values are numbers, but found 'unknown'"),
                        taken(
                                numbersBut(5, "unknown"),
                                with(table -> table.withMissing(Missing.MEAN).withNaValues(List.of("unknown"))),
                                "number",
                                ""),
                        taken(numbersBut(5, "A1", "B2", "C3", "D4", "E5", "F6"), MEAN, "category", "48 of 60 values")));
    }

    private static Stream<Case> numbers() {
        UnaryOperator<ReadOptions> thousands = with(table -> table.withThousands(','));
        UnaryOperator<ReadOptions> signs = with(table -> table.withNumbers(List.of("v")));
        UnaryOperator<ReadOptions> both =
                with(table -> table.withNumbers(List.of("v")).withThousands(','));
        return Stream.of(
                refused(table("\"1,234\"", "\"12,500\""), PLAIN, "TableOptions.withThousands(',') reads groups"),
                refused(table("\"1,234,567\"", "950"), PLAIN, "TableOptions.withThousands(',') reads groups"),
                refused(table("\"1,5\"", "\"2,25\""), PLAIN, "TableOptions.withDecimal(',') reads decimal commas"),
                refused(
                        table("\"1.234,5\"", "\"2,25\""),
                        PLAIN,
                        "TableOptions.withDecimal(',') and TableOptions.withThousands('.') reads decimal commas"),
                refused(table("$5", "$7"), PLAIN, "TableOptions.withNumbers(\"v\") passes over signs"),
                refused(table("5 %", "7%"), PLAIN, "TableOptions.withNumbers(\"v\") passes over signs"),
                refused(table("5 EUR", "7 EUR"), PLAIN, "TableOptions.withNumbers(\"v\") passes over signs"),
                refused(table("1'234", "1'000'000"), PLAIN, "TableOptions.withThousands('\\'') reads groups"),
                refused(table("1 234", "12 000"), PLAIN, "TableOptions.withThousands(' ') reads groups"),
                refused(numbersBut(30, "\"1,234.5\""), PLAIN, "plain numbers were expected, but found '1,234.5'"),
                taken(table("\"1,234\"", "\"12,500\""), thousands, "number", ""),
                taken(table("$5", "-$7.5", "9 \u20ac", "USD 3"), signs, "number", ""),
                taken(table("\"$1,200\"", "(5)", "\u22123"), both, "number", ""),
                refused(table("\"1,2345\"", "7"), both, "a finite number was expected, but found '1,2345'"),
                refused(table("red", "7"), signs, "a finite number was expected, but found 'red'"),
                refused(table("1.5", "2.25"), with(table -> table.withThousands('.')), "both are '.'"),
                refused(
                        table("1.37", "2.5", "7.25"),
                        with(table -> table.withDecimal(',')),
                        "numbers with ',' before fractions were expected"),
                refused(table("1\u202f234", "12\u202f000"), PLAIN, "reads groups of three digits"),
                taken(table("CSE101", "MAT202"), PLAIN, "category", ""),
                taken(
                        numbersBut(5, "-999"),
                        with(table -> table.withMissing(Missing.MEAN).withNaValues(List.of("-999.0"))),
                        "number",
                        ""),
                taken(table("1e-60", "2e-60"), PLAIN, "number", "60 values are too small for float"),
                taken(table("01234", "02345"), with(table -> table.withNumbers(List.of("v"))), "number", ""),
                taken(table("01234", "02345"), PLAIN, "number", "numbers with zeros first, such as 01234"),
                taken(table("1541815603606036480", "1541815603606036481"), PLAIN, "number", "beyond 2^53"),
                taken(
                        table(IntStream.range(0, ROWS)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new)),
                        PLAIN,
                        "number",
                        "counts the rows"));
    }

    private static Stream<Case> dates() {
        UnaryOperator<ReadOptions> dotted =
                with(table -> table.withDates(List.of("v")).withDateFormat("%d.%m.%Y"));
        return Stream.of(
                taken(table("2024-01-31", "2024-02-01T10:00:00Z"), PLAIN, "date", ""),
                taken(table("01-02-20", "03-04-21"), PLAIN, "category", "looks like dates"),
                taken(table("6-4-2", "6-5-2"), PLAIN, "category", "looks like dates"),
                taken(table("1/2/2024", "3/4/2024"), PLAIN, "category", "looks like dates"),
                taken(table("31 Dec 2024", "1 Jan 2025"), PLAIN, "category", "looks like dates"),
                taken(
                        table("2024-06-01 10:00:00 BST", "2024-06-02 10:00:00 PST"),
                        PLAIN,
                        "category",
                        "looks like dates"),
                taken(table("2024-06-01T10:00:00+02:00", "2024-06-02 10:00Z"), PLAIN, "date", ""),
                refused(
                        table("31.12.2024"),
                        with(table -> table.withDates(List.of("v")).withDateFormat("%q")),
                        "TableOptions.withDateFormat must be a format of strptime"),
                taken(table("20240131", "20241231"), PLAIN, "number", "looks like dates written as numbers"),
                refused(numbersDated("2023-02-30"), PLAIN, "57 of 60 values are dates, but found '2023-02-30'"),
                taken(table("31.12.2024", "01.02.2025"), dotted, "date", ""),
                refused(table("31.12.2024", "2025-02-01"), dotted, "a date was expected, but found '2025-02-01'"),
                refused(table("31.12.2024"), with(table -> table.withDateFormat("%d")), "TableOptions.withDates"));
    }

    private static String numbersDated(String other) {
        return table(IntStream.range(0, ROWS)
                .mapToObj(i -> i % 20 == 19 ? other : "2023-01-" + (10 + i % 20))
                .toArray(String[]::new));
    }

    private static Stream<Case> words() {
        UnaryOperator<ReadOptions> flags = with(table -> table.withFlags(List.of("v")));
        UnaryOperator<ReadOptions> categories = with(table -> table.withCategories(List.of("v")));
        return Stream.of(
                taken(table("yes", "no"), PLAIN, "category", ""),
                taken(table("yes", "NO", "y", "f", "on", "0", "1.0"), flags, "flag", ""),
                refused(table("yes", "perhaps"), flags, "true or false was expected, but found 'perhaps'"),
                taken(table("Red", "red"), PLAIN, "category", "differ in capitals only are different: Red, red"),
                taken(table("'red'", "'blue'"), PLAIN, "category", "single quotes are taken for a part of words"),
                taken(table("1", "1.0", "+1", "2"), categories, "category", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsGuessedInSilence(Case one) throws IOException {
        if (one.kind.isEmpty()) {
            String message = assertThrows(InputException.class, () -> read(one.text, one.options))
                    .getMessage();
            assertTrue(message.contains(one.said), message);
            return;
        }
        Reading reading = read(one.text, one.options).reading();
        assertEquals(one.kind.get(), reading.columns().get(0).kind());
        String warnings = String.join("; ", reading.warnings());
        assertEquals(one.said.isEmpty(), warnings.isEmpty(), warnings);
        assertTrue(warnings.contains(one.said), warnings);
        if (!one.said.isEmpty()) {
            String strict = assertThrows(
                            InputException.class,
                            () -> read(
                                    one.text,
                                    options -> one.options.apply(options).withStrict(true)))
                    .getMessage();
            assertTrue(strict.contains("(ReadOptions.withStrict)") && strict.contains(one.said), strict);
        }
    }

    @Test
    void numbersAreReadAsTheirSignsSay() throws IOException {
        String text = "a;b;c;label\n1.234,5;$ 7;1;x\n-2,5;(8);2;y\n1.000.000;9 %;3;x\n";
        Table table = read(
                text,
                with(options -> options.withDecimal(',').withThousands('.').withNumbers(List.of("b"))));
        float[][] expected = {{1234.5f, 7, 1}, {-2.5f, -8, 2}, {1_000_000, 9, 3}};
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], table.features().toFloatMatrix()[i]);
        }
        Path others = Files.writeString(directory.resolve("others.csv"), "label;c;b;a\nx;3;EUR 5;0,5\n");
        Table test =
                Tables.readTest(others.toString(), ReadOptions.forTraining().matching(table.trainingSet()));
        assertArrayEquals(new float[] {0.5f, 5, 3}, test.features().toFloatMatrix()[0]);
    }

    @Test
    void aDateIsReadByTheFormatOfTheTraining() throws IOException {
        UnaryOperator<ReadOptions> dotted =
                with(table -> table.withDates(List.of("v")).withDateFormat("%d.%m.%Y"));
        Table table = read("v,label\n02.01.1970,a\n11.01.1970,b\n", dotted);
        assertArrayEquals(new float[] {1}, table.features().toFloatMatrix()[0]);
        assertArrayEquals(new float[] {10}, table.features().toFloatMatrix()[1]);
        Path others = Files.writeString(directory.resolve("others.csv"), "v,label\n03.02.1970,a\n");
        Table test =
                Tables.readTest(others.toString(), ReadOptions.forTraining().matching(table.trainingSet()));
        assertArrayEquals(new float[] {33}, test.features().toFloatMatrix()[0]);
    }

    @Test
    void labelsHaveOneSpelling() throws IOException {
        assertEquals(
                Optional.of(List.of("1", "1", "1", "0", "true", "true")),
                read("x,label\n1,1\n2,1.0\n3,+1\n4,0.0\n5,True\n6,true\n", PLAIN)
                        .labels());
        for (String nothing : Notation.NOTHING) {
            String text = "x,label\n1,a\n2," + nothing + "\n3,b\n";
            String message =
                    assertThrows(InputException.class, () -> read(text, PLAIN)).getMessage();
            assertTrue(message.contains("row 2, line 3, column 2 (label): a label was expected"), message);
            Table table = read(text, with(options -> options.withMissing(Missing.DROP_ROW)));
            assertEquals(Optional.of(List.of("a", "b")), table.labels());
            assertEquals(1, table.leftOut());
        }
        assertWarned("all labels but None are numbers", read("x,label\n1,0\n2,None\n3,1\n", PLAIN));
        assertWarned("3 different numbers with fractions", read("x,label\n1,0.5\n2,1.5\n3,2.5\n", PLAIN));
        String rows = "1,a\n2,b\n".repeat(30);
        assertWarned("'label' is taken for a class", read("x,label\n" + rows + "3,label\n" + rows, PLAIN));
        assertEquals(
                List.of(),
                read("x,a\n" + rows, options -> options.withLabel("a"))
                        .reading()
                        .warnings());
        assertWarned("labels that differ in capitals only", read("x,label\n1,No\n2,no\n3,yes\n", PLAIN));
    }

    /** -999 as a number, not as a text; and a decimal sign that is told ends the groups that a model has. */
    @Test
    void numbersThatMeanNothingAreMissing() throws IOException {
        UnaryOperator<ReadOptions> told =
                with(table -> table.withMissing(Missing.MEAN).withNaValues(List.of("-999")));
        Table table = read("v,label\n1,a\n-999,b\n3,a\n-999.0,b\n", told);
        assertEquals(2, table.features().getDouble(1, 0));
        assertEquals(2, table.reading().columns().get(0).missing());
        Path others = Files.writeString(directory.resolve("others.jsonl"), "{\"v\":-999,\"label\":\"a\"}\n");
        Table test =
                Tables.readTest(others.toString(), ReadOptions.forTraining().matching(table.trainingSet()));
        assertEquals(2, test.features().getDouble(0, 0));
    }

    @Test
    void aDecimalSignEndsTheGroupsOfAModel() throws IOException {
        UnaryOperator<ReadOptions> german = with(table -> table.withDecimal(',').withThousands('.'));
        Table trained = read("v;label\n1.234,5;a\n2,5;b\n", german);
        Path english = Files.writeString(directory.resolve("english.csv"), "v,label\n1.5,a\n");
        ReadOptions options = ReadOptions.forTraining()
                .withTable(TableOptions.standard().withDecimal('.'))
                .matching(trained.trainingSet());
        assertEquals(
                1.5, Tables.readTest(english.toString(), options).features().getDouble(0, 0));
    }

    private static void assertWarned(String expected, Table table) {
        String warnings = String.join("; ", table.reading().warnings());
        assertTrue(warnings.contains(expected), warnings);
    }

    /** Behind the values that the look of a column goes by. */
    @Test
    void aLateSignIsNoReasonToDamageValues() {
        String plain = IntStream.range(0, 300)
                .mapToObj(i -> i + ".5," + (i % 2 == 0 ? "a" : "b") + "\n")
                .collect(Collectors.joining());
        String message = assertThrows(InputException.class, () -> read("v,label\n" + plain + "\"1,234.5\",a\n", PLAIN))
                .getMessage();
        assertTrue(
                message.contains("a plain number was expected, but found '1,234.5'; TableOptions.withThousands"),
                message);
    }

    @Test
    void whatWasReadIsTold() throws IOException {
        Reading reading = read("""
                        size,colour,day,ok,key,label
                        1,red,2024-01-01,true,k1,a
                        2.5,blue,2024-03-01,false,k2,b
                        NA,red,2024-02-01,true,k3,a
                        """, with(table -> table.withDrop(List.of("key")).withMissing(Missing.MEAN)))
                .reading();
        assertEquals(
                List.of(
                        new Reading.Column("size", "number", 1, 1, "1 to 2.5"),
                        new Reading.Column("colour", "category", 2, 0, "red (2), blue (1)"),
                        new Reading.Column("day", "date", 1, 0, "2024-01-01 to 2024-03-01"),
                        new Reading.Column("ok", "flag", 1, 0, "false to true"),
                        new Reading.Column("label", "label", 0, 0, "a (2), b (1)")),
                reading.columns());
        assertEquals(
                List.of("separator: comma; the first line has names", "columns passed over: key"), reading.notes());
        assertEquals(List.of(), reading.warnings());
    }

    @Test
    void encodingsAreToldWhereTheyAreGuessed() throws IOException {
        String text = "gr\u00f6\u00dfe,label\n1,a\n2,b\n";
        Charset[] guessed = {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("windows-1252")};
        for (Charset charset : guessed) {
            Path file = Files.write(directory.resolve("data.csv"), text.getBytes(charset));
            Table table = Tables.readTraining(file.toString(), ReadOptions.forTraining());
            assertEquals(List.of("gr\u00f6\u00dfe"), table.featureNames(), charset.name());
            assertWarned("the text is taken for", table);
            UnaryOperator<ReadOptions> told =
                    with(options -> options.withText(options.text().withEncoding(charset)));
            assertEquals(
                    List.of(),
                    Tables.readTraining(file.toString(), told.apply(ReadOptions.forTraining()))
                            .reading()
                            .warnings());
        }
        Path file = Files.write(directory.resolve("data.csv"), text.getBytes(StandardCharsets.UTF_16));
        assertEquals(
                List.of(),
                Tables.readTraining(file.toString(), ReadOptions.forTraining())
                        .reading()
                        .warnings());
    }
}
