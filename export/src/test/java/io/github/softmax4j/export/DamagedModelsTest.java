package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.files.Damage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Files that were right, with bits turned, bytes replaced, ends cut off or doubled: a model, or one clear error. */
class DamagedModelsTest {
    private static final int FILES = 1000;

    /** Each starts DuckDB. */
    private static final int TABLES = 15;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sklearn-words.json", "sklearn-two.json", "liblinear-l1", "liblinear-rest", "our own"})
    void textsGiveAModelOrAnError(String name) throws IOException {
        byte[] intact = name.equals("our own") ? ownJson() : Files.readAllBytes(SavedModelsTest.saved(name));
        Path file = directory.resolve("model");
        search(name.hashCode(), FILES, intact, bytes -> isModel(Files.write(file, bytes)));
    }

    private byte[] ownJson() throws IOException {
        Path file = directory.resolve("own.json");
        ModelExport.write(MadeModels.mixed(DataType.FLOAT, Unseen.ZERO), file, ExportOptions.defaults());
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "data"})
    void foldersOfSparkGiveAModelOrAnError(String table) throws IOException {
        Path folder = copy(SavedModelsTest.saved("spark-sparse"));
        Path part;
        try (Stream<Path> files = Files.list(folder.resolve(table))) {
            part = files.findFirst().orElseThrow();
        }
        byte[] intact = Files.readAllBytes(part);
        search(table.hashCode(), TABLES, intact, bytes -> {
            Files.write(part, bytes);
            return isModel(folder);
        });
    }

    private Path copy(Path folder) throws IOException {
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
        }
        return copy;
    }

    private interface Reader {
        boolean isModel(byte[] bytes) throws IOException;
    }

    private static void search(int seed, int files, byte[] intact, Reader reader) {
        var random = new Random(seed);
        int models = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = Damage.of(intact, random);
            models += assertTimeoutPreemptively(LONGEST, () -> reader.isModel(bytes), () -> Arrays.toString(bytes))
                    ? 1
                    : 0;
        }
        assertTrue(models < files, "nothing was damaged");
    }

    /** Whether it is one, all of whose weights are finite; else the error names the file, and is ours. */
    private boolean isModel(Path file) throws IOException {
        try {
            ImportedModel imported = ModelImport.read(file, ImportOptions.defaults());
            assertTrue(imported.model().matrix().isNaN().none()
                    && imported.model().matrix().isInfinite().none());
            return true;
        } catch (ImportException e) {
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"coef_\": ' | line 1, column 11: more was expected, but found the end",
                "'solver_type' | is cut short: line 1 is the last, and more was expected",
                "hello | must be a model of one of",
                "svm_type c_svc | is a model of LIBSVM, a support vector machine, which gives no such probabilities"
            })
    void textsThatAreNone(String text, String said) throws IOException {
        refuse(text.getBytes(StandardCharsets.UTF_8), said);
    }

    private void refuse(byte[] bytes, String said) throws IOException {
        Path file = Files.write(directory.resolve("model"), bytes);
        String found = assertThrows(ImportException.class, () -> ModelImport.read(file, ImportOptions.defaults()))
                .getMessage();
        assertTrue(found.startsWith(file + ": " + said), found);
    }

    /** Each says what it is, and what to do. */
    @Test
    void filesThatAreSomethingElse() throws IOException {
        refuse(
                new byte[] {(byte) 0x80, 4, (byte) 0x95},
                "is a pickle of Python, which runs code when it is read; write");
        refuse(new byte[] {'P', 'K', 3, 4}, "is a zip archive");
        refuse(new byte[] {(byte) 0x1f, (byte) 0x8b, 8}, "is packed with gzip");
        refuse(new byte[] {'P', 'A', 'R', '1'}, "is a file of Parquet; of a model of Spark name the folder");
        refuse(new byte[] {(byte) 0x89, 'S', '4', 'J', 13, 10}, "is a model of Softmax4J already");
        refuse("{}".getBytes(StandardCharsets.UTF_16), "is text in UTF-16; write it in UTF-8");
        refuse(new byte[] {}, "must be a model of one of");
        refuse(new byte[] {'{', (byte) 0xff}, "must be text in UTF-8, but has other bytes");
    }

    /** A text editor may mark UTF-8 so. */
    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        String json = "\ufeff {\"classes_\": [\"a\", \"b\"], \"coef_\": [[1]], \"intercept_\": [0]}";
        assertTrue(isModel(Files.writeString(directory.resolve("marked.json"), json)));
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        String deep = "{\"coef_\": " + "[".repeat(1_000_000);
        refuse(deep.getBytes(StandardCharsets.UTF_8), "line 1, column ");
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        Path none = directory.resolve("none.json");
        assertEquals(
                none + ": there is no such file",
                assertThrows(NoSuchFileException.class, () -> ModelImport.read(none, ImportOptions.defaults()))
                        .getMessage());
        assertTrue(assertThrows(ImportException.class, () -> ModelImport.read(directory, ImportOptions.defaults()))
                .getMessage()
                .endsWith("is a folder without metadata"));
    }

    @Test
    void aPipelineOfSparkNamesItsStages() throws IOException {
        Path metadata = Files.createDirectories(directory.resolve("pipeline/metadata"));
        Files.createDirectories(directory.resolve("pipeline/stages/1_logreg_5d"));
        Files.writeString(metadata.resolve("part-00000"), "{\"class\": \"org.apache.spark.ml.PipelineModel\"}");
        String found = assertThrows(
                        ImportException.class,
                        () -> ModelImport.read(directory.resolve("pipeline"), ImportOptions.defaults()))
                .getMessage();
        assertTrue(found.endsWith("name the folder of its last stage, of stages/1_logreg_5d"), found);
    }

    /** The answer for a kind that the file is not is the reader's. */
    @Test
    void theKindThatIsToldCounts() throws IOException {
        Path file = Files.writeString(directory.resolve("model"), "{}");
        String found = assertThrows(
                        ImportException.class,
                        () -> ModelImport.read(file, ImportOptions.defaults().withKind("liblinear")))
                .getMessage();
        assertTrue(found.contains("solver_type, nr_class, label, nr_feature, bias or w was expected"), found);
        assertEquals(
                List.of("sklearn", "liblinear", "spark"), ModelImport.kinds().subList(0, 3));
    }
}
