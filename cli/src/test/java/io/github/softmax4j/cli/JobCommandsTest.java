package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs in files: who wins, what is refused, and what is told of the settings and kept of them. */
class JobCommandsTest {
    @TempDir
    private Path directory;

    private String data;
    private String model;

    @BeforeEach
    void write() throws IOException {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> i % 7 + "," + i % 5 + "," + i + (i % 7 + i % 5 > 4 ? ",much" : ",little"))
                .collect(Collectors.joining("\n", "a,\"b,c\",id,@label\n", "\n"));
        data = file("data.csv", rows);
        model = directory.resolve("model.s4j").toString();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    /** A job with what every training here needs, and more lines. */
    private String job(String... lines) throws IOException {
        return file(
                "job.yaml", "data: " + data + "\nlabel: '@label'\nmodel: " + model + "\n" + String.join("\n", lines));
    }

    private static Program run(String... arguments) {
        return Program.run(arguments);
    }

    private static Program done(String... arguments) {
        Program ended = Program.run(arguments);
        assertEquals(ExitCode.DONE, ended.exitCode(), ended.err());
        return ended;
    }

    private static Map<?, ?> settings(Program ended) {
        return (Map<?, ?>) ended.json().get("settings");
    }

    @Test
    void aJobTrainsTestsSweepsAndPredicts() throws IOException {
        String job = job("lambda: 1e-3", "drop: ['b,c', id]", "standardize: true", "json: true");
        Map<?, ?> settings = settings(done("train", "--config", job));
        assertEquals(1e-3, settings.get("lambda"));
        assertEquals(List.of("b,c", "id"), settings.get("drop"));
        assertEquals(true, settings.get("standardize"));
        assertEquals(10_000, settings.get("max-iterations"));
        assertTrue(settings.containsKey("time-limit") && settings.get("time-limit") == null);
        assertEquals(List.of("a"), ModelFile.readHeader(Path.of(model)).featureNames());
        String rows = file("rows.yaml", "data: " + data + "\nmodel: " + model + "\njson: true\n");
        assertEquals(60, done("evaluate", "--config", rows).json().get("rows"));
        String out = directory.resolve("out.csv").toString();
        assertEquals(
                out, settings(done("predict", "--config", rows, "--out", out)).get("out"));
        String sweep = job("lambdas: [1e-3, 1e-2]", "folds: 3", "json: true");
        Program swept = done("sweep", "--config", sweep);
        assertEquals(2, ((List<?>) swept.json().get("candidates")).size());
        assertEquals("1e-3,1e-2", settings(swept).get("lambdas"));
        assertFalse(settings(swept).containsKey("lambda"));
        assertEquals(
                "sweep", ModelFile.readHeader(Path.of(model)).training().job().get("command"));
    }

    /** Also of switches, and of lists: the flag's value is the whole one. */
    @Test
    void flagsWin() throws IOException {
        String job = job("lambda: 1e-3", "drop: [a, id]", "standardize: true", "no-intercept: false");
        Map<?, ?> settings = settings(done(
                "train",
                "--json",
                "--config",
                job,
                "--lambda",
                "0.5",
                "--drop",
                "id",
                "--standardize=false",
                "--no-intercept"));
        assertEquals(0.5, settings.get("lambda"));
        assertEquals(List.of("id"), settings.get("drop"));
        assertEquals(false, settings.get("standardize"));
        assertEquals(true, settings.get("no-intercept"));
        assertEquals(
                0.5,
                settings(done("train", "--lambda=0.5", "--json", "--config=" + job))
                        .get("lambda"));
        done("train", "--config", job, "--lambda", "1", "--print-config");
        String bad = job("lambda: much");
        done("train", "--config", bad, "--lambda", "1", "--print-config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lamda: 1|there is no key 'lamda'; the nearest: 'lambda'",
                "max_iterations: 1|there is no key 'max_iterations'; the nearest: 'max-iterations'",
                "config: x|there is no key 'config'",
                "help: true|there is no key 'help'",
                "lambda: much|'much' is not a double",
                "lambda: [1, 2]|lambda must be one value, but is a list",
                "strict: yes|strict must be true or false, but is 'yes'",
                "strict: [true]|strict must be true or false, but is a list",
                "solver: newton|newton",
                "epochs: 3|--epochs cannot be used with --solver lbfgs",
                "patience: 0|--patience must be at least 1, but is 0",
                "class-weight: ['a=1,b=2']|class-weight must be a list without commas in it",
                "time-limit: soon|'soon' is not a time such as 90s",
                "folds: 3|there is no key 'folds'",
                "model: x|'model' has a value in line 3 already",
            })
    void whatIsWrongInAJobIsSaidWithItsLine(String line, String problem) throws IOException {
        String job = job(line);
        String error = run("train", "--config", job).error(ExitCode.WRONG_USAGE);
        assertTrue(error.startsWith("softmax4j: " + job + ", line 4: "), error);
        assertTrue(error.contains(problem) && error.endsWith("; see softmax4j train --help"), error);
    }

    @Test
    void filesThatAreNotThere() throws IOException {
        String missing = directory.resolve("missing").toString();
        assertTrue(run("train", "--config", missing).error(2).contains(missing + ": there is no such file"));
        assertTrue(run("train", "@" + missing).error(2).contains(missing + ": there is no such file"));
        assertTrue(run("train", "--data", "x", "--config").error(2).contains("--config"));
        assertEquals(0, run("train", "--config", missing, "--help").exitCode());
    }

    @Test
    void noOutputIsAFileOfTheJob() throws IOException {
        String job = job();
        String words = file("job.conf", "--config " + job);
        for (String output : List.of(job, words)) {
            String error = run("train", "@" + words, "--history", output).error(2);
            assertTrue(error.contains("--history must be a file of its own"), error);
        }
    }

    /** Of a flag that nobody has, that is said, and not what is missing then. */
    @Test
    void misspeltFlagsAndCommands() {
        String error = run("train", "--data", "x.csv", "--modell", "m.s4j").error(2);
        assertTrue(error.startsWith("softmax4j: unknown option '--modell'; the nearest: '--model'"), error);
        assertTrue(run("train", "--lamda=1").error(2).contains("unknown option '--lamda'; the nearest: '--lambda'"));
        assertTrue(run("evaluate", "--xyzzyplugh").error(2).contains("unknown option '--xyzzyplugh'; see "));
        assertTrue(run("trian", "--data", "x").error(2).contains("unknown command 'trian'; the nearest: 'train'"));
        assertTrue(run("--degub", "train").error(2).contains("'--debug'"));
        assertTrue(run("train", "-z").error(2).contains("unknown option '-z'"));
    }

    @Test
    void wordsOfFiles() throws IOException {
        String words = file("job.conf", "# nightly\r\n--data '" + data + "' --label @label \\\r\n  --drop id\r\n");
        String more = file("more.conf", "train @" + words + "\n--lambda");
        Map<?, ?> settings = settings(done("@" + more, "0.25", "--model", model, "--json"));
        assertEquals(0.25, settings.get("lambda"));
        assertEquals("@label", settings.get("label"));
        assertEquals(List.of("id"), settings.get("drop"));
        String again = run("train", "@" + words, "@" + words).error(2);
        assertTrue(again.contains("@" + words + " must be there once"), again);
        assertTrue(run("train", "@" + file("open.conf", "--data\n'x")).error(2).contains("open.conf, line 2: "));
    }

    /** A value is a value, also where a file is called like the rest of it. */
    @Test
    void valuesMayBeginWithAt() throws IOException {
        String words = file("label", "--help");
        assertEquals(
                "@" + words,
                yaml(done("train", "--data", "x", "--model", "m", "--label", "@" + words, "--print-config"), "label"));
    }

    private static String yaml(Program printed, String key) {
        return printed.out()
                .lines()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2).replace("\"", "").replace("'", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsAreToldUnlessQuiet() throws IOException {
        String job = job("lambda: 1e-3");
        String told = done("train", "--config", job, "--seed", "1", "--standardize")
                .err()
                .lines()
                .filter(line -> line.startsWith("settings"))
                .collect(Collectors.joining("\n"));
        assertEquals(
                "settings  --data=" + data + " --label=@label --model=" + model
                        + " --lambda=0.001 --standardize=true (--print-config shows all)",
                told);
        String quiet = done("train", "--config", job, "--quiet").err();
        assertTrue(quiet.lines().allMatch(line -> line.startsWith("warning: ")), quiet);
    }

    /** What the line of the settings says, given to the program again, trains the same model. */
    @Test
    void aModelTellsTheCommandThatMadeIt() throws IOException {
        String job = job("lambda: 1e-3", "drop: [0, 2]", "header: false", "skip-rows: 1", "strict: false");
        done("train", "--config", job, "--label=3", "--quiet");
        Map<String, String> kept =
                ModelFile.readHeader(Path.of(model)).training().job();
        assertEquals("train", kept.get("command"));
        assertEquals("0.001", kept.get("lambda"));
        assertEquals("0,2", kept.get("drop"));
        assertEquals("false", kept.get("header"));
        assertFalse(kept.containsKey("strict"));
        assertEquals("1e-6", kept.get("tolerance"));
        assertFalse(kept.containsKey("time-limit"));
        Program inspected = done("inspect", "--model", model);
        String line = inspected
                .out()
                .lines()
                .filter(text -> text.startsWith("job "))
                .findFirst()
                .orElseThrow();
        assertEquals(kept, done("inspect", "--model", model, "--json").json().get("job"));
        byte[] weights = weights();
        Files.delete(Path.of(model));
        String words = file("again.conf", line.replaceFirst("job +softmax4j ", ""));
        done("@" + words);
        assertEquals(kept, ModelFile.readHeader(Path.of(model)).training().job());
        assertArrayEquals(weights, weights());
    }

    private byte[] weights() throws IOException {
        byte[] all = Files.readAllBytes(Path.of(model));
        int values = (int) ModelFile.readHeader(Path.of(model)).payloadBytes();
        return Arrays.copyOfRange(all, all.length - 4 - values, all.length - 4);
    }

    @Test
    void passwordsAreNeitherPrintedNorKept() throws IOException {
        String url = "jdbc:nobody://me:hidden@host/db";
        String query = "sql:SELECT * FROM postgres_scan('password=hidden', 's', 't')";
        String[] flags = {"train", "--data", query, "--database", url, "--model", model};
        Program failed = run(flags);
        assertTrue(failed.exitCode() == 3 || failed.exitCode() == 1, failed.err());
        assertFalse((failed.out() + failed.err()).contains("hidden"), failed.err());
        Program printed = done(with(flags, "--print-config"));
        assertFalse((printed.out() + printed.err()).contains("hidden"), printed.out());
        assertEquals("jdbc:nobody://me:***@host/db", yaml(printed, "database"));
        assertEquals(
                List.of(
                        "warning: the password in --data is not printed",
                        "warning: the password in --database is not" + " printed"),
                printed.err().lines().toList());
        String weights = yaml(done(with(flags, "--print-config", "--class-weight", "token=2,b=1")), "class-weight");
        assertEquals("token=2,b=1", weights);
        String job = file("secret.yaml", printed.out());
        assertEquals(
                printed.out(), done("train", "--config", job, "--print-config").out());
        String error = run("train", "--config", job).error(2);
        assertTrue(error.contains("--data must have its password, but it was left out (***)"), error);
        String kept = file("known.csv", "password,label\n1,a\n2,b\n");
        done("train", "--data", "sql:SELECT * FROM '" + kept + "' WHERE 'secret=hidden' <> ''", "--model", model);
        assertFalse(
                Files.readString(Path.of(model), StandardCharsets.ISO_8859_1).contains("hidden"));
    }

    private static String[] with(String[] flags, String... more) {
        return Stream.concat(Stream.of(flags), Stream.of(more)).toArray(String[]::new);
    }

    /** Printing reads no data and writes no file, and says what is wrong with the flags all the same. */
    @Test
    void printingDoesNothingElse() throws IOException {
        String nothing = directory.resolve("nothing").toString();
        Program printed = done("train", "--data", nothing, "--model", nothing + "/m.s4j", "--print-config", "--quiet");
        assertEquals("", printed.err());
        assertFalse(Files.exists(Path.of(nothing)));
        assertTrue(run("train", "--data", "x", "--model", "m", "--lambda", "-1", "--print-config")
                .error(2)
                .contains("lambda must"));
        assertTrue(run("train", "--print-config").error(2).contains("--data"));
        for (String command : Set.of("train", "sweep", "evaluate", "predict", "export", "import")) {
            assertTrue(done(command, "--help").out().contains("--print-config"), command);
        }
    }

    @Test
    void defaultsAreWrittenAsWhatTheyComeTo() {
        Program lbfgs = done("train", "--data", "x", "--model", "m", "--print-config");
        assertEquals("1e-6", yaml(lbfgs, "tolerance"));
        assertFalse(lbfgs.out().contains("epochs"));
        Program sgd = done(
                "train", "--data", "x", "--model", "m", "--solver", "SGD", "--updater", "nesterovs", "--print-config");
        assertEquals("sgd", yaml(sgd, "solver"));
        assertEquals("10", yaml(sgd, "epochs"));
        assertEquals("0.1", yaml(sgd, "learning-rate"));
        assertFalse(sgd.out().contains("tolerance"));
        Program sweep = done("sweep", "--data", "x", "--model", "m", "--l1-ratio", "0.5", "--print-config");
        assertEquals("0.5", yaml(sweep, "l1-ratios"));
    }
}
