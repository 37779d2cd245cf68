package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that were right, with bits turned, bytes replaced, ends cut off or doubled: a table, or one clear error. */
class DamagedFilesTest {
    private static final int FILES = 400;

    /** Tables, each of which starts DuckDB. */
    private static final int TABLES = 150;

    @TempDir
    private Path directory;

    private byte[] intact(Format format) throws IOException {
        return switch (format) {
            case CSV -> "a,b,class\n1,2.5,x\n-3e2,\"4\",y\n5,6,x\n".getBytes(StandardCharsets.UTF_8);
            case TSV -> "a\tb\tclass\n1\t2.5\tx\n-3e2\t4\ty\n5\t6\tx\n".getBytes(StandardCharsets.UTF_8);
            case PARQUET -> copied("parquet");
            case JSON ->
                "{\"a\":1,\"b\":[2,3],\"class\":\"x\"}\n{\"a\":4,\"b\":[5,6],\"class\":\"y\"}\n"
                        .getBytes(StandardCharsets.UTF_8);
            case LIBSVM -> "1 1:2 5:3.5 # c\n2 qid:3 2:1e3\n-1 7:1\n".getBytes(StandardCharsets.UTF_8);
            case IDX -> new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};
            case NPY -> NpyReaderTest.npy("<f4", false, "(2, 3)", NpyReaderTest.numbers("<f4", 1, 2, 3, 4, 5, 6));
            case NPZ -> archive();
        };
    }

    /** The rows of the CSV in another format of DuckDB's. */
    private byte[] copied(String format) throws IOException {
        Path csv = Files.write(directory.resolve("intact.csv"), intact(Format.CSV));
        Path file = directory.resolve("intact." + format);
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (FROM read_csv(" + DuckDb.text(csv.toString()) + ")) TO "
                    + DuckDb.text(file.toString()) + " (FORMAT " + format + ")");
            return Files.readAllBytes(file);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private byte[] archive() throws IOException {
        Path file = directory.resolve("intact.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(intact(Format.NPY));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(NpyReaderTest.npy("<i8", false, "(2,)", NpyReaderTest.numbers("<i8", 1, 2)));
        }
        return Files.readAllBytes(file);
    }

    private static byte[] damaged(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                int from = random.nextInt(bytes.length);
                for (int i = from; i < Math.min(bytes.length, from + 8); i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 3 -> {
                bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(bytes.length) + 1);
                System.arraycopy(intact, 0, bytes, intact.length, bytes.length - intact.length);
            }
            default -> random.nextBytes(bytes);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void giveATableOrAnInputException(Format format) throws IOException {
        var random = new Random(format.name().hashCode());
        byte[] intact = intact(format);
        Files.write(
                directory.resolve("y.npy"),
                NpyReaderTest.npy("<i8", false, "(2,)", NpyReaderTest.numbers("<i8", 1, 2)));
        Files.write(directory.resolve("labels-idx1"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
        String name = format == Format.IDX ? "images-idx3" : "x." + format;
        int files = format.isText() || format == Format.PARQUET || format == Format.JSON ? TABLES : FILES;
        int tables = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = damaged(intact, random);
            Path file = Files.write(directory.resolve(name), bytes);
            tables += assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> isTable(file, format), () -> Arrays.toString(bytes));
        }
        assertTrue(tables < files, "nothing was damaged");
    }

    /** 1 for a table whose numbers are all finite, 0 for an error; anything else thrown fails the test. */
    private static int isTable(Path file, Format format) throws IOException {
        try {
            Table table = Tables.readTraining(
                    file.toString(), ReadOptions.forTraining().withFormat(Optional.of(format)));
            assertTrue(Double.isFinite(table.features().sumNumber().doubleValue()));
            return 1;
        } catch (InputException e) {
            assertTrue(e.getMessage().length() > 10, e.getMessage());
            return 0;
        }
    }
}
