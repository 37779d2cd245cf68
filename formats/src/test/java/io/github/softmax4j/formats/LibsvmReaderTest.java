package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibsvmReaderTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();
    private static final LibsvmOptions BASE_0 = LibsvmOptions.standard().withIndexBase(0);
    private static final LibsvmOptions BASE_1 = LibsvmOptions.standard().withIndexBase(1);

    @TempDir
    private Path directory;

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("rows.svm"), content);
    }

    private Table read(String content) throws IOException {
        return Tables.readTraining(write(content).toString(), TRAINING);
    }

    private static double[][] matrix(Table table) {
        return table.features()
                .castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                .toDoubleMatrix();
    }

    @Test
    void readsEverySpellingOfARow() throws IOException {
        Table table = read("# a comment of its own\n\n+1 1:0.5 3:-2e1 # and one behind\r\n-1\tqid:7 2:0\n1.0\n2.5 3:1");
        assertEquals(Optional.of(List.of("1", "-1", "1", "2.5")), table.labels());
        assertEquals(List.of("x1", "x2", "x3"), table.featureNames());
        assertArrayEquals(new double[][] {{0.5, 0, -20}, {0, 0, 0}, {0, 0, 0}, {0, 0, 1}}, matrix(table));
    }

    @Test
    void anIndexOfZeroMeansThatTheyBeginThere() throws IOException {
        Table table = read("1 1:5\n2 0:3 2:4\n");
        assertEquals(List.of("x0", "x1", "x2"), table.featureNames());
        assertArrayEquals(new double[][] {{0, 5, 0}, {3, 0, 4}}, matrix(table));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python 1:1            | line 2: labels must be all numbers or all words, but after 'python' comes '2'",
                "nan 1:1               | line 1: a label was expected, but it is missing: 'nan'",
                "NaN 1:1               | line 1: a label was expected, but it is missing: 'NaN'",
                "? 1:1                 | line 1: a label was expected, but it is missing: '?'",
                "1,2 1:1               | line 1: one label per row was expected, but found several: '1,2'",
                "1:1 2:2               | line 1: a label was expected first, but found '1:1'",
                "1 2:1 1:1             | line 1: indices must ascend, but 1 comes after 2",
                "1 2:1 2:1             | line 1: indices must ascend, but 2 comes after 2",
                "1 -1:1                | found '-1:1'",
                "1 x:1                 | found 'x:1'",
                "1 9999999999:1        | found '9999999999:1'",
                "1 5                   | found '5'",
                "1 1:abc               | line 1, index 1: a number was expected, but found 'abc'",
                "1 1:nan               | line 1, index 1: a finite number was expected, but found 'nan'",
                "1 1:1e39              | too large for float",
                "1 1:                  | the field is empty",
                "1                     | no row has a feature"
            })
    void saysWhatIsWrongAndWhere(String content, String message) throws IOException {
        InputException e = assertThrows(
                InputException.class, () -> read(content + "\n2 3:1\n".substring(content.equals("1") ? 7 : 0)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anEmptyFileHasNoRows() {
        assertThrows(InputException.class, () -> read(""));
        assertThrows(InputException.class, () -> read("# nothing\n"));
    }

    @Test
    void modelsFindTheirColumnsAgain() throws IOException {
        Path file = write("2 1:1 4:4\n");
        ReadOptions matching =
                Expecting.matching(TRAINING, List.of("x1", "x2", "x3", "x4", "x5"), ClassLabels.of(List.of("1", "2")));
        assertArrayEquals(new double[][] {{1, 0, 0, 4, 0}}, matrix(Tables.readTest(file.toString(), matching)));
        ReadOptions narrow = Expecting.matchingFeatures(TRAINING, List.of("x1", "x2", "x3"));
        InputException e = assertThrows(InputException.class, () -> Tables.readTest(file.toString(), narrow));
        assertTrue(
                e.getMessage().contains("indices must be 1 to 3 as in the training, but are 1 to 4"), e.getMessage());
        Path unlabelled = write("1:1 2:7\n");
        assertArrayEquals(new double[][] {{1, 7, 0}}, matrix(Tables.readTest(unlabelled.toString(), narrow)));
    }

    /** Indices that differ stay separated, and a model that was trained on hashed columns hashes other rows alike. */
    @Test
    void hashesIndicesIntoFewerColumns() throws IOException {
        Path file = write("1 1:1 1000000000:2\n2 7:3\n");
        ReadOptions hashed = TRAINING.withHashFeatures(64);
        Table table = Tables.readTraining(file.toString(), hashed);
        assertEquals(64, table.featureNames().size());
        double[][] rows = matrix(table);
        assertEquals(5, java.util.Arrays.stream(rows[0]).map(x -> x * x).sum());
        assertEquals(9, java.util.Arrays.stream(rows[1]).map(x -> x * x).sum());
        Table again = Tables.readTest(file.toString(), modelOf(table));
        assertArrayEquals(rows, matrix(again));
        ReadOptions old = Expecting.matchingFeatures(TRAINING, table.featureNames());
        assertProblem("ReadOptions.withIndexBase(0) or ReadOptions.withIndexBase(1) does", file.toString(), old);
        Table told = Tables.readTest(file.toString(), old.withLibsvm(BASE_1));
        assertArrayEquals(rows, matrix(told));
    }

    private static ReadOptions modelOf(Table table) {
        return TRAINING.withoutLabels()
                .expecting(new ReadOptions.Expected(
                        table.featureNames(), Optional.empty(), table.reading().settings(), Optional.empty()));
    }

    private static void assertProblem(String message, String source, ReadOptions options) {
        InputException e = assertThrows(InputException.class, () -> Tables.readTest(source, options));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** An index 0 that other rows just lack does not move their features. */
    @ParameterizedTest
    @CsvSource({
        "'1 0:1 1:2\n2 2:3\n', '1:2\n2:3\n', '0:0 1:2\n2:3\n', 0",
        "'1 1:1 2:2\n2 3:3\n', '2:2\n3:3\n', '1:0 2:2\n3:3\n', 1"
    })
    void theModelSaysWhereIndicesBegin(String training, String without, String with, String base) throws IOException {
        for (ReadOptions options : List.of(TRAINING, TRAINING.withHashFeatures(16))) {
            Table trained =
                    Tables.readTraining(write(training.replace("\\n", "\n")).toString(), options);
            assertEquals(base, trained.reading().settings().get("index-base"));
            assertTrue(trained.reading().notes().get(0).startsWith("indices begin at " + base + ", because"));
            ReadOptions model = modelOf(trained);
            Table one = Tables.readTest(write(without.replace("\\n", "\n")).toString(), model);
            Table other = Tables.readTest(write(with.replace("\\n", "\n")).toString(), model);
            assertArrayEquals(matrix(other), matrix(one));
            String zero = write("0:1\n").toString();
            if (base.equals("1")) {
                assertProblem("indices begin at 1 in the training, but there is a 0", zero, model);
                assertProblem("ReadOptions.withIndexBase cannot be 0", zero, model.withLibsvm(BASE_0));
            } else {
                assertEquals(1, Tables.readTest(zero, model).matrix().rows());
                assertProblem("ReadOptions.withIndexBase cannot be 1", zero, model.withLibsvm(BASE_1));
            }
        }
    }

    @Test
    void whereIndicesBeginCanBeTold() throws IOException {
        Path file = write("1 1:5\n2 2:4\n");
        Table table = Tables.readTraining(file.toString(), TRAINING.withLibsvm(BASE_0));
        assertEquals(List.of("x0", "x1", "x2"), table.featureNames());
        assertArrayEquals(new double[][] {{0, 5, 0}, {0, 0, 4}}, matrix(table));
        String zero = write("1 0:5\n2 2:4\n").toString();
        InputException e =
                assertThrows(InputException.class, () -> Tables.readTraining(zero, TRAINING.withLibsvm(BASE_1)));
        assertTrue(e.getMessage().contains("but there is a 0"), e.getMessage());
    }

    /** Models of arrays have x0, too; which index that is, nobody knows. */
    @Test
    void aModelOfAnArrayDoesNotSayIt() throws IOException {
        ReadOptions model = Expecting.matchingFeatures(TRAINING, List.of("x0", "x1", "x2"));
        String file = write("1:5\n2:4\n").toString();
        assertProblem("the model does not say where the indices of LIBSVM begin", file, model);
        assertArrayEquals(
                new double[][] {{5, 0, 0}, {0, 4, 0}}, matrix(Tables.readTest(file, model.withLibsvm(BASE_1))));
        assertArrayEquals(
                new double[][] {{5, 0, 0}, {0, 4, 0}},
                matrix(Tables.readTest(write("0:5\n1:4\n").toString(), model)));
    }

    @ParameterizedTest
    @CsvSource({
        "'spam 1:1\nham 2:1\nspam\n', 'spam,ham,spam'",
        "'+1 1:1\r1.0 2:1\r-1 1:3\r', '1,1,-1'",
        "'1.000000e+00 1:1\r\n01 2:1\r\n-0 1:3', '1,01,0'",
        "'True 1:1\nTRUE 2:1\nfalse 1:3', 'true,true,false'",
        "'0.50 1:1\n.5 2:1\n5e-1 1:3', '0.50,.5,5e-1'",
        "'9007199254740993 1:1\n9007199254740992 2:1\n2 1:3', '9007199254740993,9007199254740992,2'",
        "'\uFEFF1 1:1\n2 2:1\n1 1:3', '1,2,1'",
    })
    void labelsHaveOneSpelling(String content, String labels) throws IOException {
        String text = content.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
        Table table = read(text);
        assertEquals(Optional.of(List.of(labels.split(","))), table.labels());
    }

    @Test
    void anEmptyLineMayBeARowOfZeros() throws IOException {
        ReadOptions model =
                Expecting.matchingFeatures(TRAINING, List.of("x1", "x2")).withLibsvm(BASE_1);
        assertProblem(
                "line 2: is empty, which may be a row of zeros",
                write("1:5\n\n2:4\n").toString(),
                model);
        String rows = write("# two rows\n\n1:5\n# one\n2:4\n\n").toString();
        assertEquals(2, Tables.readTest(rows, model).features().rows());
    }

    @Test
    void labelsOfARegressionAreToldOf() throws IOException {
        assertEquals(
                List.of("the labels are 2 different numbers with fractions; each is a class of its own"),
                read("0.37 1:1\n0.74 1:2\n").reading().warnings());
        assertEquals(List.of(), read("1 1:1\n2 1:2\n").reading().warnings());
    }

    /** Rows and labels of all files that fit a pattern, in the order of their names. */
    @Test
    void filesOfAPatternAreOneTable() throws IOException {
        Files.writeString(directory.resolve("part-1.svm"), "2 0:3\n");
        Files.writeString(directory.resolve("part-0.svm"), "1 1:1 4:4\n1 2:2\n");
        Files.writeString(directory.resolve("part-2.svm"), "# nothing\n");
        Table table = Tables.readTraining(directory + "/part-*.svm", TRAINING);
        assertArrayEquals(new double[][] {{0, 1, 0, 0, 4}, {0, 0, 2, 0, 0}, {3, 0, 0, 0, 0}}, matrix(table));
        assertEquals(Optional.of(List.of("1", "1", "2")), table.labels());
        assertEquals("0", table.reading().settings().get("index-base"));
        Files.move(directory.resolve("part-1.svm"), directory.resolve("part-1.svm.gz"));
        Files.writeString(directory.resolve("t-0.txt"), "1 1:1\n");
        Files.writeString(directory.resolve("t-1.txt"), "2 2:1\n");
        assertEquals(
                2,
                Tables.readTraining(directory + "/t-?.txt", TRAINING).matrix().rows());
    }

    @Test
    void refusesWhatWouldBeFarTooLarge() throws IOException {
        Path file = write("1 1:1 1000000000:2\n2 7:3\n");
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), TRAINING));
        assertTrue(e.getMessage().contains("2 rows x 1000000000 features would take 7.5 GiB"), e.getMessage());
        assertTrue(e.getMessage().contains("ReadOptions.withHashFeatures(4096)"), e.getMessage());
        Path wide = write("1 1:1 100000000:2\n");
        InputException w = assertThrows(InputException.class, () -> Tables.readTraining(wide.toString(), TRAINING));
        assertTrue(w.getMessage().contains("at most 16777216 features"), w.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"glass.txt", "rows.t", "rows"})
    void isFoundByItsFirstLineToo(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "# comment\n1 1:2 2:3\n2 2:1\n");
        assertEquals(
                List.of("x1", "x2"),
                Tables.readTraining(file.toString(), TRAINING).featureNames());
    }

    @ParameterizedTest
    @CsvSource({
        "dna.scale, 2000, 180, 3",
        "dna.scale.t, 1186, 180, 3",
        "glass.txt, 214, 9, 6",
        "svmlight_classification.txt, 6, 21, 4"
    })
    void readsPublishedFiles(String name, int rows, int features, int classes) throws IOException {
        Path file = Path.of(System.getProperty("softmax4j.shared", ""), "data", "libsvm", name);
        Assumptions.assumeTrue(Files.exists(file), "the published files are not here");
        Table table = Tables.readTraining(file.toString(), TRAINING);
        assertEquals(rows, table.features().rows());
        assertEquals(features, table.featureNames().size());
        assertEquals(classes, table.labels().orElseThrow().stream().distinct().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"svmlight_invalid.txt", "svmlight_invalid_order.txt", "svmlight_multilabel.txt"})
    void refusesPublishedOddities(String name) {
        Path file = Path.of(System.getProperty("softmax4j.shared", ""), "data", "libsvm", name);
        Assumptions.assumeTrue(Files.exists(file), "the published files are not here");
        ReadOptions asLibsvm = TRAINING.withFormat(Format.LIBSVM);
        assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), asLibsvm));
    }
}
