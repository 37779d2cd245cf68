package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Rows and weights of finite numbers, whose products are beyond float or double: no NaN leaves the program. */
class OverflowTest {
    @TempDir
    private Path directory;

    private String model(DataType type, double weight) throws IOException {
        var training = new TrainingSummary(
                "lbfgs",
                "",
                new Convergence(StopReason.GRADIENT, 1, 1, 1, 1, 1),
                1,
                3,
                "",
                "label",
                "",
                "",
                Instant.EPOCH,
                Reading.NONE);
        Path file = directory.resolve("model.s4j");
        var matrix = Nd4j.createFromArray(new double[][] {{weight, -weight}, {weight, weight}, {0, 0}});
        ModelFile.write(
                new SoftmaxModel(matrix, type, ClassLabels.of(List.of("a", "b")), List.of("x", "y"), training), file);
        return file.toString();
    }

    /** The last column: whether the results are numbers; else the row is named. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT, 1, 3e38, true",
        "FLOAT, 2, 3e38, true",
        "FLOAT, -1e30, 3e38, true",
        "FLOAT, 1e38, 1e38, true",
        "FLOAT, 1e300, 1e-3, true",
        "FLOAT, 1e307, -3, true",
        "FLOAT, 1e308, 3, false",
        "FLOAT, 1e300, 1e30, false",
        "DOUBLE, 2, 1e300, true",
        "DOUBLE, 1e10, 1e300, false",
        "DOUBLE, -1e308, 2, false"
    })
    void resultsAreNumbersOrTheRowIsNamed(DataType type, double weight, double x, boolean isFine) throws IOException {
        String model = model(type, weight);
        String data = directory.resolve("data.csv").toString();
        Files.writeString(Path.of(data), "x,y,label\n0,0,a\n0,0,b\n" + x + ",0,a\n" + x + "," + -x + ",b\n");
        for (String out : List.of("-", "out.csv", "out.npy", "out.parquet")) {
            String target = out.equals("-") ? out : directory.resolve(out).toString();
            Program predicted =
                    Program.run("predict", "--model", model, "--data", data, "--out", target, "--probabilities");
            check(predicted, isFine);
            if (isFine && out.endsWith("csv")) {
                assertNoNan(Files.readString(Path.of(target)));
            } else if (!out.equals("-")) {
                assertEquals(isFine, Files.exists(Path.of(target)));
            }
        }
        Program evaluated = Program.run("evaluate", "--model", model, "--data", data, "--json");
        check(evaluated, isFine);
        check(Program.run("evaluate", "--model", model, "--data", data), isFine);
        if (isFine) {
            assertTrue(Double.isFinite((double) evaluated.json().get("logLoss")), evaluated.out());
        }
    }

    private static void check(Program program, boolean isFine) {
        if (isFine) {
            assertEquals(0, program.exitCode(), program.err());
            assertNoNan(program.out());
        } else {
            String error = program.error(ExitCode.BAD_INPUT);
            assertTrue(error.contains("data.csv: row 2, counted from 0, is too large for this model"), error);
        }
    }

    private static void assertNoNan(String text) {
        assertFalse(text.matches("(?is).*(nan|inf(inity)?)\\b.*"), text);
    }
}
