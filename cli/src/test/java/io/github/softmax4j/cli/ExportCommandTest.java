package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.ModelExport;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command export, as a user types it. */
class ExportCommandTest {
    private static final String TABLE = """
            size,island,day,kind
            1.5,north,2024-01-01,a
            2.5,south,2024-01-02,b
            1,north,,a
            ,south,2024-01-04,b
            1.25,,2024-01-05,a
            3,south,2024-01-06,b
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(folder.resolve("table.csv"), TABLE);
        Files.writeString(folder.resolve("unseen.csv"), TABLE + "2,west,2024-01-07,a\n");
        trained("table.s4j", "--data", path("table.csv"), "--label", "kind", "--missing", "indicator");
        trained("digits.s4j", "--data", "sample:digits");
        Files.writeString(folder.resolve("rows.svm"), "1 1:0.5 2:1\n2 1:-0.5\n1 1:0.25 2:2\n2 2:-1\n");
        trained("arrays.s4j", "--data", path("rows.svm"), "--format", "libsvm");
    }

    private static void trained(String model, String... arguments) {
        var all = new ArrayList<>(List.of("train", "--quiet", "--model", path(model)));
        all.addAll(List.of(arguments));
        Program trained = Program.run(all.toArray(String[]::new));
        assertEquals(0, trained.exitCode(), trained.err());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Program export(String model, String target, String... arguments) {
        var all = new ArrayList<>(List.of("export", "--quiet", "--model", path(model), "--to", path(target)));
        all.addAll(List.of(arguments));
        return Program.run(all.toArray(String[]::new));
    }

    static List<String> suffixes() {
        return ModelExport.suffixes();
    }

    /** Every kind of file, checked on rows of a file, too; the help names them all. */
    @ParameterizedTest
    @MethodSource("suffixes")
    @SuppressWarnings("unchecked")
    void writesAndChecks(String suffix) {
        assertTrue(Program.run("export", "--help").out().contains(suffix), "the help names " + suffix);
        Program done = export("table.s4j", "model" + suffix, "--check", path("table.csv"), "--json");
        assertEquals(0, done.exitCode(), done.err());
        Map<String, Object> json = done.json();
        assertEquals(path("model" + suffix), json.get("to"));
        var check = (Map<String, Object>) json.get("check");
        if (check != null) { // where its reader is not part of the program, that is said
            assertEquals(6, check.get("givenRows"));
            assertTrue((double) check.get("largestDifference") < 1e-12, done.out());
        } else {
            assertTrue(done.err().contains("not checked"), done.err());
        }
        assertTrue(Files.exists(folder.resolve("model" + suffix)));
    }

    @Test
    void saysWhatWasDone() {
        Program done = export("digits.s4j", "digits.json", "--check", "sample:digits");
        assertEquals(0, done.exitCode(), done.err());
        String expected = "(?s)written   .*digits.json: coefficients of 10 classes x 64 features, .*; computes in"
                + " double\nchecked   \\d+ rows, \\d+ of them yours, by .*: probabilities differ by at most"
                + " \\d.\\de-\\d+; the model and the file refuse the same \\d+\n";
        assertTrue(done.out().matches(expected), done.out());
    }

    /** Rows of a word that the training did not have are refused, unless it is to count for nothing. */
    @Test
    void unseenWordsAreAnsweredAsWanted() {
        String refused = export("table.s4j", "unseen.json", "--check", path("unseen.csv"))
                .error(3);
        assertTrue(refused.contains("west"), refused);
        assertFalse(Files.exists(folder.resolve("unseen.json")));
        Program zero = export("table.s4j", "unseen.json", "--check", path("unseen.csv"), "--unseen", "zero", "--json");
        assertEquals(0, zero.exitCode(), zero.err());
        assertNotEquals(zero.out(), export("table.s4j", "unseen.json", "--json").out());
    }

    @ParameterizedTest
    @CsvSource({
        "arrays.s4j, x.json, --input=columns, '--input columns needs a model of a table; this one takes 2 features'",
        "arrays.s4j, x.json, --unseen=zero, '--unseen needs a model of a table; this one takes 2 features'",
        "table.s4j, x.json, --precision=float, '--precision float is for files that'",
        "table.s4j, x.json, --no-label, '--no-label is for files that'",
        "table.s4j, x.json, --table=t, '--table and --keep are for SQL'",
        "table.s4j, x.txt, --json, '--to must end with .json'",
        "table.s4j, x.json, --precision=half, 'precision'",
        "table.s4j, table.s4j, --json, '--to must end with'"
    })
    void refusesWhatDoesNotFit(String model, String target, String flag, String problem) {
        String error = export(model, target, flag).error(2);
        assertTrue(error.contains(problem), error);
        assertFalse(Files.exists(folder.resolve("x.json")) || Files.exists(folder.resolve("x.txt")));
    }

    /** What is read is never overwritten; what cannot be written is said before anything is read. */
    @Test
    void keepsItsInputs() throws IOException {
        Path model = Files.copy(folder.resolve("table.s4j"), folder.resolve("copy.json"));
        assertTrue(export("copy.json", "copy.json").error(2).contains("--to must be a file of its own"));
        assertTrue(export("table.s4j", "copy.json", "--check", model.toString())
                .error(2)
                .contains("--to must be a file of its own"));
        assertEquals(-1, Files.mismatch(folder.resolve("table.s4j"), model));
        assertTrue(export("table.s4j", "none/x.json", "--check", path("nothing.csv"))
                .error(3)
                .contains("directory"));
        assertTrue(export("table.csv", "x.json").error(3).contains("table.csv"));
    }

    /** A job file has the flags of the command. */
    @Test
    void takesAJobFile() throws IOException {
        Program printed = export("table.s4j", "job.json", "--unseen", "zero", "--print-config");
        assertTrue(printed.out().contains("unseen: zero"), printed.out() + printed.err());
        Path job = Files.writeString(folder.resolve("job.yaml"), printed.out());
        Program done = Program.run("export", "--quiet", "--config", job.toString());
        assertEquals(0, done.exitCode(), done.err());
        assertTrue(Files.exists(folder.resolve("job.json")));
    }

    /** Messages of the library name its methods; the program says flags. */
    @Test
    void everyOptionIsAFlag() {
        Set<String> flags = new CommandLine(new ExportCommand())
                .getCommandSpec()
                .optionsMap()
                .keySet();
        List<String> options = Stream.of(ExportOptions.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("with"))
                .distinct()
                .toList();
        assertEquals(6, options.size());
        assertEquals(
                List.of(),
                options.stream()
                        .filter(name -> !flags.contains(Flags.in("ExportOptions." + name)))
                        .collect(Collectors.toList()));
    }
}
