package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.io.HeaderStrings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class TableCacheTest {
    /** The mark, and the length of what follows. */
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    private static final String CONTENT =
            "when,colour,key,label\n1600000000,red,k1,b\n1600000500,,k2,a\n1600000900,blue,k3,b\n";

    @TempDir
    private Path directory;

    private Path source;
    private Path cache;
    private ReadOptions options;
    private int readings;

    @BeforeEach
    void write() throws IOException {
        source = Files.writeString(directory.resolve("data.csv"), CONTENT);
        cache = Files.createDirectory(directory.resolve("cache"));
        options = ReadOptions.forTraining()
                .withTable(table -> table.withDrop("key").withKeep("key").withMissing(Missing.INDICATOR));
    }

    private Table read(ReadOptions how) throws IOException {
        return read(source.toString(), how);
    }

    /** As {@link Tables} reads, but counting how often the source itself is read. */
    private Table read(String name, ReadOptions how) throws IOException {
        var stored = (Source.Stored) Source.of(name, Optional.empty());
        return new TableCache(cache, stored, how).read(() -> {
            readings++;
            return Tables.readTraining(name, how);
        });
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
        assertEquals(1, kept().size());
        Table second = read(options);
        assertEquals(1, readings);
        assertSame(first, second);
        assertSame(Tables.readTraining(source.toString(), options), second);
    }

    @Test
    void readersAskTheCache() throws IOException {
        read(options);
        Table other = Tables.readTraining(other().toString(), options);
        forge(kept().get(0), other);
        assertSame(other, Tables.readTraining(source.toString(), options.withCache(cache)));
    }

    private Path other() throws IOException {
        return Files.writeString(directory.resolve("other.csv"), CONTENT.replace("k3", "k9"));
    }

    /** Writes a whole and consistent entry of another table. */
    private static void forge(Path file, Table table) throws IOException {
        String key = key(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            KeptTable.write(key, table, out);
        }
    }

    private static String key(Path file) throws IOException {
        return HeaderStrings.read(ByteBuffer.wrap(Files.readAllBytes(file)).position(HEAD_BYTES));
    }

    @Test
    void otherTypesAndOptionsAreKeptSeparately() throws IOException {
        read(options);
        Table inDouble = read(options.withType(DataType.DOUBLE));
        assertSame(inDouble, read(options.withType(DataType.DOUBLE)));
        assertEquals(2, readings);
        assertEquals(2, kept().size());
        Path comma = Files.writeString(directory.resolve("comma.csv"), "\"a, b\",a,b,label\n1,2,3,x\n4,5,6,y\n");
        for (List<String> dropped : List.of(List.of("a", "b"), List.of("a, b"))) {
            ReadOptions how = ReadOptions.forTraining()
                    .withTable(TableOptions.standard().withDrop(dropped))
                    .withCache(cache);
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

    /** As {@code touch -d} and tools that copy do; at once, too, before the clock of files ticks. */
    @Test
    void aSourceOfTheSameSizeAndTimeIsReadAgain() throws IOException {
        Assumptions.assumeTrue(
                source.getFileSystem().supportedFileAttributeViews().contains("unix"),
                "the system does not tell when a file's record was changed");
        FileTime time = Files.getLastModifiedTime(source);
        for (int i = 0; i < 10; i++) {
            String changed = "k" + i;
            Files.writeString(source, CONTENT.replace("k3", changed));
            Files.setLastModifiedTime(source, time);
            assertEquals(List.of("k1", "k2", changed), read(options).kept().get("key"));
        }
    }

    @Test
    void anotherFileOfTheSameNameSizeAndTimeIsRead() throws IOException {
        read(options);
        FileTime time = Files.getLastModifiedTime(source);
        Path other = other();
        Files.setLastModifiedTime(other, time);
        Files.move(other, source, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of("k1", "k2", "k9"), read(options).kept().get("key"));
    }

    @Test
    void whatChangesWhileItIsReadIsNotKept() throws IOException {
        var stored = (Source.Stored) Source.of(source.toString(), Optional.empty());
        new TableCache(cache, stored, options).read(() -> {
            Table table = Tables.readTraining(source.toString(), options);
            Files.writeString(source, CONTENT.replace("k3", "k4"));
            return table;
        });
        assertEquals(List.of(), kept());
    }

    @Test
    void patternsAreKeptToo() throws IOException {
        String pattern = directory.resolve("d*.csv").toString();
        Table first = read(pattern, options);
        assertSame(first, read(pattern, options));
        assertEquals(1, readings);
    }

    @Test
    void libsvmIsKept() throws IOException {
        Path file = Files.writeString(directory.resolve("d.svm"), "1 1:2 3:4\n2 2:1\n");
        ReadOptions how = ReadOptions.forTraining();
        Table first = read(file.toString(), how);
        assertSame(first, read(file.toString(), how));
        assertEquals(1, readings);
    }

    /** What was read is not lost because it cannot be kept. */
    @Test
    void aFolderThatIsGoneKeepsNothing() throws IOException {
        Table table = Tables.readTraining(source.toString(), options.withCache(directory.resolve("missing")));
        assertSame(read(options), table);
    }

    /** In memory, and beyond the budget in a file of the process. */
    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE})
    void whatBecomesOfAnEntryChangesNoTableThatWasReadOfIt(long budget) throws IOException {
        ReadOptions how = options.withStorage(FeatureStorage.inMemory().withBudget(budget));
        Table expected = read(how);
        Table found = read(how);
        assertEquals(1, readings);
        assertEquals(budget == 1, found.matrix().isInFile());
        Path file = kept().get(0);
        long size = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) size), 0);
            assertSame(expected, found);
            channel.truncate(0);
        }
        assertSame(expected, found);
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
            Files.write(file, i % 4 == 0 ? Arrays.copyOf(intact, random.nextInt(intact.length)) : damaged);
            assertSame(expected, read(options));
            assertEquals(i + 2, readings);
        }
    }

    @Test
    void theEntryOfAnotherTableCountsAsNone() throws IOException {
        Table expected = read(options);
        Path file = kept().get(0);
        read(options.withType(DataType.DOUBLE));
        Path other =
                kept().stream().filter(path -> !path.equals(file)).findFirst().orElseThrow();
        Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertSame(expected, read(options));
        assertEquals(3, readings);
    }

    /** Whoever computes the checksum cannot make a table of it that does not fit itself. */
    @Test
    void liesWithTheRightChecksumAreFoundOut() throws IOException {
        read(options);
        Path file = kept().get(0);
        String key = key(file);
        byte[] intact = Files.readAllBytes(file);
        Path forged = directory.resolve("forged");
        var random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] lying = lie(intact, random);
            Files.write(forged, lying);
            Optional<Table> table = KeptTable.read(forged, key, FeatureStorage.inMemory());
            table.ifPresent(TableCacheTest::assertConsistent);
            refused += table.isEmpty() ? 1 : 0;
        }
        assertTrue(refused > 300, () -> "most lies are about counts");
    }

    /** Bytes changed, a number replaced, or a piece taken out or put in; with the checksum of that. */
    private static byte[] lie(byte[] intact, Random random) {
        byte[] content = Arrays.copyOf(intact, intact.length - Integer.BYTES);
        int at = HEAD_BYTES + random.nextInt(content.length - HEAD_BYTES - Long.BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        switch (random.nextInt(4)) {
            case 0 -> bytes.put(at, (byte) random.nextInt());
            case 1 -> bytes.putInt(at, new int[] {-1, 0, 1, 2, 3, 4, 100, Integer.MAX_VALUE}[random.nextInt(8)]);
            case 2 -> bytes.putLong(at, new long[] {-1, 0, 2, 4, 1L << 62, Long.MAX_VALUE}[random.nextInt(6)]);
            default -> content = Arrays.copyOf(content, content.length + random.nextInt(9) - 4);
        }
        var checksum = new CRC32C();
        checksum.update(content);
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static void assertConsistent(Table table) {
        long rows = table.matrix().rows();
        int columns = table.matrix().columns();
        assertEquals(columns, table.featureNames().size());
        table.recipe()
                .ifPresent(recipe -> assertEquals(columns, recipe.featureNames().size()));
        table.labels().ifPresent(labels -> assertEquals(rows, labels.size()));
        table.kept().values().forEach(column -> assertEquals(rows, column.size()));
        for (double value : table.features().ravel().toDoubleVector()) {
            assertTrue(Double.isFinite(value));
        }
    }
}
