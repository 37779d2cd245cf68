package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is read in parts is the same table, and has the same errors, as one that is read in one. */
class TextPartsTest {
    private static final int ROWS = 12_000;
    private static final int COLUMNS = 10;

    private static final long NEVER_CUT = 0;

    /** Parts of 256 KB, which are the smallest. */
    private static final long SMALL = 1000 * 2 * COLUMNS;

    private static final ReadOptions TRAINING = ReadOptions.forTraining();

    @TempDir
    private Path directory;

    /** Names, then rows of numbers, a word and a label. */
    private static StringBuilder text(String lineEnd) {
        var random = new SplittableRandom(3);
        var text = new StringBuilder("id");
        for (int i = 0; i < COLUMNS; i++) {
            text.append(",number").append(i);
        }
        text.append(",word,label").append(lineEnd);
        for (int row = 0; row < ROWS; row++) {
            text.append(row);
            for (int i = 0; i < COLUMNS; i++) {
                text.append(',').append(random.nextDouble());
            }
            text.append(',').append("wxyz".charAt(random.nextInt(4)));
            text.append(",k").append(random.nextInt(3)).append(lineEnd);
        }
        return text;
    }

    private String write(String name, CharSequence text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static Source parsed(String source) throws InputException {
        return Source.of(source, Optional.empty());
    }

    private static Table read(String source, ReadOptions options, long valuesPerPart) throws IOException {
        try (DuckDb database = DuckDb.open()) {
            Relation relation = new Relations(database, options).of(parsed(source), Format.CSV);
            if (valuesPerPart == SMALL) {
                assertTrue(relation.parts().orElseThrow().parts(1000).size() > 5, "there must be parts");
            }
            return new TableReader(TableRequest.of(database, relation, options, valuesPerPart)).read();
        }
    }

    private static ReadOptions with(TableOptions table) {
        return TRAINING.withTable(table);
    }

    private static void assertSame(String source, ReadOptions options) throws IOException {
        Table inOne = read(source, options, NEVER_CUT);
        Table inParts = read(source, options, SMALL);
        assertEquals(inOne.features(), inParts.features());
        assertEquals(inOne.labels(), inParts.labels());
        assertEquals(inOne.kept(), inParts.kept());
        assertEquals(inOne.recipe(), inParts.recipe());
        assertEquals(inOne.leftOut(), inParts.leftOut());
    }

    private static void assertSameProblem(String source, ReadOptions options, String place) {
        String inOne = assertThrows(InputException.class, () -> read(source, options, NEVER_CUT))
                .getMessage();
        String inParts = assertThrows(InputException.class, () -> read(source, options, SMALL))
                .getMessage();
        assertEquals(inOne, inParts);
        assertTrue(inParts.contains(place), inParts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void rowsStayInTheirOrder(String lineEnd) throws IOException {
        String source = write("data.csv", text(lineEnd));
        assertSame(source, with(TableOptions.standard().withKeep(List.of("id"))));
        Table table = read(source, with(TableOptions.standard().withDrop(List.of("word"))), SMALL);
        for (int row = 0; row < ROWS; row++) {
            assertEquals(row, table.features().getDouble(row, 0));
        }
    }

    @Test
    void eachOfSomeFilesHasNames() throws IOException {
        String text = text("\n").toString();
        write("part-0.csv", text);
        write("part-1.csv", text.substring(0, text.length() - 1)); // without an end of its last line
        assertSame(directory + "/part-*.csv", TRAINING);
    }

    @Test
    void notesAndEmptyLinesArePassedOver() throws IOException {
        StringBuilder text = text("\n");
        int middle = text.indexOf("\n", text.length() / 2);
        text.insert(middle, "\n\n").insert(0, "# made by a program\n\n").append("\n\n");
        assertSame(write("data.csv", text), TRAINING);
    }

    @Test
    void rowsThatLackSomethingAreLeftOutOfAllParts() throws IOException {
        String text = text("\n").toString().replace(",w,", ",,");
        assertSame(write("data.csv", text), with(TableOptions.standard().withMissing(Missing.DROP_ROW)));
    }

    @Test
    void problemsAreToldWithTheirPlaceInTheWholeText() throws IOException {
        String text = text("\n").toString();
        String line = Stream.of(text.split("\n")).skip(9000).findFirst().orElseThrow();
        assertSameProblem(write("ragged.csv", text.replace(line, line + ",1")), TRAINING, "line 9001");
        String wordForNumber = line.replaceFirst(",0\\.\\d+", ",0x12");
        assertSameProblem(write("word.csv", text.replace(line, wordForNumber)), TRAINING, "row 9000");
        String noLabel = line.replaceFirst("k.$", "");
        assertSameProblem(write("label.csv", text.replace(line, noLabel)), TRAINING, "row 9000");
        String nothing = line.replaceFirst(",0\\.\\d+", ",");
        assertSameProblem(write("missing.csv", text.replace(line, nothing)), TRAINING, "row 9000");
    }

    @Test
    void textWithQuotesIsNotCut() throws IOException {
        String text = text("\n").toString().replace(",w,", ",\"w\nw\",");
        try (DuckDb database = DuckDb.open()) {
            Relation relation = new Relations(database, TRAINING).of(parsed(write("data.csv", text)), Format.CSV);
            assertEquals(Optional.empty(), relation.parts());
        }
    }

    /** Quotes in the line of names are before the rows. */
    @Test
    void namesMayHaveQuotes() throws IOException {
        assertSame(write("data.csv", text("\n").toString().replaceFirst("number0", "\"number, 0\"")), TRAINING);
    }

    /** Bytes replaced anywhere: line ends, separators, zeros, halves of characters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedTextIsTheSameTableOrTheSameProblem(int seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] bytes = text("\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] others = {'\n', '\r', ',', ' ', '7', 'x', 0, (byte) 0xc3};
        bytes[RawFile.HEAD_BYTES + random.nextInt(bytes.length - RawFile.HEAD_BYTES)] = others[seed - 1];
        String source = Files.write(directory.resolve("data.csv"), bytes).toString();
        assertEquals(outcome(source, NEVER_CUT), outcome(source, SMALL));
    }

    private static String outcome(String source, long valuesPerPart) throws IOException {
        try {
            Table table = read(source, TRAINING, valuesPerPart);
            return table.features().sumNumber() + " " + table.features().shapeInfoToString() + table.labels();
        } catch (InputException e) {
            return e.getMessage();
        }
    }

    @Test
    void nothingIsLeftOfTheParts() throws IOException {
        String source = write("data.csv", text("\n"));
        try (DuckDb database = DuckDb.open()) {
            Relation relation = new Relations(database, TRAINING).of(parsed(source), Format.CSV);
            long before = files(database);
            new TableReader(TableRequest.of(database, relation, TRAINING, SMALL)).read();
            assertEquals(before, files(database));
        }
    }

    private static long files(DuckDb database) throws IOException {
        try (Stream<Path> files = Files.list(database.folder())) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
