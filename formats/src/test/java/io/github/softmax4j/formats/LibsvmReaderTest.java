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
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibsvmReaderTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();

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
                "python 1:1            | line 1: a label must be a number, but is 'python'",
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
        ReadOptions hashed = TRAINING.withHashFeatures(OptionalInt.of(64));
        Table table = Tables.readTraining(file.toString(), hashed);
        assertEquals(64, table.featureNames().size());
        double[][] rows = matrix(table);
        assertEquals(5, java.util.Arrays.stream(rows[0]).map(x -> x * x).sum());
        assertEquals(9, java.util.Arrays.stream(rows[1]).map(x -> x * x).sum());
        Table again = Tables.readTest(file.toString(), Expecting.matchingFeatures(TRAINING, table.featureNames()));
        assertArrayEquals(rows, matrix(again));
    }

    @Test
    void refusesWhatWouldBeFarTooLarge() throws IOException {
        Path file = write("1 1:1 1000000000:2\n2 7:3\n");
        InputException e = assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), TRAINING));
        assertTrue(e.getMessage().contains("2 rows x 1000000000 features would take 7.5 GiB"), e.getMessage());
        assertTrue(e.getMessage().contains("--hash-features"), e.getMessage());
        Path wide = write("1 1:1 100000000:2\n");
        InputException w = assertThrows(InputException.class, () -> Tables.readTraining(wide.toString(), TRAINING));
        assertTrue(w.getMessage().contains("at most 16777216 features"), w.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"glass.txt", "rows.t"})
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
        ReadOptions asLibsvm = TRAINING.withFormat(Optional.of(Format.LIBSVM));
        assertThrows(InputException.class, () -> Tables.readTraining(file.toString(), asLibsvm));
    }
}
