package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that commands write: when, where, where not, and that they tell how to make all of it again. */
class ReportCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("<pre><code>(.*?)</code></pre>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private Path data;
    private Path model;
    private Path page;

    @BeforeEach
    void write() throws IOException {
        var random = new Random(3);
        var lines = new ArrayList<>(List.of("a,b,label"));
        for (int i = 0; i < 60; i++) {
            lines.add(random.nextGaussian() + i % 2 + "," + random.nextGaussian() + "," + (i % 2 == 0 ? "bee" : "fly"));
        }
        data = Files.write(folder.resolve("it's data.csv"), lines);
        model = folder.resolve("model.s4j");
        page = folder.resolve("page $HOME.html");
    }

    /** D, M and P stand for data, model and page. */
    private Program run(String line) {
        String[] words = line.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = switch (words[i]) {
                case "D" -> data.toString();
                case "M" -> model.toString();
                case "P" -> page.toString();
                default -> words[i].replaceFirst("^F/", folder + "/");
            };
        }
        return Program.run(words);
    }

    private void trained() {
        assertEquals(0, run("train --data D --model M --quiet").exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data D --model M --report P --json",
                "train --data D --model M --report P --json --validation-fraction 0.3 --temperature",
                "train --data D --model M --report P --json --solver sgd --epochs 2",
                "train --data D --model M --report P --json --test D",
                "sweep --data D --model M --lambdas 0.1,1 --folds 2 --report P --json",
                "sweep --data D --model M --lambdas 0.1,1 --folds 2 --time-limit 1h --report P --json",
                "evaluate --data D --model M --report P --json",
                "report --data D --model M --out P --json"
            })
    void writtenAndTold(String line) throws IOException {
        trained();
        Program program = run(line);
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.json().size() > 0, "standard output is one JSON object");
        String html = Files.readString(page);
        for (String section : List.of("summary", "data", "scores", "confusions", "classes", "weights", "settings")) {
            assertTrue(html.contains("<section id=\"" + section + "\">"), section);
        }
        assertEquals(line.startsWith("sweep"), html.contains("<section id=\"sweep\">"));
        assertEquals(line.startsWith("sweep") || line.startsWith("train"), html.contains("<section id=\"training\">"));
        assertTrue(html.contains("Most memory of this process") && html.contains("Java"), "circumstances");
    }

    /** Nobody reads HTML in a terminal, and it would be mixed with the result. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data D --model F/new.s4j --report -",
                "sweep --data D --model F/new.s4j --report -",
                "evaluate --data D --model M --report -",
                "report --data D --model M --out -"
            })
    void notToStandardOutput(String line) {
        trained();
        String error = run(line).error(ExitCode.WRONG_USAGE);
        assertTrue(error.contains("must be a file, but is -, which is standard output"), error);
        assertFalse(Files.exists(folder.resolve("new.s4j")));
    }

    /** What is read or written otherwise is not overwritten. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data D --model F/new.s4j --report D",
                "train --data D --model F/new.s4j --report F/new.s4j",
                "train --data D --model F/new.s4j --test M --report M",
                "train --data D --model F/new.s4j --history F/h --report F/h",
                "sweep --data D --model F/new.s4j --report D",
                "sweep --data D --model F/new.s4j --report F/new.s4j",
                "evaluate --data D --model M --report D",
                "evaluate --data D --model M --report M",
                "report --data D --model M --out D",
                "report --data D --model M --out M"
            })
    void noFileOfOthers(String line) throws IOException {
        trained();
        byte[] before = Files.readAllBytes(data);
        byte[] modelBefore = Files.readAllBytes(model);
        String error = run(line).error(ExitCode.WRONG_USAGE);
        assertTrue(error.contains("must be a file of its own"), error);
        assertTrue(Arrays.equals(before, Files.readAllBytes(data)));
        assertTrue(Arrays.equals(modelBefore, Files.readAllBytes(model)));
        assertFalse(Files.exists(folder.resolve("new.s4j")) || Files.exists(folder.resolve("h")));
    }

    /** Before hours of training: the data are not even looked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data F/none.csv --model F/new.s4j --report F/missing/page.html",
                "sweep --data F/none.csv --model F/new.s4j --report F/missing/page.html",
                "evaluate --data F/none.csv --model M --report F/missing/page.html",
                "report --data F/none.csv --model M --out F/missing/page.html"
            })
    void unwritable(String line) {
        String error = run(line).error(ExitCode.BAD_INPUT);
        assertTrue(error.contains("missing/page.html: its directory does not exist"), error);
        assertFalse(Files.exists(folder.resolve("new.s4j")));
    }

    /** The page is all or nothing, as a model is. */
    @Test
    void anOldPageIsReplaced() throws IOException {
        Files.writeString(page, "old");
        assertEquals(0, run("train --data D --model M --report P --quiet").exitCode());
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count(), "data, model and page");
        }
    }

    /** The weights are those of the model that is written, also where a temperature divides them. */
    @Test
    void calibratedWeights() throws IOException {
        Program program = run("train --data D --model M --lambda 1 --validation D --temperature --report P");
        assertEquals(0, program.exitCode(), program.err());
        String trained = Files.readString(page);
        assertTrue(ModelFile.read(model).temperature() != 1);
        assertTrue(trained.contains(Double.toString(ModelFile.read(model).temperature())), "the temperature is told");
        assertEquals(0, run("report --data D --model M --out P").exitCode());
        assertEquals(weights(Files.readString(page)), weights(trained));
        assertTrue(trained.contains("What the program was told"));
    }

    private static String weights(String html) {
        int begin = html.indexOf("<section id=\"weights\">");
        return html.substring(begin, html.indexOf("</section>", begin));
    }

    /** A shell that is given the line of the page makes the same model. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data D --model M --lambda 0.03 --seed 5 --report P",
                "train --data D --model M --solver sgd --epochs 3 --seed 5 --report P",
                "sweep --data D --model M --lambdas 1e-3:1:3 --folds 3 --report P"
            })
    void makesItAgain(String line) throws IOException, InterruptedException {
        assertEquals(0, run(line).exitCode());
        var made = ModelFile.read(model);
        String html = Files.readString(page);
        Files.delete(model);
        Files.delete(page);
        Program again = Program.run(words(command(html)).toArray(String[]::new));
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(made.matrix(), ModelFile.read(model).matrix());
        assertEquals(
                made.training().settings(), ModelFile.read(model).training().settings());
        assertEquals(command(html), command(Files.readString(page)));
    }

    private static String command(String html) {
        Matcher found = COMMAND.matcher(html);
        assertTrue(found.find(), "the page has a command");
        return found.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&amp;", "&");
    }

    /** What a shell would hand to the program. */
    private static List<String> words(String command) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")));
        Process bash = new ProcessBuilder("/bin/bash", "-c", "softmax4j() { printf '%s\\0' \"$@\"; }; " + command)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), out);
        return List.of(out.substring(0, out.length() - 1).split("\0", -1));
    }

    /** Neither in the command, nor where the rows are from. */
    @Test
    void noPasswords() throws IOException {
        String source = "sql:SELECT * FROM '" + data.toString().replace("'", "''")
                + "' WHERE 'password=hidden1 jdbc:x://me:hidden2@host' <> '' AND 'secret = ''hidden3''' <> ''";
        Program program =
                Program.run("train", "--data", source, "--model", model.toString(), "--report", page.toString());
        assertEquals(0, program.exitCode(), program.err());
        String html = Files.readString(page);
        assertFalse(html.matches("(?s).*hidden[123].*"), html);
        assertTrue(html.contains("password=***"));
    }
}
