package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class TextTableTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();

    private static final TableOptions NAMED = TableOptions.standard().withHeader(true);

    @TempDir
    private Path directory;

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), content).toString();
    }

    private Table read(String content, ReadOptions options) throws IOException {
        return Tables.readTraining(file(content), options);
    }

    private static ReadOptions label(String column) {
        return TRAINING.withLabel(column);
    }

    private static void assertPlain(Table table) {
        assertEquals(2, table.features().rows());
        assertEquals(1.5, table.features().getDouble(0, 0));
        assertEquals(-20, table.features().getDouble(1, 1));
        assertEquals(Optional.of(List.of("red", "blue")), table.labels());
    }

    /** Line ends, separators, quotes and marks that files have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,label\n1.5,2,red\n3,-2e1,blue\n",
                "a,b,label\r\n1.5,2,red\r\n3,-2e1,blue\r\n",
                "a,b,label\r1.5,2,red\r3,-2e1,blue",
                "\uFEFFa,b,label\n1.5,2,red\n3,-2e1,blue",
                "a;b;label\n1.5;2;red\n3;-2e1;blue\n",
                "a\tb\tlabel\n1.5\t2\tred\n3\t-2e1\tblue\n",
                "a|b|label\n1.5|2|red\n3|-2e1|blue\n",
                "\"a\",\"b\",\"label\"\n\"1.5\",2,\"red\"\n 3 , -2e1 , blue \n",
                "\n\na,b,label\n\n1.5,2,red\n\n3,-2e1,blue\n\n"
            })
    void readsWhatIsThere(String content) throws IOException {
        Table table = read(content, TRAINING);
        assertPlain(table);
        assertEquals(List.of("a", "b"), table.featureNames());
        assertEquals(Optional.of("label"), table.labelColumn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5,2,red\n3,-20,blue\n", "\uFEFF\"1.5\",2,red\n\"3\",-20,blue\n"})
    void readsWithoutAHeader(String content) throws IOException {
        Table table = read(content, label("-1"));
        assertPlain(table);
        assertEquals(List.of("x0", "x1"), table.featureNames());
        assertEquals(Optional.of("2"), table.labelColumn());
    }

    @Test
    void findsTheLabelByNameIndexOrFromTheEnd() throws IOException {
        String labelFirst = "kind,a,b\nred,1.5,2\nblue,3,-20\n";
        assertPlain(read(labelFirst, label("kind")));
        assertPlain(read(labelFirst, label("0")));
        assertPlain(read(labelFirst, label("-3")));
        assertPlain(read("a,b,Class\n1.5,2,red\n3,-20,blue\n", TRAINING));
    }

    @Test
    void quotesMayHoldSeparatorsQuotesAndLines() throws IOException {
        Table table = read("a,label\n1,\"x, \"\"y\"\"\nz\"\n2,plain\n", TRAINING);
        assertEquals(Optional.of(List.of("x, \"y\"\nz", "plain")), table.labels());
    }

    @Test
    void readsGzipWhateverItsName() throws IOException {
        Path file = directory.resolve("data.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b,label\n1.5,2,red\n3,-20,blue\n".getBytes(StandardCharsets.UTF_8));
        }
        assertPlain(Tables.readTraining(file.toString(), TRAINING));
    }

    @Test
    void headerCanBeForced() throws IOException {
        Table named = read("0,1,2\n1.5,2,red\n3,-20,blue\n", label("2").withTable(NAMED));
        assertPlain(named);
        assertEquals(List.of("0", "1"), named.featureNames());
        Table numbered = read("a,b\n1,x\n", label("1").withTable(NAMED));
        assertEquals(1, numbered.features().rows());
    }

    @Test
    void doubleKeepsWhatFloatCannot() throws IOException {
        String content = "a,label\n16777217,x\n1e300,y\n";
        Table table = read(content, TRAINING.withType(DataType.DOUBLE));
        assertEquals(16777217, table.features().getDouble(0, 0));
        assertEquals(1e300, table.features().getDouble(1, 0));
        assertRefused("row 2, line 3, column 1 (a): '1e300' is too large for float", content, TRAINING);
    }

    @Test
    void testColumnsAreFoundByName() throws IOException {
        ReadOptions matching =
                Expecting.matching(label("label"), List.of("a", "b"), ClassLabels.of(List.of("red", "blue")));
        assertPlain(read("id,b,label,a\n7,2,red,1.5\n8,-20,blue,3\n", matching));
    }

    @Test
    void predictionNeedsNoLabel() throws IOException {
        ReadOptions options = Expecting.matchingFeatures(label("2"), List.of("x0", "x1"));
        assertEquals(Optional.empty(), read("1.5,2\n3,-20\n", options).labels());
        assertEquals(2, read("1.5,2,red\n3,-20,blue\n", options).features().columns());
        ReadOptions named = Expecting.matchingFeatures(label("kind"), List.of("a", "b"));
        assertEquals(2, read("b,a\n1,2\n", named).features().getDouble(0, 0));
        assertEquals(2, read("kind,b,a\nred,1,2\n", named).features().getDouble(0, 0));
    }

    private void assertRefused(String expected, String content, ReadOptions options) throws IOException {
        String name = file(content);
        String message = assertThrows(InputException.class, () -> Tables.readTraining(name, options))
                .getMessage();
        assertTrue(message.startsWith(name), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void saysWhereItIsWrong() throws IOException {
        assertRefused(": is empty", "", TRAINING);
        assertRefused(": is empty", "\n\n", TRAINING);
        assertRefused("has names of columns, but no rows", "a,b,label\n", TRAINING);
        assertRefused(
                "line 3: there must be 3 columns as in the first line, but there are 2",
                "a,b,label\n1,2,x\n3,y\n5,6,z\n",
                TRAINING);
        assertRefused("line 2: there must be 3 columns", "a,b,label\n1,2,x,4\n1,2,y\n", TRAINING);
        assertRefused("row 2, line 3, column 2 (label): a label was expected", "a,label\n1,x\n1,\n", TRAINING);
        assertRefused("no label column 'kind'; the columns are a, b", "a,b\n1,2\n", label("kind"));
        assertRefused("no label column '2'; the columns are 0 to 1, without names", "1,2\n", label("2"));
        assertRefused("which column is the label?", "a,b\n1,2\n", TRAINING);
        assertRefused("which column is the label?", "a,label,y\n1,2,3\n", TRAINING);
        assertRefused("column names must differ, but 'a' stands twice", "a,a,label\n1,2,x\n", TRAINING);
        assertRefused("at least one column beside the label", "label\nx\n", TRAINING);
    }

    /** Where numbers are expected, by a model. */
    @Test
    void saysWhatIsNoNumber() throws IOException {
        ReadOptions numbers = Expecting.matchingFeatures(label("label"), List.of("a", "b"));
        String expected = "row 2, line 3, column 2 (b): a finite number was expected, but found ";
        for (String wrong : List.of("two", "0x1p3", "1d", "1.2.3", "-Infinity", "inf", "1;2")) {
            assertRefused(expected + "'" + wrong + "'", "a,b,label\n1,2,x\n1," + wrong + ",x\n", numbers);
        }
        for (String nothing : List.of("", "NaN", "NA", "?", "null")) {
            assertRefused(
                    "a value is missing, by column: 2 (b) 1 (row 2, line 3); in training, TableOptions.withMissing",
                    "a,b,label\n1,2,x\n1," + nothing + ",x\n",
                    numbers);
        }
    }

    /** Quoted line ends do not count as rows, and empty lines neither; a message gives the line of a row. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,label#1,x#3,#|row 2, line 3,",
                "a,label##1,\"x#y\"##3,#|row 2, line 6,",
                "a,label^1,x^3,^|row 2, line 3,",
                "a,label!1,x!!3,!|row 2, line 4,",
                "a,label#1,x^3,#|row 2, line 3,",
                "a,label#1,5\"#3,#|row 2, line 3,",
                "a,label#1, \"5\"\"#\"#3,#|row 2, line 4,",
                "; a note#\"a#b\",label#1,x#3,|row 2, line 5,",
                "+\"a#b\",label#3,|row 1, line 3,",
            })
    void rowsHaveLines(String content, String place) throws IOException {
        String text = content.replace("#", "\n")
                .replace("^", "\r\n")
                .replace("!", "\r")
                .replace("+", "\uFEFF");
        assertRefused(place, text, label("-1"));
    }

    @Test
    void emptyLinesOfASingleColumnAreRows() throws IOException {
        ReadOptions prediction = Expecting.matchingFeatures(TRAINING, List.of("a"));
        assertRefused("1 (row 2, line 3)", "a\n1\n\n2\n", prediction);
    }

    @Test
    void testSetsMustMatch() throws IOException {
        ReadOptions matching =
                Expecting.matching(label("label"), List.of("a", "b"), ClassLabels.of(List.of("red", "blue")));
        assertRefused(
                "row 1, line 2, column 3 (label): the label must be one of the classes",
                "a,b,label\n1,2,green\n",
                matching);
        assertRefused(
                "the columns of the training are expected; missing: b; found: a, label", "a,label\n1,red\n", matching);
        assertRefused(
                "missing: a, b; the file has no line of names",
                "1,2,3,red\n",
                Expecting.matching(label("-1"), List.of("a", "b"), ClassLabels.of(List.of("red", "blue"))));
        assertRefused(
                "there must be 2 feature columns",
                "1,2,3,red\n",
                Expecting.matching(label("-1"), List.of("x0", "x1"), ClassLabels.of(List.of("red", "blue"))));
    }

    /** A misspelt name must not put one column in the place of another. */
    @Test
    void otherNamesAreNotTakenByPosition() throws IOException {
        ReadOptions matching = Expecting.matchingFeatures(label("label"), List.of("width", "height"));
        assertRefused("missing: width; found: height, widht, label", "height,widht,label\n1,2,x\n", matching);
        ReadOptions unnamed = Expecting.matchingFeatures(label("label"), List.of("x0", "x1"));
        assertEquals(2, read("a,b\n1,2\n", unnamed).features().columns());
    }

    /** A file without labels that has a column for them all the same. */
    @Test
    void predictionPassesOverEmptyLabels() throws IOException {
        ReadOptions options = Expecting.matchingFeatures(label("label"), List.of("a", "b"));
        Table table = read("a,b,label\n1,2,\n3,4,\n", options);
        assertEquals(2, table.features().rows());
        assertEquals(Optional.empty(), table.labels());
    }

    @Test
    void quotesMustBeClosed() throws IOException {
        assertRefused("a quote is opened, but not closed", "a,label\n1,x\n2,\"y\n3,x\n4,y\n", TRAINING);
    }

    @Test
    void namesMayHaveDigits() throws IOException {
        Table table = read("E1,2019-01,label\n1,2,a\n3,4,b\n", TRAINING);
        assertEquals(List.of("E1", "2019-01"), table.featureNames());
    }

    @Test
    void oneClassIsNoTrainingSet() throws IOException {
        Table table = read("a,label\n1,x\n2,x\n", TRAINING);
        String message = assertThrows(InputException.class, table::trainingSet).getMessage();
        assertTrue(message.contains("every row has the label 'x'"), message);
    }

    /** Marks and bytes show how a text is written. */
    @Test
    void readsOtherEncodings() throws IOException {
        String content = "a,label\n1,gr\u00fcn\n2,rot\n";
        for (Charset encoding : List.of(StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
            Path file = Files.write(directory.resolve("data.csv"), content.getBytes(encoding));
            assertEquals(
                    Optional.of(List.of("gr\u00fcn", "rot")),
                    Tables.readTraining(file.toString(), TRAINING).labels());
        }
    }

    @Test
    void otherBytesFarBehindAreTold() throws IOException {
        Path file = directory.resolve("data.csv");
        byte[] bytes = ("a,label\n" + "1,x\n2,y\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xFF;
        Files.write(file, bytes);
        assertMessage("text in UTF-8 was expected", file.toString());
    }

    @Test
    void damagedGzipIsTold() throws IOException {
        Path whole = directory.resolve("whole.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("a,label\n1,x\n2,y\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {2, 5, 12, bytes.length / 2, bytes.length - 1}) {
            Path part = Files.write(directory.resolve("part.csv.gz"), Arrays.copyOf(bytes, length));
            assertThrows(InputException.class, () -> Tables.readTraining(part.toString(), TRAINING), length + " bytes");
        }
    }

    @Test
    void filesThatAreNoneAreTold() throws IOException {
        Path arff = Files.writeString(directory.resolve("x.arff"), "@relation");
        Path parquet = Files.writeString(directory.resolve("x.parquet"), "PAR1");
        assertMessage("there is no such file", directory.resolve("missing.csv").toString());
        assertMessage(
                "this is a directory",
                Files.createDirectory(directory.resolve("d")).toString());
        assertMessage("there is no such sample", "sample:letters");
        assertMessage("this format is not read", arff.toString());
        assertMessage("too small to be a Parquet file", parquet.toString());
        assertMessage(
                "no file fits this pattern", directory.resolve("none-*.csv").toString());
    }

    private static void assertMessage(String expected, String source) {
        String message = assertThrows(InputException.class, () -> Tables.readTraining(source, TRAINING))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void sampleHasTrainingAndTestRows() throws IOException {
        Table training = Tables.readTraining("sample:digits", TRAINING);
        Table test = Tables.readTest("sample:digits", TRAINING);
        assertEquals(3823, training.features().rows());
        assertEquals(1797, test.features().rows());
        assertEquals(64, training.features().columns());
        assertEquals(10, training.trainingSet().classes().size());
        // the published counts of digits 0 and 1
        assertEquals(
                376,
                training.labels().orElseThrow().stream().filter("0"::equals).count());
        assertEquals(
                182, test.labels().orElseThrow().stream().filter("1"::equals).count());
        assertEquals(Optional.of("digit"), training.labelColumn());
        assertEquals("pixel_7_7", training.featureNames().get(63));
    }
}
