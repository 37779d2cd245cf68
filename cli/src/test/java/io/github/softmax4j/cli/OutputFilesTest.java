package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every use of a file with every other, under every name that it can have. */
@RunsWithoutBackend
class OutputFilesTest {
    private static final String TABLE = "x,label\n1,a\n2,b\n3,a\n4,b\n";

    @TempDir
    private Path directory;

    private Path file;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectory(directory.resolve("folder"));
        file = Files.writeString(folder.resolve("part-1.csv"), TABLE);
    }

    /** Other names of the file, which is there; by how they are made. */
    private Map<String, String> names() throws IOException {
        var names = new LinkedHashMap<String, String>();
        names.put("absolute", file.toString());
        names.put("relative", Path.of("").toAbsolutePath().relativize(file).toString());
        names.put("by a detour", folder.resolve("../folder/./part-1.csv").toString());
        names.put("slashes", folder + "//part-1.csv");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        names.put("symbolic link", link.toString());
        names.put(
                "link to a link",
                Files.createSymbolicLink(directory.resolve("link2"), Path.of("link"))
                        .toString());
        Path linked = Files.createSymbolicLink(directory.resolve("linked"), folder);
        names.put("folder that is a link", linked.resolve("part-1.csv").toString());
        names.put("hard link", Files.createLink(directory.resolve("hard"), file).toString());
        names.put("root of the process", "/proc/self/root" + file.toRealPath());
        names.put("working directory", "/proc/self/cwd/" + names.get("relative"));
        return names;
    }

    /** A file that a process has open has a number. */
    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/fd/", "/dev/fd/"})
    void openFilesHaveNumbers(String numbers) throws IOException {
        try (var open = Files.newByteChannel(file);
                Stream<Path> all = Files.list(Path.of(numbers))) {
            assertTrue(open.isOpen());
            Path number = all.filter(path -> OutputFiles.isSame(path, file))
                    .findFirst()
                    .orElseThrow();
            assertRefused(new OutputFiles().reading("--data", number.toString()).writing("--model", file.toString()));
            assertRefused(new OutputFiles().reading("--data", file.toString()).writing("--model", number.toString()));
        }
    }

    private static void assertRefused(OutputFiles files) {
        assertTrue(files.problem().isPresent());
    }

    /** Each use of a file as an input. */
    private static Map<String, BiFunction<OutputFiles, String, OutputFiles>> inputs() {
        var inputs = new LinkedHashMap<String, BiFunction<OutputFiles, String, OutputFiles>>();
        inputs.put("--data", (files, name) -> files.reading("--data", name));
        inputs.put("--test", (files, name) -> files.reading("--test", Optional.of(name)));
        inputs.put("--labels", (files, name) -> files.readingLabels("--labels", Optional.of(Path.of(name)), "x.npy"));
        inputs.put("--database", (files, name) -> files.readingDatabase(Optional.of(name)));
        inputs.put("URL", (files, name) -> files.readingDatabase(Optional.of("jdbc:sqlite:" + name + "?mode=ro")));
        inputs.put("URL of DuckDB", (files, name) -> files.readingDatabase(Optional.of("jdbc:duckdb:" + name)));
        inputs.put("query", (files, name) -> files.reading("--data", "sql:SELECT * FROM '" + name + "' LIMIT 3"));
        inputs.put(
                "function", (files, name) -> files.reading("--data", "sql:FROM read_csv(['" + name + "'], sep=',')"));
        inputs.put("quoted", (files, name) -> files.reading("--data", "sql:SELECT * FROM \"" + name + '"'));
        inputs.put("bare", (files, name) -> files.reading("--data", "sql:SELECT * FROM " + name + ";"));
        return inputs;
    }

    @TestFactory
    List<DynamicTest> anInputUnderAnyNameIsNoOutput() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        Map<String, String> names = names();
        inputs().forEach((use, input) ->
                names.forEach((how, name) -> tests.add(DynamicTest.dynamicTest(use + ", " + how, () -> {
                    assertRefused(input.apply(new OutputFiles(), name).writing("--model", file.toString()));
                    assertRefused(
                            input.apply(new OutputFiles(), file.toString()).writing("--model", name));
                    assertEquals(
                            Optional.empty(),
                            input.apply(new OutputFiles(), name)
                                    .writing("--model", file + ".s4j")
                                    .problem());
                }))));
        assertEquals(100, tests.size());
        return tests;
    }

    @TestFactory
    List<DynamicTest> twoOutputsAreTwoFiles() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        names().forEach((how, name) -> tests.add(DynamicTest.dynamicTest(
                how,
                () -> assertRefused(
                        new OutputFiles().writing("--model", name).writing("--history", Optional.of(file))))));
        return tests;
    }

    /** Names that are free, too: links that lead to one file which is not there yet. */
    @Test
    void filesThatAreToBe() throws IOException {
        Path linked = Files.createSymbolicLink(directory.resolve("linked"), folder);
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("folder/new"));
        for (Path name : List.of(folder.resolve("new"), linked.resolve("new"), link, folder.resolve("../folder/new"))) {
            assertRefused(new OutputFiles()
                    .writing("--model", folder.resolve("new").toString())
                    .writing("--history", Optional.of(name)));
        }
        assertEquals(
                Optional.empty(),
                new OutputFiles()
                        .writing("--model", folder.resolve("new").toString())
                        .writing("--history", Optional.of(folder.resolve("other")))
                        .problem());
    }

    @ParameterizedTest
    @CsvSource({
        "folder/part-*.csv, folder/part-1.csv, true",
        "folder/part-?.csv, folder/part-1.csv, true",
        "folder/part-[0-9].csv, folder/part-1.csv, true",
        "fold*/part-*, folder/part-1.csv, true",
        "*/*, folder/part-1.csv, true",
        "**/*.csv, folder/part-1.csv, true",
        "**, folder/part-1.csv, true",
        "folder/**/part-1.csv, folder/part-1.csv, true",
        "folder/part-*.csv, hard, true", // a hard link to a file that fits
        "folder/part-*.csv, folder/part-2.csv, true", // not there yet: it would be read the next time
        "**/*.csv, folder/new.csv, true",
        "*.csv, folder/part-1.csv, false",
        "folder/part-*.csv, folder/model.s4j, false",
        "folder/[x, folder/part-1.csv, false",
        "folder/part-{1}*.csv, folder/part-1.csv, false", // no braces in DuckDB
        "nothing/*.csv, folder/part-1.csv, false"
    })
    void patterns(String pattern, String output, boolean refused) throws IOException {
        Files.createLink(directory.resolve("hard"), file);
        for (String source :
                List.of(directory + "/" + pattern, "sql:SELECT * FROM '" + directory + "/" + pattern + "'")) {
            OutputFiles files = new OutputFiles()
                    .reading("--data", source)
                    .writing("--model", directory.resolve(output).toString());
            assertEquals(refused, files.problem().isPresent(), source);
        }
    }

    /** Where labels are not named, those beside the rows are read. */
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, true",
        "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte, true",
        "train-images.idx3-ubyte, train-labels.idx1-ubyte.gz, true",
        "x.npy, y.npy, true",
        "X_train.npy, y_train.npy, true",
        "features.npy, labels.npy, true",
        "features.npy, predictions.npy, false",
        "table.csv, label.csv, false"
    })
    void labelsBesideRows(String rows, String output, boolean refused) {
        String source = directory.resolve(rows).toString();
        String target = directory.resolve(output).toString();
        OutputFiles files = new OutputFiles()
                .readingLabels("--labels", Optional.empty(), source)
                .writing("--model", target);
        assertEquals(refused, files.problem().isPresent());
        assertFalse(new OutputFiles()
                .readingLabels("--labels", Optional.of(Path.of("other")), source)
                .writing("--model", target)
                .problem()
                .isPresent());
    }

    @Test
    void nothingIsLostInADevice() {
        Optional<Path> none = Optional.of(Path.of("/dev/null"));
        assertEquals(
                Optional.empty(),
                new OutputFiles()
                        .reading("--data", "/dev/null")
                        .writing("--model", "/dev/null")
                        .writing("--history", none)
                        .problem());
        assertEquals(
                Optional.empty(),
                new OutputFiles()
                        .reading("--data", "sample:digits")
                        .writing("--out", "-")
                        .problem());
    }

    /** Each command with each of its inputs and outputs: exit code 2, and the bytes are as they were. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data F --model F",
                "train --data F --model M --history F",
                "train --data M --model N --history N",
                "train --data M --test F --model F",
                "train --data M --test F --model N --history F",
                "train --data M --validation F --model F",
                "train --data M --validation F --model N --history F",
                "train --data M --labels F --model F",
                "train --data M --labels F --model N --history F",
                "train --data M --test M --test-labels F --model F",
                "train --data M --test-labels F --model N --history F",
                "train --data D/folder/part-*.csv --model F",
                "train --data sql:FROM'F' --model F",
                "train --data sql:FROM(t) --database F --model F",
                "sweep --data F --model F",
                "sweep --data M --labels F --model F",
                "sweep --data D/folder/*.csv --model F",
                "sweep --data sql:FROM(t) --database F --model F",
                "predict --data F --model M --out F",
                "predict --data M --model F --out F",
                "predict --data D/folder/part-?.csv --model M --out F"
            })
    void commandsRefuseBeforeTheyRead(String line) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Path hard = Files.createLink(directory.resolve("hard"), file);
        for (Path other : List.of(file, link, hard)) {
            String first = line.replaceFirst("\\bF\\b", file.toString());
            String[] arguments = first.replaceAll("\\bF\\b", other.toString())
                    .replaceAll("\\bD\\b", directory.toString())
                    .replaceAll("\\b(?=[MN]\\b)", directory + "/")
                    .split(" ", -1);
            String error = Program.run(arguments).error(ExitCode.WRONG_USAGE);
            assertTrue(error.contains("must be a file of its own"), error);
            assertEquals(TABLE, Files.readString(file));
            assertTrue(Files.isSymbolicLink(link) && OutputFiles.isSame(hard, file));
        }
    }
}
