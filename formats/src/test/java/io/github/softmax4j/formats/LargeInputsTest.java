package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is larger than any table is refused early, in one line; nothing of it is lost in silence. */
class LargeInputsTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private String messageOf(Path file) {
        InputException e = assertThrows(
                InputException.class,
                () -> Tables.readTraining(file.toString(), TRAINING).trainingSet());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        return e.getMessage();
    }

    private OutputStream open(String name) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
        return name.endsWith(".gz") ? new GZIPOutputStream(file, MEGABYTE) : file;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the first line, the second, and the last of many rows; closed or not, and in quotes. */
    @ParameterizedTest
    @CsvSource({
        "t.csv, '', ''",
        "t.csv.gz, '', ''",
        "t.csv, 'a,label\\n', ''",
        "t.csv.gz, 'a,label\\n', '\\n1,x\\n'",
        "t.csv.gz, 'a,label\\n1,\"', '\"'",
        "t.csv, 'many', ''",
        "t.csv, 'many', '\\n1,x\\n'",
        "t.csv, 'many', ',x\\n1,x\\n1,x\\n'",
        "t.csv.gz, 'many', ''",
        "t.csv.gz, 'many', '\\n1,x\\n'",
        "t.svm, '1 1:1\\n2 ', ''",
        "t.svm.gz, '1 1:1\\n2 1:', '\\n1 1:1'",
        "t.json, '{\"a\":\"', '\"}'",
        "t.json.gz, '{\"a\":1,\"label\":2}\\n{\"a\":\"', '\"}'",
    })
    void aLineOfFortyMegabytesIsRefused(String name, String before, String behind) throws IOException {
        String many = "a,label\n" + "1,x\n2,y\n".repeat(200_000);
        try (OutputStream out = open(name)) {
            write(out, before.equals("many") ? many : before.replace("\\n", "\n"));
            byte[] some = "x".repeat(MEGABYTE).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) {
                out.write(some);
            }
            write(out, behind.replace("\\n", "\n"));
        }
        String message = messageOf(directory.resolve(name));
        assertTrue(message.matches("(?s).*(longer than|goes on after).*"), message);
    }

    /** Lines of a megabyte are fine. */
    @Test
    void aLineOfAMegabyteIsRead() throws IOException {
        String wide = "1,".repeat(20_000);
        Path file = Files.writeString(directory.resolve("t.csv"), (wide + "x\n" + wide + "y\n").repeat(30));
        Table table = Tables.readTraining(
                file.toString(),
                TRAINING.withLabel("-1").withTable(TableOptions.standard().withHeader(false)));
        assertEquals(20_000, table.featureNames().size());
        assertEquals(60, table.matrix().rows());
    }

    @Test
    void aMillionLabelsAreRefused() throws IOException {
        for (String name : new String[] {"labels.csv", "labels.svm"}) {
            try (OutputStream out = open(name)) {
                write(out, name.endsWith("csv") ? "a,label\n" : "");
                for (int i = 0; i < 300_000; i++) {
                    write(out, name.endsWith("csv") ? i % 7 + ",k" + i + "\n" : i + " 1:" + i % 7 + "\n");
                }
            }
            String message = messageOf(directory.resolve(name));
            assertTrue(message.contains("there are more than 200000 different labels"), message);
        }
    }

    /** DuckDB takes objects of more than 200 keys for maps, unless it is told not to. */
    @Test
    void manyKeysAreColumnsUntilTheyAreTooMany() throws IOException {
        try (OutputStream out = open("wide.json");
                OutputStream keys = open("keys.json")) {
            for (int row = 0; row < 10; row++) {
                write(out, "{\"label\":" + row % 2);
                for (int i = 0; i < 500; i++) {
                    write(out, ",\"k" + i + "\":" + (row + i) + ".5");
                }
                write(out, "}\n");
            }
            for (int i = 0; i < 31_000; i++) {
                write(keys, "{\"label\":" + i % 2 + ",\"k" + i + "\":1}\n");
            }
        }
        Table table = Tables.readTraining(directory.resolve("wide.json").toString(), TRAINING);
        assertEquals(500, table.featureNames().size());
        assertEquals(10, table.matrix().rows());
        String message = messageOf(directory.resolve("keys.json"));
        assertTrue(message.contains("a table may have 30000 columns"), message);
    }

    /** One line each, with what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"0\":1.5,\"1\":2},\"label\":{\"0\":\"x\",\"1\":\"y\"}} | pandas' to_json",
                "{\"a\":1,\"label\":1}\\n{\"a\":\"x\",\"label\":2}\\n{\"a\":3,\"label\":2}"
                        + " | row 2, column a: a number was expected, as in most rows, but found \"x\"",
                "{\"a\":\"x\",\"label\":1}\\n{\"a\":\"y\",\"label\":2}\\n{\"a\":[3],\"label\":2}"
                        + " | row 3, column a: text was expected, as in most rows, but found [3]",
                "{\"a\":1,\"a\":2,\"label\":1} | line 1: the key \"a\" stands twice in an object",
                "[[1,2],[3,4]] | an object for each row was expected",
                "1\\n2\\n3 | an object for each row was expected",
            })
    void jsonThatIsNoTableIsRefused(String content, String expected) throws IOException {
        String message = messageOf(Files.writeString(directory.resolve("t.json"), content.replace("\\n", "\n")));
        assertTrue(message.contains(expected), message);
    }

    /** Strings that look like dates are read as they stand, beside an object whose type is long to spell. */
    @Test
    void aWideObjectMayStandBesideDates() throws IOException {
        var object = new StringBuilder("\"o\":{\"p0\":1");
        for (int i = 1; i < 50; i++) {
            object.append(",\"p").append(i).append("\":").append(i);
        }
        String row = "{\"a\":%d,\"day\":\"2024-01-0%d\"," + object + "},\"label\":%d}\n";
        Path file = Files.writeString(
                directory.resolve("t.json"), row.formatted(1, 1, 1) + row.formatted(2, 2, 2) + row.formatted(3, 2, 2));
        ReadOptions options = TRAINING.withTable(TableOptions.standard().withDrop(List.of("o")));
        assertEquals(3, Tables.readTraining(file.toString(), options).matrix().rows());
    }

    /** DuckDB keeps a vector for each part of a query: what is asked of a column of words must be short. */
    @Test
    void aHundredColumnsOfWordsAreRead() throws IOException {
        int columns = 100;
        var text = new StringBuilder();
        for (int j = 0; j < columns; j++) {
            text.append('c').append(j).append(',');
        }
        text.append("label\n");
        for (int i = 0; i < 500; i++) {
            for (int j = 0; j < columns; j++) {
                text.append(
                                i % 7 == j % 7
                                        ? ""
                                        : List.of("red", "green", " blue").get((i + j) % 3))
                        .append(',');
            }
            text.append(i % 2 == 0 ? "a\n" : "b\n");
        }
        Path file = Files.writeString(directory.resolve("words.csv"), text);
        ReadOptions options =
                ReadOptions.forTraining().withTable(TableOptions.standard().withMissing(FeatureRecipe.Missing.MEAN));
        Table table = Tables.readTraining(file.toString(), options);
        assertEquals(3 * columns, table.features().columns());
        assertEquals(
                500,
                Tables.readTest(file.toString(), options.matching(table.trainingSet()))
                        .features()
                        .rows());
    }

    @Test
    void jsonMayHaveAMark() throws IOException {
        String rows = "{\"a\":1,\"label\":1}\n{\"a\":2,\"label\":2}\n";
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Path file = Files.write(directory.resolve("t.json"), ("\uFEFF" + rows).getBytes(charset));
            assertEquals(
                    2, Tables.readTraining(file.toString(), TRAINING).matrix().rows(), charset.name());
        }
    }
}
