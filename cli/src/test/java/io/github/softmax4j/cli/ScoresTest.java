package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program tells of predictions, and the temperature that it fits. */
class ScoresTest {
    @TempDir
    private Path directory;

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private Program train(String... more) {
        var arguments = new ArrayList<>(List.of("train", "--quiet", "--model", path("model.s4j")));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private Program evaluate(String... more) {
        var arguments = new ArrayList<>(List.of("evaluate", "--quiet", "--model", path("model.s4j")));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void allScoresAreTold() {
        Map<String, Object> trained = train("--data", "sample:digits", "--tolerance", "1e-3", "--top", "3", "--json")
                .json();
        Map<?, ?> test = (Map<?, ?>) trained.get("test");
        Map<String, Object> evaluated =
                evaluate("--data", "sample:digits", "--top", "3", "--json").json();
        assertEquals(1.0, trained.get("temperature"));
        for (String score : List.of(
                "accuracy",
                "logLoss",
                "macroF1",
                "weightedF1",
                "balancedAccuracy",
                "topKAccuracy",
                "brierScore",
                "matthews",
                "cohenKappa",
                "macroRocAuc",
                "weightedRocAuc",
                "calibrationError")) {
            double value = (double) evaluated.get(score);
            assertTrue(value > 0 && value < 1, score + " " + value);
            assertEquals(test.get(score), value, score);
        }
        assertEquals(3, evaluated.get("topK"));
        assertTrue((double) evaluated.get("topKAccuracy") > (double) evaluated.get("accuracy"));
        assertEquals(15, ((List<?>) evaluated.get("reliability")).size());
        Map<?, ?> emptyBin = (Map<?, ?>) ((List<?>) evaluated.get("reliability")).get(0);
        assertEquals(0.0, emptyBin.get("weight"));
        assertTrue(emptyBin.containsKey("accuracy") && emptyBin.get("accuracy") == null, emptyBin.toString());
        Map<?, ?> ofZero = (Map<?, ?>) ((List<?>) evaluated.get("perClass")).get(0);
        assertEquals(178.0, ofZero.get("support"));
        assertTrue((double) ofZero.get("rocAuc") > 0.99, ofZero.toString());

        String text = evaluate("--data", "sample:digits", "--top", "3").out();
        List<String> lines = text.lines().toList();
        assertTrue(lines.get(0).startsWith("1797 rows: accuracy 0.9"), lines.get(0));
        assertTrue(lines.get(1).matches("balanced accuracy +0\\.\\d{4} +Brier score +0\\.\\d{4}"), lines.get(1));
        assertTrue(lines.get(4).matches("Cohen's kappa +0\\.\\d{4} +ROC AUC, weighted +0\\.\\d{4}"), lines.get(4));
        assertTrue(lines.get(5).matches("top-3 accuracy +0\\.\\d{4}"), lines.get(5));
        assertTrue(text.contains("class     rows precision    recall        F1   ROC AUC"), text);
    }

    @Test
    void theTopAreAtLeastOne() {
        String error = evaluate("--data", "sample:digits", "--top", "0").error(2);
        assertTrue(error.contains("--top must be 1 or more, but is 0"), error);
    }

    /** Two noisy columns and 30 of nothing but noise, which the fit without a penalty takes for more. */
    private String noise(String name, int rows, long seed) throws IOException {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        var header = new StringBuilder("kind");
        for (int j = 0; j < 32; j++) {
            header.append(",x").append(j);
        }
        lines.add(header.toString());
        for (int i = 0; i < rows; i++) {
            int kind = random.nextInt(3);
            var line = new StringBuilder("k" + kind);
            for (int j = 0; j < 32; j++) {
                line.append(',').append(random.nextGaussian() + (j == kind ? 1 : 0));
            }
            lines.add(line.toString());
        }
        return Files.write(directory.resolve(name), lines).toString();
    }

    @Test
    void temperatureIsFittedKeptAndShown() throws IOException {
        String data = noise("train.csv", 200, 1);
        String validation = noise("validation.csv", 400, 2);
        String[] flags = {"--data", data, "--label", "kind", "--validation", validation, "--patience", "1000"};
        Program before = train(flags);
        assertEquals(0, before.exitCode(), before.err());
        Map<String, Object> uncalibrated =
                evaluate("--data", validation, "--json").json();
        SoftmaxModel plain = ModelFile.read(directory.resolve("model.s4j"));

        var calibrating = new ArrayList<>(List.of(flags));
        calibrating.addAll(List.of("--temperature", "--json"));
        Program after = train(calibrating.toArray(String[]::new));
        assertEquals(0, after.exitCode(), after.err());
        double temperature = (double) after.json().get("temperature");
        assertTrue(temperature > 1.01, "too sure before: " + temperature);
        Map<String, Object> calibrated =
                evaluate("--data", validation, "--json").json();
        assertTrue((double) calibrated.get("logLoss") < (double) uncalibrated.get("logLoss"), calibrated.toString());
        assertEquals(uncalibrated.get("confusion"), calibrated.get("confusion"), "labels stay");
        SoftmaxModel model = ModelFile.read(directory.resolve("model.s4j"));
        assertEquals(temperature, model.temperature());
        assertEquals(
                plain.coefficient("x0", "k0") / temperature,
                model.coefficient("x0", "k0"),
                1e-9 * Math.abs(plain.coefficient("x0", "k0")));
        Map<String, Object> inspected =
                Program.run("inspect", "--model", path("model.s4j"), "--json").json();
        assertEquals(temperature, inspected.get("temperature"));
    }

    @Test
    void temperatureNeedsValidationRows() {
        String error = train("--data", "sample:digits", "--temperature").error(2);
        assertTrue(error.contains("--temperature needs --validation or --validation-fraction"), error);
    }

    @Test
    void rowsThatAreAllRightLeaveTheModelAsItIs() throws IOException {
        String data = path("easy.csv");
        Files.writeString(Path.of(data), "kind,x\na,1\na,2\na,3\nb,-1\nb,-2\nb,-3\n");
        Program program = train("--data", data, "--label", "kind", "--validation", data, "--temperature", "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(
                program.err().contains("warning: --temperature leaves the model as it is: a temperature must be found"),
                program.err());
        assertEquals(1.0, program.json().get("temperature"));
    }
}
