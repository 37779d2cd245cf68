package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Names that tell a terminal what to do, in models, tables, options and names of files. */
class HostileNamesTest {
    @TempDir
    private Path directory;

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    /** Controls, line ends, and marks that turn or hide text. */
    private static boolean isDangerous(int character) {
        return (character < 0x20 && character != '\n')
                || (character >= 0x7f && character < 0xa0)
                || (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069)
                || List.of(0x200e, 0x200f, 0x061c, 0x2028, 0x2029, 0xfeff, 0x200b)
                        .contains(character);
    }

    private static void assertHarmless(String text) {
        assertTrue(text.codePoints().noneMatch(HostileNamesTest::isDangerous), text);
    }

    /** Exit code, no obedience, and of errors one line. */
    private static Program run(int exitCode, String... arguments) {
        Program program = Program.run(arguments);
        assertEquals(exitCode, program.exitCode(), program.err());
        assertHarmless(program.out());
        assertHarmless(program.err());
        if (exitCode != 0) {
            program.error(exitCode);
        }
        return program;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[31mowned",
                "\u001b]0;title\u0007",
                "\u009b31m",
                "a\u202egnp.exe",
                "\u2066a\u2069",
                "\u200ea\u200f",
                "\u061ca",
                "b\nsoftmax4j: done",
                "b\r\nsoftmax4j: done",
                "b\rsoftmax4j: done",
                "a\tb",
                "a\u0085b",
                "a\u2028b\u2029c",
                "a\u007fb\bc",
                "\ufeffa\u200b"
            })
    void namesAreShownAndNotObeyed(String name) throws IOException {
        Path model = model(name);
        String shown = Printable.line(name);
        Program inspected = run(0, "inspect", "--model", model.toString());
        assertTrue(inspected.out().contains(shown), inspected.out());
        String normal = directory.resolve("normal").toString();
        Files.writeString(Path.of(normal), "\"x\",\"label\"\n1,a\n2,b\n");
        assertTrue(run(3, "evaluate", "--model", model.toString(), "--data", normal)
                .err()
                .contains(shown));
        assertTrue(run(3, "predict", "--model", model.toString(), "--data", normal, "--out", path("o"))
                .err()
                .contains(shown));
        if (name.equals("\ufeffa\u200b") || name.matches("(?s).*[\\u0085\\r].*")) {
            return; // readers of text take these for no part of the name
        }
        String quoted = '"' + name + '"';
        String table = directory.resolve("table").toString();
        Files.writeString(Path.of(table), quoted + ",label\n1," + quoted + "\n2,b\n3," + quoted + "\n4,b\n");
        String trained = path("trained");
        run(0, "train", "--data", table, "--model", trained, "--test", table);
        assertTrue(run(0, "evaluate", "--model", trained, "--data", table).out().contains(shown));
        assertEquals(
                List.of(name, "b").stream().sorted().toList(),
                Program.run("inspect", "--model", trained, "--json").json().get("classes"));
        run(0, "predict", "--model", trained, "--data", table, "--out", path("out.csv"));
        assertTrue(Files.readString(directory.resolve("out.csv")).contains(name), "a written file has the name itself");
        run(3, "train", "--data", table, "--model", trained, "--label", name + "?");
        run(2, "train", "--quiet", "--data", table, "--model", trained, "--class-weight", name + "?=2");
    }

    /** Options and files of users' own are shown in the same way. */
    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "a\u202eb", "a\nb"})
    void argumentsToo(String name) {
        run(3, "train", "--data", path(name), "--model", path("m"));
        run(2, "train", "--data", path("d"), "--model", path("m"), "--" + name);
        run(2, "train", "--data", path("d"), "--model", path("m"), "--lambda", name);
        run(2, "train", "--data", path("d"), "--model", path("m"), "--format", name);
        run(2, "train", "--data", path("d"), "--model", path("m"), "--spool", path(name));
        run(2, name);
        run(3, "inspect", "--model", path(name));
        String digits = path(name + ".s4j");
        assertTrue(run(0, "train", "--data", "sample:digits", "--solver", "sgd", "--epochs", "1", "--model", digits)
                .out()
                .contains(Printable.line(digits)));
    }

    /** A quote in a list made the library of options warn on two more lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"--drop | f0\"'; --", "--features | \"", "--categories | a,\"b", "--drop | @\"", "--drop | \"a"})
    void quotesInListsAreNoReasonToWarn(String option, String value) throws IOException {
        String table = Files.writeString(directory.resolve("t.csv"), "x,label\n1,a\n2,b\n")
                .toString();
        run(3, "train", "--data", table, "--model", path("m"), option, value);
    }

    /** A name that begins with @ is a name, also where a file is called like the rest of it. */
    @Test
    void namesThatBeginWithAt() throws IOException {
        Path file = Files.writeString(directory.resolve("label"), "--help");
        String error = run(3, "train", "--data", "sample:digits", "--model", path("m"), "--drop", "@" + file)
                .err();
        assertTrue(error.contains("@" + file), error);
    }

    @Test
    void aNameOfAMillionCharactersIsCut() throws IOException {
        Path model = model("A".repeat(1_000_000));
        String table = Files.writeString(directory.resolve("t.csv"), "x,label\n1,a\n2,b\n")
                .toString();
        String error =
                run(3, "evaluate", "--model", model.toString(), "--data", table).err();
        assertTrue(error.length() < 5000, "has " + error.length());
    }

    private Path model(String name) throws IOException {
        var training = new TrainingSummary(
                "lbfgs" + name,
                name,
                new Convergence(StopReason.GRADIENT, Double.NaN, Double.POSITIVE_INFINITY, 1, 1, 1),
                Double.NaN,
                3,
                name,
                "label",
                name,
                name,
                Instant.EPOCH,
                new Reading(
                        Map.of("decimal", name),
                        List.of(name),
                        List.of(new Reading.Column(name, name, 1, 0, name)),
                        List.of(name)));
        var job = Map.of("command", name, name, name);
        Path file = directory.resolve("model.s4j");
        var matrix = Nd4j.createFromArray(new double[][] {{1, -1}, {0, 0}});
        ModelFile.write(
                new SoftmaxModel(
                        matrix,
                        DataType.FLOAT,
                        ClassLabels.inOrder(List.of(name, "b")),
                        List.of(name),
                        training.withJob(job)),
                file);
        return file;
    }

    /** No number is null, and in text it has a word of its own. */
    @Test
    void jsonHasNumbersOrNull() throws IOException {
        Path model = model("a");
        Program json = run(0, "inspect", "--model", model.toString(), "--json");
        for (String key : List.of("objective", "logLoss", "gradientNorm")) {
            assertTrue(json.out().contains("\"" + key + "\":null"), json.out());
        }
        String text = run(0, "inspect", "--model", model.toString()).out();
        assertTrue(text.contains("undefined") && !text.contains("NaN") && !text.contains("Infinity"), text);
    }
}
