package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words, dates and gaps in text become features, and the same ones for other rows. */
class RecipeTest {
    private static final TableOptions STANDARD = TableOptions.standard();
    private static final String COLOURS = "size,colour,label\n1,red,a\n2,blue,b\n3,red,a\n";

    /** Two of four sizes are missing, and one of four colours. */
    private static final String GAPS = "size,colour,label\n1,red,a\n,blue,b\n4,?,a\nNA,red,b\n";

    @TempDir
    private Path directory;

    private Table read(String content, TableOptions options) throws IOException {
        return Tables.readTraining(
                Files.writeString(directory.resolve("data.csv"), content).toString(),
                ReadOptions.forTraining().withTable(options));
    }

    private Table readTest(String content, Dataset training, TableOptions options) throws IOException {
        String file = Files.writeString(directory.resolve("test.csv"), content).toString();
        return Tables.readTest(
                file, ReadOptions.forTraining().withTable(options).matching(training));
    }

    private static void assertRows(Table table, float[]... rows) {
        float[][] found = table.features().toFloatMatrix();
        assertEquals(rows.length, found.length);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(rows[i], found[i], 1e-6f, "row " + i);
        }
    }

    private static float[] row(double... values) {
        var row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }

    private static String refusal(org.junit.jupiter.api.function.Executable reading) {
        return assertThrows(InputException.class, reading).getMessage();
    }

    private static void assertContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void wordsBecomeAFeatureEach() throws IOException {
        Table table = read(COLOURS, STANDARD);
        assertEquals(List.of("size", "colour=blue", "colour=red"), table.featureNames());
        assertRows(table, row(1, 0, 1), row(2, 1, 0), row(3, 0, 1));
    }

    @Test
    void otherRowsAreReadByTheRecipe() throws IOException {
        Dataset training = read(COLOURS, STANDARD).trainingSet();
        Table test = readTest("label,extra,colour,size\nb,7,blue,5\n", training, STANDARD);
        assertRows(test, row(5, 1, 0));
        assertContains(
                refusal(() -> readTest("label,colour\na,red\n", training, STANDARD)),
                "missing: size",
                "found: label, colour");
    }

    @Test
    void unseenWordsAreRefusedOrCountForNothing() throws IOException {
        Dataset training = read(COLOURS, STANDARD).trainingSet();
        String other = "size,colour,label\n1,red,a\n5,green,b\n";
        assertContains(
                refusal(() -> readTest(other, training, STANDARD)),
                "row 2, line 3, column 2 (colour)",
                "the training had blue, red, but found 'green'",
                "TableOptions.withUnseen(Unseen.ZERO)");
        assertRows(readTest(other, training, STANDARD.withUnseen(Unseen.ZERO)), row(1, 0, 1), row(5, 0, 0));
        Dataset lenient = read(COLOURS, STANDARD.withUnseen(Unseen.ZERO)).trainingSet();
        assertRows(readTest(other, lenient, STANDARD), row(1, 0, 1), row(5, 0, 0));
    }

    @Test
    void missingValuesAreRefusedWithTheirPlaces() {
        assertContains(
                refusal(() -> read(GAPS, STANDARD)),
                "3 values are missing, by column: 1 (size) 2 (first rows 2, 4; the first in line 3),"
                        + " 2 (colour) 1 (row 3, line 4)",
                "TableOptions.withMissing(Missing.MEAN), or zero, indicator or drop-row, says");
    }

    @Test
    void missingValuesBecomeTheMean() throws IOException {
        Table table = read(GAPS, STANDARD.withMissing(Missing.MEAN));
        assertEquals(List.of("size", "colour=blue", "colour=red"), table.featureNames());
        assertRows(table, row(1, 0, 1), row(2.5, 1, 0), row(4, 1 / 3.0, 2 / 3.0), row(2.5, 0, 1));
        Table test = readTest("size,colour,label\n,,a\n", table.trainingSet(), STANDARD);
        assertRows(test, row(2.5, 1 / 3.0, 2 / 3.0));
    }

    @Test
    void missingValuesBecomeZero() throws IOException {
        assertRows(
                read(GAPS, STANDARD.withMissing(Missing.ZERO)), row(1, 0, 1), row(0, 1, 0), row(4, 0, 0), row(0, 0, 1));
    }

    @Test
    void missingValuesAreTold() throws IOException {
        Table table = read(GAPS, STANDARD.withMissing(Missing.INDICATOR));
        assertEquals(
                List.of("size", "size is missing", "colour=blue", "colour=red", "colour is missing"),
                table.featureNames());
        assertRows(
                table, row(1, 0, 0, 1, 0), row(2.5, 1, 1, 0, 0), row(4, 0, 1 / 3.0, 2 / 3.0, 1), row(2.5, 1, 0, 1, 0));
        Table whole = read(COLOURS, STANDARD.withMissing(Missing.INDICATOR));
        assertEquals(List.of("size", "colour=blue", "colour=red"), whole.featureNames());
        assertRows(readTest("size,colour,label\n,red,a\n", whole.trainingSet(), STANDARD), row(2, 0, 1));
    }

    @Test
    void rowsWithMissingValuesAreLeftOut() throws IOException {
        Table table = read(GAPS + "7,red,\n", STANDARD.withMissing(Missing.DROP_ROW));
        assertRows(table, row(1, 0, 1));
        assertEquals(4, table.leftOut());
        assertEquals(Optional.of(List.of("a")), table.labels());
    }

    /** Rows before it may have been left out. */
    @Test
    void unknownLabelsAreFound() throws IOException {
        Dataset training =
                read(GAPS + "8,red,b\n", STANDARD.withMissing(Missing.DROP_ROW)).trainingSet();
        assertContains(
                refusal(() -> readTest(GAPS + "7,red,other\n", training, STANDARD)),
                "row 5, line 6, column 3 (label): the label must be one of the classes of the training, a, b,"
                        + " but is 'other'");
    }

    /** A value that is not a number is not missing. */
    @Test
    void wordsAreNeverFilled() throws IOException {
        for (Missing answer : Missing.values()) {
            Dataset training =
                    read("size,label\n1,a\n2,b\n", STANDARD.withMissing(answer)).trainingSet();
            assertContains(
                    refusal(() -> readTest("size,label\n1,a\nbig,b\n", training, STANDARD)),
                    "row 2, line 3, column 1 (size): a finite number was expected, but found 'big'");
        }
    }

    @Test
    void flagsAndDatesAreNumbers() throws IOException {
        Table table = read("ok,day,label\ntrue,1970-01-02,a\nFalse,1970-01-11 12:00:00,b\n", STANDARD);
        assertEquals(List.of("ok", "day"), table.featureNames());
        assertEquals(Kind.DATE, table.recipe().orElseThrow().columns().get(1).kind());
        assertRows(table, row(1, 1), row(0, 10.5));
        assertContains(
                refusal(() -> readTest("ok,day,label\ntrue,soon,a\n", table.trainingSet(), STANDARD)),
                "column 2 (day): a date was expected, but found 'soon'");
    }

    @Test
    void datesFarFrom1970KeepTheirDistances() throws IOException {
        Table table = read("day,label\n2024-02-28 00:00:00,a\n2024-02-28 00:15:00,b\n", STANDARD);
        assertEquals(
                15 / 1440.0, table.features().getDouble(1, 0) - table.features().getDouble(0, 0), 1e-9);
    }

    @Test
    void columnsAreChosen() throws IOException {
        assertEquals(
                List.of("colour=blue", "colour=red"),
                read(COLOURS, STANDARD.withDrop(List.of("size"))).featureNames());
        assertEquals(
                List.of("size"),
                read(COLOURS, STANDARD.withFeatures(List.of("0"))).featureNames());
        assertEquals(
                List.of("size=1", "size=2", "size=3"),
                read(COLOURS, STANDARD.withFeatures(List.of("size")).withCategories(List.of("size")))
                        .featureNames());
        assertEquals(
                List.of("size=1", "size=2", "size=3"),
                read(COLOURS, STANDARD.withFeatures(List.of("0")).withCategories(List.of("0")))
                        .featureNames());
        assertContains(
                refusal(() -> read(COLOURS, STANDARD.withCategories(List.of("sise")))),
                "there is no column 'sise' (TableOptions.withCategories)");
        assertContains(
                refusal(() -> read(COLOURS, STANDARD.withDrop(List.of("sise")))),
                "there is no column 'sise' (TableOptions.withDrop); the columns are size, colour, label");
    }

    /** Numbers as names are sorted as numbers. */
    @Test
    void categoriesOfNumbersAreSortedAsNumbers() throws IOException {
        Table table = read("code,label\n10,a\n9,b\n100,a\n", STANDARD.withCategories(List.of("code")));
        assertEquals(List.of("code=9", "code=10", "code=100"), table.featureNames());
    }

    @Test
    void identifiersAreRefused() {
        var content = new StringBuilder("id,size,label\n");
        for (int i = 0; i < 20; i++) {
            content.append("k").append(i).append(',').append(i % 5).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        assertContains(
                refusal(() -> read(content.toString(), STANDARD)),
                "column 1 (id): all 20 words differ, as identifiers do",
                "TableOptions.withDrop(\"id\")");
    }

    /** One damaged number must not make a category of a column. */
    @Test
    void aWordAmongManyNumbersIsRefused() {
        var content = new StringBuilder("size,label\n");
        for (int i = 0; i < 40; i++) {
            content.append(i == 17 ? "1x7" : "" + i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        assertContains(
                refusal(() -> read(content.toString(), STANDARD)),
                "row 18, line 19, column 1 (size): a number was expected, as 39 of 40 values are numbers,"
                        + " but found '1x7'",
                "TableOptions.withCategories(\"size\")");
    }

    @Test
    void emptyColumnsAreRefused() {
        assertContains(
                refusal(() -> read("a,b,label\n1,,x\n2,,y\n", STANDARD.withMissing(Missing.ZERO))),
                "column 2 (b): there is no value in any row; TableOptions.withDrop(\"b\")");
    }

    @Test
    void columnsAreCarriedAlong() throws IOException {
        Table table = read(COLOURS, STANDARD.withKeep(List.of("colour", "size")));
        assertEquals(List.of("colour", "size"), table.kept().keySet().stream().toList());
        assertEquals(List.of("red", "blue", "red"), table.kept().get("colour"));
    }

    /** Text may begin with notes, and scikit-learn's with counts. */
    @Test
    void notesBeforeTheTableAreNoRows() throws IOException {
        assertRows(
                read(";;; a note\n; more, of it\n\n" + COLOURS, STANDARD.withDrop(List.of("colour"))),
                row(1),
                row(2),
                row(3));
        Table counted = Tables.readTraining(
                Files.writeString(directory.resolve("c.csv"), "2,1,no,yes\n5,0\n6,1\n")
                        .toString(),
                ReadOptions.forTraining().withLabel("-1"));
        assertRows(counted, row(5), row(6));
    }

    /** Words only: the first line is one of names if none of them occurs below. */
    @Test
    void namesAreToldFromWords() throws IOException {
        ReadOptions last = ReadOptions.forTraining().withLabel("-1");
        Path rows = Files.writeString(directory.resolve("words.csv"), "a,x,p\nb,y,q\na,y,p\n");
        assertEquals(3, Tables.readTraining(rows.toString(), last).features().rows());
        Path named = Files.writeString(directory.resolve("named.csv"), "first,second,third\na,x,p\nb,y,q\na,y,p\n");
        assertEquals(3, Tables.readTraining(named.toString(), last).features().rows());
    }

    /** The header may go over some lines. */
    @Test
    void namesMayHaveLineEnds() throws IOException {
        Table table = read("\"size\n(cm)\",label\n1,a\n2,b\n3,a\n", STANDARD);
        assertEquals(List.of("size\n(cm)"), table.featureNames());
        assertRows(table, row(1), row(2), row(3));
    }

    /** Rows of words are not confused with names, also where something is missing. */
    @Test
    void rowsWithGapsAreNoNames() throws IOException {
        ReadOptions last = ReadOptions.forTraining().withLabel("-1").withTable(STANDARD.withMissing(Missing.ZERO));
        for (String gap : List.of("?", "", "NA")) {
            Path file = Files.writeString(directory.resolve("g.csv"), "red," + gap + ",a\nblue,1,b\nred,2,a\n");
            assertEquals(
                    3, Tables.readTraining(file.toString(), last).features().rows());
        }
    }

    @Test
    void wordsOfOtherRowsAreNoNames() throws IOException {
        ReadOptions last = ReadOptions.forTraining().withLabel("-1");
        Path rows = Files.writeString(directory.resolve("w.csv"), "red,small,p\nblue,big,q\nred,big,p\n");
        Dataset training = Tables.readTraining(rows.toString(), last).trainingSet();
        Path others = Files.writeString(directory.resolve("o.csv"), "red,small,p\nblue,big,q\n");
        assertEquals(
                2,
                Tables.readTest(others.toString(), last.matching(training))
                        .features()
                        .rows());
    }

    /** Without names, the number of columns says whether the label is there; nothing else may be. */
    @Test
    void columnsWithoutNamesAreCounted() throws IOException {
        ReadOptions first = ReadOptions.forTraining().withLabel("0").withTable(STANDARD.withDrop(List.of("4")));
        Path file = Files.writeString(directory.resolve("n.csv"), "a,1,10,100,1000\nb,2,20,200,2000\n");
        Table trained = Tables.readTraining(file.toString(), first);
        assertRows(trained, row(1, 10, 100), row(2, 20, 200));
        ReadOptions predicting = first.withTable(STANDARD)
                .withoutLabels()
                .expecting(new ReadOptions.Expected(
                        trained.featureNames(),
                        trained.recipe(),
                        trained.reading().settings(),
                        Optional.empty()));
        Path bare = Files.writeString(directory.resolve("b.csv"), "1,10,100,1000\n");
        assertRows(Tables.readTest(bare.toString(), predicting), row(1, 10, 100));
        assertRows(Tables.readTest(file.toString(), predicting), row(1, 10, 100), row(2, 20, 200));
        Path narrow = Files.writeString(directory.resolve("b.csv"), "1,10,100\n");
        assertContains(
                refusal(() -> Tables.readTest(narrow.toString(), predicting)),
                "there must be 5 columns as in the training, or 4 without the label",
                "but there are 3");
    }

    @Test
    void underscoresMakeWords() throws IOException {
        assertEquals(
                List.of("age=10_19", "age=20_29"),
                read("age,label\n10_19,a\n20_29,b\n10_19,a\n", STANDARD).featureNames());
    }

    @Test
    void offsetsFromUtcCount() throws IOException {
        Table table = read("day,label\n1970-01-02T00:00:00+12:00,a\n1970-01-02T00:00:00Z,b\n", STANDARD);
        assertRows(table, row(0.5), row(1));
    }

    @Test
    void decimalCommasAreRefused() {
        assertContains(
                refusal(() -> read("x;z;label\n1,5;2;a\n2,5;3;b\n1,5;2;a\n", STANDARD)),
                "column 1 (x): plain numbers were expected, but found '1,5'; TableOptions.withDecimal(',') reads");
    }

    @Test
    void lineEndsOfSomeKindsAreRead() throws IOException {
        assertRows(read("size,label\n1,a\r\n2,b\n3,a\r\n", STANDARD), row(1), row(2), row(3));
    }

    /** Rows of 20 KB, of which few are in the beginning that is looked at; and more columns than DuckDB can plan. */
    @Test
    void wideTablesAreRead() throws IOException {
        String names = IntStream.range(0, 5000).mapToObj(j -> "gene" + j).collect(Collectors.joining(","));
        String numbers = IntStream.range(0, 5000).mapToObj(j -> "0." + j % 10).collect(Collectors.joining(","));
        String rows = (numbers + ",a\n" + numbers + ",b\n").repeat(20);
        Table table = read(names + ",label\n" + rows, STANDARD);
        assertEquals(40, table.features().rows());
        assertEquals(5000, table.features().columns());
        String many = "1,".repeat(30_000);
        assertContains(
                refusal(() -> Tables.readTraining(
                        Files.writeString(directory.resolve("m.csv"), (many + "a\n").repeat(6))
                                .toString(),
                        ReadOptions.forTraining().withLabel("-1"))),
                "a table may have 30000 columns, but this one has 30001");
    }

    @Test
    void keptColumnsStandOnce() throws IOException {
        Table table = read(COLOURS, STANDARD.withKeep(List.of("size", "0")));
        assertEquals(Optional.of(List.of("a", "b", "a")), table.labels());
        assertEquals(List.of("1", "2", "3"), table.kept().get("size"));
    }

    @Test
    void optionsOfColumnsAreForTables() throws IOException {
        Path file = Files.writeString(directory.resolve("d.svm"), "1 1:2\n2 1:3\n");
        assertContains(
                refusal(() -> Tables.readTraining(
                        file.toString(), ReadOptions.forTraining().withTable(STANDARD.withDrop(List.of("x1"))))),
                "TableOptions.withDrop is for tables only, but this is LIBSVM");
    }

    @Test
    void filesOfOnePatternAreOneTable() throws IOException {
        Files.writeString(directory.resolve("part-1.csv"), "a,label\n1,x\n");
        Files.writeString(directory.resolve("part-2.csv"), "a,label\n2,y\n3,x\n");
        Table table = Tables.readTraining(directory.resolve("part-*.csv").toString(), ReadOptions.forTraining());
        assertRows(table, row(1), row(2), row(3));
        Files.writeString(directory.resolve("part-2.csv"), "a,label\n2,y\n3,\n");
        assertContains(
                refusal(() ->
                        Tables.readTraining(directory.resolve("part-*.csv").toString(), ReadOptions.forTraining())),
                "row 3, line 3 of " + directory.resolve("part-2.csv") + ", column 2 (label)");
        Files.writeString(directory.resolve("part-2.csv"), "a,label\n2,y\n3\n");
        assertContains(
                refusal(() ->
                        Tables.readTraining(directory.resolve("part-*.csv").toString(), ReadOptions.forTraining())),
                directory.resolve("part-2.csv") + ", line 3: there must be 2 columns");
        Files.writeString(directory.resolve("part-3.csv"), "b,label\n2,y\n");
        assertContains(
                refusal(() ->
                        Tables.readTraining(directory.resolve("part-*.csv").toString(), ReadOptions.forTraining())),
                "part-3.csv: all files must have the columns of the first");
    }

    /** Also where the name looks like a pattern. */
    @Test
    void namesOfFilesAreNoPatterns() throws IOException {
        Path file = Files.writeString(directory.resolve("it's [1].csv"), "a,label\n1,x\n");
        assertRows(Tables.readTraining(file.toString(), ReadOptions.forTraining()), row(1));
    }
}
