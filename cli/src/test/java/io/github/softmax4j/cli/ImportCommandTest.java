package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command import, as a user types it, and what can be done with its model. */
class ImportCommandTest {
    /** log(P(big) / P(small)) = 2 width - height - 1. */
    private static final String JSON = "{\"classes_\": [\"small\", \"big\"], \"coef_\": [[2, -1]],"
            + " \"intercept_\": [-1], \"feature_names_in_\": [\"width\", \"height\"]}";

    private static final String TABLE = """
            width,height,size
            1,3,small
            2,1,big
            3,2,big
            0,1,small
            2,4,small
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("coef.json"), JSON);
        Files.writeString(folder.resolve("table.csv"), TABLE);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Program imported(String from, String model, String... arguments) {
        var all = new ArrayList<>(List.of("import", "--quiet", "--from", path(from), "--model", path(model)));
        all.addAll(List.of(arguments));
        return Program.run(all.toArray(String[]::new));
    }

    private static Program done(Program program) {
        assertEquals(0, program.exitCode(), program.err());
        return program;
    }

    @Test
    void saysWhatWasImported() {
        Program program = done(imported("coef.json", "out.s4j"));
        assertTrue(
                program.out().endsWith("out.s4j: a model of scikit-learn, 2 features, 2 classes, computes in double\n"),
                program.out());
        Program json = done(imported("coef.json", "out.s4j", "--json", "--dtype", "float"));
        assertEquals("sklearn", json.json().get("kind"));
        assertEquals(List.of("small", "big"), json.json().get("classes"));
        assertEquals("float", json.json().get("dtype"));
        assertEquals(List.of(), json.json().get("notes"));
    }

    /** It is never called converged, and what is not known of its training is not claimed. */
    @Test
    void inspectSaysThatItWasImported() {
        done(imported("coef.json", "out.s4j", "--label", "size"));
        Program text = done(Program.run("inspect", "--model", path("out.s4j")));
        assertTrue(
                text.out().contains("solver          imported from scikit-learn\n")
                        && text.out().contains("stopReason      IMPORTED\n")
                        && text.out().contains("logLoss         undefined\n")
                        && text.out().contains("labelColumn     size\n")
                        && text.out().contains("softmax4j import --"),
                text.out());
        assertFalse(text.out().contains("CONVERGED"), text.out());
        Program json = done(Program.run("inspect", "--json", "--model", path("out.s4j")));
        assertEquals("IMPORTED", json.json().get("stopReason"));
    }

    @Test
    void predictEvaluateAndReportTakeIt() throws IOException {
        done(imported("coef.json", "out.s4j", "--label", "size"));
        done(Program.run(
                "predict",
                "--quiet",
                "--probabilities",
                "--model",
                path("out.s4j"),
                "--data",
                path("table.csv"),
                "--out",
                path("out.csv")));
        String first = Files.readAllLines(folder.resolve("out.csv")).get(1);
        double big = 1 / (1 + Math.exp(2)); // 2 * 1 - 3 - 1
        String[] fields = first.split(",", -1);
        assertEquals("small", fields[0]);
        assertEquals(big, Double.parseDouble(fields[fields.length - 1]), 1e-6);
        Program evaluated = done(
                Program.run("evaluate", "--quiet", "--json", "--model", path("out.s4j"), "--data", path("table.csv")));
        assertEquals(1.0, evaluated.json().get("accuracy"));
        done(Program.run(
                "report",
                "--quiet",
                "--model",
                path("out.s4j"),
                "--data",
                path("table.csv"),
                "--out",
                path("page.html")));
        String page = Files.readString(folder.resolve("page.html"));
        assertTrue(page.contains("imported from scikit-learn") && !page.contains("did not converge"));
    }

    @Test
    void trainingGoesOnFromIt() {
        done(imported("coef.json", "out.s4j"));
        Program trained = done(Program.run(
                "train",
                "--data",
                path("table.csv"),
                "--label",
                "size",
                "--start",
                path("out.s4j"),
                "--model",
                path("on.s4j")));
        assertTrue(trained.err().contains("out.s4j: 2 of 2 features and 2 of 2 classes by name"), trained.err());
    }

    /** What export writes as JSON comes back, with its recipe. */
    @Test
    void takesWhatExportWrites() {
        done(Program.run(
                "train", "--quiet", "--data", path("table.csv"), "--label", "size", "--model", path("own.s4j")));
        done(Program.run(
                "export", "--quiet", "--model", path("own.s4j"), "--to", path("own.json"), "--input", "columns"));
        Program back = done(imported("own.json", "back.s4j", "--json"));
        assertEquals(true, back.json().get("recipe"));
        assertTrue(back.json().get("library").toString().startsWith("softmax4j "), back.out());
        done(Program.run("evaluate", "--quiet", "--model", path("back.s4j"), "--data", path("table.csv")));
    }

    @ParameterizedTest
    @CsvSource({
        "--type=xgboost, '--type must be auto or one of sklearn, liblinear, spark'",
        "--feature-names=a, 'there must be names of 2 features, but there are 1'",
        "--classes=a, 'there must be names of 2 classes, but there are 1'",
        "--dtype=half, 'dtype'"
    })
    void refusesWhatDoesNotFit(String flag, String problem) {
        String error = imported("coef.json", "out.s4j", flag).error(2);
        assertTrue(error.contains(problem), error);
        assertFalse(Files.exists(folder.resolve("out.s4j")));
    }

    @Test
    void refusesFilesThatAreNone() throws IOException {
        String error = imported("table.csv", "out.s4j").error(3);
        assertTrue(error.contains("table.csv: must be a model of one of sklearn"), error);
        assertTrue(imported("none.json", "out.s4j").error(3).contains("there is no such file"));
        error = imported("coef.json", "out.s4j", "--type", "liblinear").error(3);
        assertTrue(error.contains("coef.json: line 1: solver_type"), error);
        assertFalse(Files.exists(folder.resolve("out.s4j")));
        assertTrue(imported("coef.json", "coef.json").error(2).contains("--model must be a file of its own"));
        assertEquals(JSON, Files.readString(folder.resolve("coef.json")));
    }

    @Test
    void takesAJobFile() throws IOException {
        Program printed = imported("coef.json", "job.s4j", "--classes", "S,B", "--print-config");
        Path job = Files.writeString(folder.resolve("job.yaml"), printed.out());
        Program program = done(Program.run("import", "--quiet", "--json", "--config", job.toString()));
        assertEquals(List.of("S", "B"), program.json().get("classes"));
    }
}
