package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class TableCacheTest {
    private static final String CONTENT =
            "when,colour,key,label\n1600000000,red,k1,b\n1600000500,,k2,a\n1600000900,blue,k3,b\n";

    @TempDir
    private Path directory;

    private Path source;
    private Path cache;
    private ReadOptions options;

    @BeforeEach
    void write() throws IOException {
        Assumptions.assumeTrue(
                Backend.computesInHostMemory(),
                "this backend maps no files, and where a table is does not tell whether it was kept");
        source = Files.writeString(directory.resolve("data.csv"), CONTENT);
        cache = Files.createDirectory(directory.resolve("cache"));
        options = ReadOptions.forTraining()
                .withTable(TableOptions.standard()
                        .withDrop(List.of("key"))
                        .withKeep(List.of("key"))
                        .withMissing(Missing.INDICATOR))
                .withCache(Optional.of(cache));
    }

    private Table read(ReadOptions how) throws IOException {
        return Tables.readTraining(source.toString(), how);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private static void assertSame(Table expected, Table found) {
        assertEquals(expected.source(), found.source());
        assertEquals(expected.features(), found.features());
        assertEquals(expected.featureNames(), found.featureNames());
        assertEquals(expected.recipe(), found.recipe());
        assertEquals(expected.labels(), found.labels());
        assertEquals(expected.labelColumn(), found.labelColumn());
        assertEquals(expected.kept(), found.kept());
    }

    @Test
    void theSecondTimeNothingIsRead() throws IOException {
        Table first = read(options);
        assertFalse(first.matrix().isInFile());
        assertEquals(1, kept().size());
        Table second = read(options);
        assertTrue(second.matrix().isInFile());
        assertSame(first, second);
        assertSame(read(options.withCache(Optional.empty())), second);
    }

    @Test
    void otherTypesAndOptionsAreKeptSeparately() throws IOException {
        read(options);
        Table inDouble = read(options.withType(DataType.DOUBLE));
        assertSame(inDouble, read(options.withType(DataType.DOUBLE)));
        assertEquals(2, kept().size());
        Path comma = Files.writeString(directory.resolve("comma.csv"), "\"a, b\",a,b,label\n1,2,3,x\n4,5,6,y\n");
        for (List<String> dropped : List.of(List.of("a", "b"), List.of("a, b"))) {
            ReadOptions how = ReadOptions.forTraining()
                    .withTable(TableOptions.standard().withDrop(dropped))
                    .withCache(Optional.of(cache));
            assertEquals(
                    3 - dropped.size(),
                    Tables.readTraining(comma.toString(), how).features().columns());
        }
    }

    @Test
    void aChangedSourceIsReadAgain() throws IOException {
        read(options);
        Files.writeString(source, CONTENT.replace("k3", "k4"));
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000));
        assertEquals(List.of("k1", "k2", "k4"), read(options).kept().get("key"));
        assertEquals(2, kept().size());
    }

    @Test
    void patternsAreKeptToo() throws IOException {
        String pattern = directory.resolve("d*.csv").toString();
        Table first = Tables.readTraining(pattern, options);
        assertSame(first, Tables.readTraining(pattern, options));
        assertTrue(Tables.readTraining(pattern, options).matrix().isInFile());
    }

    @Test
    void libsvmIsKept() throws IOException {
        Path file = Files.writeString(directory.resolve("d.svm"), "1 1:2 3:4\n2 2:1\n");
        ReadOptions how = ReadOptions.forTraining().withCache(Optional.of(cache));
        Table first = Tables.readTraining(file.toString(), how);
        Table second = Tables.readTraining(file.toString(), how);
        assertTrue(second.matrix().isInFile());
        assertSame(first, second);
    }

    /** What was read is not lost because it cannot be kept. */
    @Test
    void aFolderThatIsGoneKeepsNothing() throws IOException {
        Table table = read(options.withCache(Optional.of(directory.resolve("missing"))));
        assertSame(read(options), table);
    }

    /** A damaged file is written anew. */
    @Test
    void damagedFilesCountAsNone() throws IOException {
        Table expected = read(options);
        Path file = kept().get(0);
        byte[] intact = Files.readAllBytes(file);
        var random = new Random(3);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = intact.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, i % 4 == 0 ? java.util.Arrays.copyOf(intact, random.nextInt(intact.length)) : damaged);
            Table again = read(options);
            assertFalse(again.matrix().isInFile());
            assertSame(expected, again);
        }
    }
}
