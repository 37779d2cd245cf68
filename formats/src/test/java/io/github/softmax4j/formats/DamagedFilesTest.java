package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.softmax4j.files.Damage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that were right, with bits turned, bytes replaced, ends cut off or doubled: a table, or one clear error.
 *
 * <p>Those that were right are in the folder DamagedFilesTestInputs beside this class's resources, and so are those
 * that once broke a reader. Each build reads them, and damages them at random, always alike; docs/architecture.md
 * says how to search on.
 */
class DamagedFilesTest {
    private static final int FILES = 400;

    /** Tables, each of which starts DuckDB. */
    private static final int TABLES = 150;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @BeforeEach
    void writeLabelsOfArrays() throws IOException {
        Files.write(
                directory.resolve("y.npy"),
                NpyReaderTest.npy("<i8", false, "(2,)", NpyReaderTest.elements("<i8", 1, 2)));
        Files.write(directory.resolve("labels-idx1"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
    }

    @FuzzTest
    void csv(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.CSV);
    }

    @FuzzTest
    void tsv(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.TSV);
    }

    @FuzzTest
    void parquet(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.PARQUET);
    }

    @FuzzTest
    void json(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.JSON);
    }

    @FuzzTest
    void libsvm(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.LIBSVM);
    }

    @FuzzTest
    void idx(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.IDX);
    }

    @FuzzTest
    void npy(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.NPY);
    }

    @FuzzTest
    void npz(byte[] bytes) throws IOException {
        assertTableOrError(bytes, Format.NPZ);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void giveATableOrAnError(Format format) throws IOException {
        var random = new Random(format.name().hashCode());
        List<byte[]> intact = intact(format);
        int files = format.isTable() ? TABLES : FILES;
        int tables = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = Damage.of(intact.get(i % intact.size()), random);
            tables += assertTimeoutPreemptively(
                            LONGEST, () -> assertTableOrError(bytes, format), () -> Arrays.toString(bytes))
                    ? 1
                    : 0;
        }
        assertTrue(tables < files, "nothing was damaged");
    }

    private static List<byte[]> intact(Format format) throws IOException {
        String folder = "DamagedFilesTestInputs/" + format.name().toLowerCase(Locale.ROOT);
        URL resource = Objects.requireNonNull(DamagedFilesTest.class.getResource(folder), folder);
        try (Stream<Path> files = Files.list(Path.of(resource.toURI()))) {
            List<Path> sorted = files.sorted().toList();
            byte[][] contents = new byte[sorted.size()][];
            for (int i = 0; i < contents.length; i++) {
                contents[i] = Files.readAllBytes(sorted.get(i));
            }
            return List.of(contents);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Whether it is a table: with finite values only, a name for each column and a label for each row. */
    private boolean assertTableOrError(byte[] bytes, Format format) throws IOException {
        Path file = Files.write(directory.resolve(format == Format.IDX ? "images-idx3" : "x." + format), bytes);
        ReadOptions options = ReadOptions.forTraining().withFormat(format);
        try {
            Table table = Tables.readTraining(file.toString(), options);
            assertTrue(Double.isFinite(table.features().sumNumber().doubleValue()));
            assertEquals(table.features().columns(), table.featureNames().size());
            assertEquals(table.features().rows(), table.labels().orElseThrow().size());
            return true;
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith(directory.toString()), e.getMessage());
            return false;
        }
    }
}
