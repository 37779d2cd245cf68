package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    @TempDir
    private Path directory;

    private String data;

    /** Two classes that overlap, in two columns and one without meaning. */
    @BeforeEach
    void write() throws IOException {
        List<String> rows = IntStream.range(0, 200)
                .mapToObj(i -> (i % 17) + "," + (i * 7 % 13) + "," + (i * 31 % 11) + ","
                        + (i % 17 + i * 7 % 13 + i * 5 % 9 > 18 ? "many" : "few"))
                .toList();
        Path file = directory.resolve("data.csv");
        Files.write(file, Stream.concat(Stream.of("a,b,c,label"), rows.stream()).toList());
        data = file.toString();
    }

    private Program sweep(String... arguments) {
        Stream<String> always = Stream.of(
                "sweep",
                "--data",
                data,
                "--model",
                directory.resolve("model.s4j").toString(),
                "--quiet");
        return Program.run(Stream.concat(always, Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void writesTheBestModel() {
        Program program = sweep("--lambdas", "1e-4:10:6", "--l1-ratios", "0,1", "--folds", "4", "--json");
        assertEquals(0, program.exitCode(), program.err());
        Map<String, Object> result = program.json();
        List<?> candidates = (List<?>) result.get("candidates");
        assertEquals(12, candidates.size());
        Map<?, ?> best = (Map<?, ?>) candidates.get((int) result.get("best"));
        double lowest = candidates.stream()
                .mapToDouble(candidate -> (double) ((Map<?, ?>) candidate).get("logLoss"))
                .min()
                .orElseThrow();
        assertEquals(lowest, (double) best.get("logLoss"));
        assertTrue((double) best.get("accuracy") > 0.8, best.toString());
        Program evaluated = Program.run(
                "evaluate", "--model", directory.resolve("model.s4j").toString(), "--data", data, "--json");
        assertTrue((double) evaluated.json().get("accuracy") > 0.8);
    }

    @Test
    void simplestModelIsAChoice() {
        Program best = sweep("--lambdas", "1e-3,1e-2,1e-1,1", "--folds", "3");
        Program simplest = sweep("--lambdas", "1e-3,1e-2,1e-1,1", "--folds", "3", "--one-standard-error");
        assertEquals(0, best.exitCode(), best.err());
        assertEquals(0, simplest.exitCode(), simplest.err());
        assertTrue(simplest.out().contains("within one standard error"), simplest.out());
        String settings = Program.run(
                        "inspect", "--model", directory.resolve("model.s4j").toString())
                .out();
        String row = simplest.out()
                .lines()
                .filter(line -> line.contains("within one standard error"))
                .findFirst()
                .orElseThrow();
        double lambda = Double.parseDouble(row.split(" +", 2)[0]);
        assertTrue(settings.contains("lambda=" + lambda), settings);
    }

    @Test
    void saysWhatIsWrong() {
        assertTrue(sweep("--lambdas", "1:2").error(2).contains("FROM:TO:COUNT"));
        assertTrue(sweep("--lambdas", "0:1:3").error(2).contains("above 0"));
        assertTrue(sweep("--folds", "1").error(2).contains("folds"));
        assertTrue(sweep("--solver", "sgd").error(2).contains("full-batch"));
        assertTrue(sweep("--lambda", "1").error(2).contains("--lambdas was expected"));
        assertTrue(sweep("--l1-ratios", "0,2").error(2).contains("l1Ratio"));
    }
}
