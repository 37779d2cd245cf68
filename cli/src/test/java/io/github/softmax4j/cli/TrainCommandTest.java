package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    @TempDir
    private Path directory;

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private Program train(String... more) {
        var arguments = new ArrayList<>(List.of("train", "--quiet", "--model", path("model.s4j")));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void trainsAndTestsTheSample() {
        Program program = train("--data", "sample:digits", "--tolerance", "1e-3", "--json", "--history", path("h.csv"));
        assertEquals(0, program.exitCode(), program.err());
        assertEquals("", program.err());
        Map<String, Object> result = program.json();
        assertEquals(3823, result.get("rows"));
        assertEquals(64, result.get("features"));
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), result.get("classes"));
        assertEquals("lbfgs", result.get("solver"));
        assertEquals("LOSS_CHANGE", result.get("stopReason"));
        assertTrue(result.keySet()
                .containsAll(List.of(
                        "iterations", "evaluations", "objective", "logLoss", "gradientNorm", "seconds", "backend")));
        assertTrue(((Map<?, ?>) result.get("backend")).keySet().containsAll(List.of("name", "device")));
        Map<?, ?> test = (Map<?, ?>) result.get("test");
        assertEquals(1797, test.get("rows"));
        assertTrue((double) test.get("accuracy") >= 0.93, test.toString());

        Map<String, Object> evaluated = Program.run(
                        "evaluate", "--model", path("model.s4j"), "--data", "sample:digits", "--json")
                .json();
        assertEquals(test.get("accuracy"), evaluated.get("accuracy"));
        assertEquals(test.get("confusion"), evaluated.get("confusion"));
        assertTrue(evaluated.keySet().containsAll(List.of("rows", "logLoss", "macroF1")));
    }

    @Test
    void historyHasALineForEveryStep() throws IOException {
        Map<String, Object> result = train(
                        "--data", "sample:digits", "--tolerance", "1e-2", "--json", "--history", path("h.csv"))
                .json();
        List<String> lines = Files.readAllLines(directory.resolve("h.csv"));
        assertTrue(lines.get(0).startsWith("iteration,evaluations,seconds,objective,gradient_norm"), lines.get(0));
        assertEquals((int) result.get("iterations") + 2, lines.size());
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        assertEquals(result.get("iterations").toString(), last[0]);
        assertEquals(result.get("evaluations").toString(), last[1]);
        assertEquals(result.get("objective").toString(), last[3]);
    }

    /** The default solver needs a fraction of the passes of the plain one. */
    @Test
    void preconditionerSavesPasses() {
        Map<String, Object> plain = train(
                        "--data", "sample:digits", "--solver", "plain-lbfgs", "--tolerance", "1e-3", "--json")
                .json();
        Map<String, Object> standard = train("--data", "sample:digits", "--tolerance", "1e-3", "--json")
                .json();
        assertEquals("plain-lbfgs", plain.get("solver"));
        assertTrue((int) standard.get("evaluations") * 2 < (int) plain.get("evaluations"), plain + " " + standard);
    }

    @Test
    void penaltiesTargetsAndWeightsReachTheSolver() {
        Map<String, Object> lasso = train(
                        "--data",
                        "sample:digits",
                        "--lambda",
                        "1e-2",
                        "--l1-ratio",
                        "1",
                        "--standardize",
                        "--class-weight",
                        "3=2,8=0.5",
                        "--label-smoothing",
                        "0.05",
                        "--tolerance",
                        "1e-3",
                        "--json")
                .json();
        assertEquals("LOSS_CHANGE", lasso.get("stopReason"));
        assertTrue((double) ((Map<?, ?>) lasso.get("test")).get("accuracy") >= 0.9);
        String[] grouped = {"--data", "sample:digits", "--lambda", "3e-2", "--l1-ratio", "1", "--group", "features"};
        Program ofGroups = train(grouped);
        assertEquals(0, ofGroups.exitCode(), ofGroups.err());
        assertTrue(
                train("--data", "sample:digits", "--group", "columns").error(2).contains("--l1-ratio must be above"));
        assertTrue(train("--data", "sample:digits", "--group", "rows").error(2).contains("FEATURES"));
        assertTrue(train("--data", "sample:digits", "--class-weight", "ten=1")
                .error(2)
                .contains("'ten'"));
        assertTrue(
                train("--data", "sample:digits", "--class-weight", "1").error(2).contains("NAME=WEIGHT"));
        assertTrue(train("--data", "sample:digits", "--l1-ratio", "2").error(2).contains("l1Ratio"));
        assertTrue(train("--data", "sample:digits", "--l1-ratio", "1", "--solver", "sgd")
                .error(2)
                .contains("full-batch"));
    }

    @Test
    void validationStopsTraining() throws IOException {
        Program program = train(
                "--data",
                "sample:digits",
                "--lambda",
                "0",
                "--validation-fraction",
                "0.2",
                "--patience",
                "3",
                "--history",
                path("h.csv"),
                "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals("VALIDATION", program.json().get("stopReason"));
        List<String> lines = Files.readAllLines(directory.resolve("h.csv"));
        assertTrue(lines.get(0).endsWith("validation_loss"), lines.get(0));
        assertTrue(Double.parseDouble(lines.get(2).substring(lines.get(2).lastIndexOf(',') + 1)) > 0);
        assertTrue(train("--data", "sample:digits", "--validation", "x.csv", "--validation-fraction", "0.2")
                .error(2)
                .contains("only one"));
    }

    /** Five epochs of SGD get near the optimum's accuracy. */
    @Test
    void sgdRunsItsEpochsAndThatIsDone() {
        Program program =
                train("--data", "sample:digits", "--solver", "sgd", "--epochs", "5", "--batch-size", "32", "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(5, program.json().get("iterations"));
        assertTrue((double) ((Map<?, ?>) program.json().get("test")).get("accuracy") >= 0.92);
    }

    @Test
    void everyUpdaterTrains() {
        for (UpdaterName updater : UpdaterName.values()) {
            Program program = train(
                    "--data",
                    "sample:digits",
                    "--solver",
                    "sgd",
                    "--epochs",
                    "2",
                    "--updater",
                    updater.name(),
                    "--learning-rate",
                    "0.002",
                    "--learning-rate-decay",
                    "0.9",
                    "--json");
            assertEquals(0, program.exitCode(), program.err());
            assertTrue((double) program.json().get("objective") < 2.3, updater + ": " + program.out());
        }
    }

    @Test
    void stoppedEarlyIsFourAndTheModelIsThere() throws IOException {
        Program program = train("--data", "sample:digits", "--max-iterations", "3");
        assertEquals(4, program.exitCode());
        assertTrue(program.err().contains("stopped before convergence (MAX_ITERATIONS)"), program.err());
        assertEquals(
                3,
                ModelFile.read(directory.resolve("model.s4j"))
                        .training()
                        .convergence()
                        .iterations());
        assertEquals(
                4,
                train("--data", "sample:digits", "--time-limit", "0.05s", "--tolerance", "0")
                        .exitCode());
    }

    /** Two runs with one seed: the same bytes of weights. */
    @ParameterizedTest
    @ValueSource(strings = {"lbfgs", "sgd"})
    void seedsRepeatTheWeights(String solver) throws IOException {
        var weights = new ArrayList<float[]>();
        for (int run = 0; run < 2; run++) {
            train(
                    "--data",
                    "sample:digits",
                    "--solver",
                    solver,
                    "--seed",
                    "7",
                    solver.equals("sgd") ? "--epochs" : "--max-iterations",
                    solver.equals("sgd") ? "3" : "60");
            SoftmaxModel model = ModelFile.read(directory.resolve("model.s4j"));
            weights.add(model.matrix().reshape(650).toFloatVector());
        }
        assertArrayEquals(weights.get(0), weights.get(1));
    }

    private static final String TABLE = "width,height,label\n1,2,a\n2,1,b\n1,3,a\n3,1,b\n1,4,a\n4,1,b\n";

    @Test
    void trainsEvaluatesAndPredictsATable() throws IOException {
        String data = write("data.csv", TABLE);
        String test = write("test.csv", "label,height,width\na,5,1\nb,1,5\n");
        Program program = train("--data", data, "--test", test, "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(1.0, ((Map<?, ?>) program.json().get("test")).get("accuracy"));

        String unlabelled = write("new.csv", "height,width\n5,1\n1,5\n");
        Program predict = Program.run(
                "predict",
                "--model",
                path("model.s4j"),
                "--data",
                unlabelled,
                "--out",
                path("out.csv"),
                "--probabilities");
        assertEquals(0, predict.exitCode(), predict.err());
        List<String> lines = Files.readAllLines(directory.resolve("out.csv"));
        assertEquals("prediction,probability,probability_a,probability_b", lines.get(0));
        assertTrue(lines.get(1).startsWith("a,") && lines.get(2).startsWith("b,"), lines.toString());

        Program toOutput =
                Program.run("predict", "--model", path("model.s4j"), "--data", data, "--out", "-", "--top", "2");
        assertEquals(7, toOutput.out().strip().lines().count());

        Program inspect = Program.run("inspect", "--model", path("model.s4j"), "--json");
        assertEquals(List.of("width", "height"), inspect.json().get("featureNames"));
        assertEquals("label", inspect.json().get("labelColumn"));
    }

    @Test
    void keepsAFractionToTestOn() throws IOException {
        Program program = train("--data", write("data.csv", TABLE), "--test-fraction", "0.34", "--json");
        assertEquals(4, program.json().get("rows"));
        assertEquals(2, ((Map<?, ?>) program.json().get("test")).get("rows"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // empty file
                "width,height,label\n", // header only
                "width,height,label\n1,2,a\n1,b\n", // ragged row
                "width,height,label\n1,2,a\n,2,b\n", // nothing
                "width,height,label\n1,NaN,a\n1,2,b\n", // not a number
                "width,height,label\n1,Infinity,a\n1,2,b\n", // infinite
                "width,height,label\n1,2,a\n2,2,a\n", // one class only
                "width,height,kind\n1,2,a\n2,2,b\n" // no label column
            })
    void badDataIsThreeAndNothingIsWritten(String content) throws IOException {
        String data = write("data.csv", content);
        String error = train("--data", data).error(ExitCode.BAD_INPUT);
        assertTrue(error.contains(data), error);
        assertFalse(Files.exists(directory.resolve("model.s4j")));
    }

    @Test
    void badTestSetsAreToldBeforeTraining() throws IOException {
        String data = write("data.csv", TABLE);
        String unseen = write("test.csv", "width,height,label\n1,2,c\n");
        assertTrue(train("--data", data, "--test", unseen).error(3).contains("row 1, line 2, column 3 (label)"));
        String narrow = write("narrow.csv", "width,label\n1,a\n");
        assertTrue(train("--data", data, "--test", narrow).error(3).contains("missing: height"));
        assertFalse(Files.exists(directory.resolve("model.s4j")));
    }

    @Test
    void filesThatAreNoneAreThree() throws IOException {
        assertTrue(train("--data", path("missing.csv")).error(3).contains("no such file"));
        assertTrue(train("--data", directory.toString()).error(3).contains("directory"));
        String data = write("data.csv", TABLE);
        assertTrue(train("--data", data, "--label", "colour").error(3).contains("no label column 'colour'"));
        for (String target : List.of(directory.toString(), path("missing/model.s4j"), data + "/model.s4j")) {
            assertTrue(Program.run("train", "--data", data, "--model", target)
                    .error(3)
                    .contains(target));
        }
        assertTrue(train("--data", data, "--history", path("missing/h.csv"))
                .error(3)
                .contains("h.csv"));
    }

    @Test
    void badModelsAreThree() throws IOException {
        String data = write("data.csv", TABLE);
        for (String command : List.of("evaluate", "inspect")) {
            var arguments = new ArrayList<>(List.of(command, "--model", data));
            if (command.equals("evaluate")) {
                arguments.addAll(List.of("--data", data));
            }
            String error = Program.run(arguments.toArray(String[]::new)).error(3);
            assertTrue(error.contains("not a Softmax4J model"), error);
        }
        assertTrue(Program.run("inspect", "--model", path("missing")).error(3).contains("no such file"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --data sample:digits | --model",
                "train --model m --data sample:digits --colour | --colour",
                "train --model m --data sample:digits --lambda -1 | lambda must be finite and not negative",
                "train --model m --data sample:digits --lambda many | many",
                "train --model m --data sample:digits --epochs 3 | --epochs cannot be used with --solver lbfgs",
                "train --model m --data sample:digits --solver sgd --tolerance 1 | --tolerance cannot be used",
                "train --model m --data sample:digits --solver sgd --epochs 0 | epochs must be at least 1",
                "train --model m --data sample:digits --solver sgd --learning-rate 0 | --learning-rate must be above 0",
                "train --model m --data sample:digits --solver newton | newton",
                "train --model m --data sample:digits --time-limit soon | soon",
                "train --model m --data sample:digits --test a --test-fraction 0.5 | only one of",
                "train --model m --data sample:digits --test-fraction 2 | --test-fraction must be above 0",
                "predict --model m --data d --out o.npz | CSV",
                "predict --model m --data d --out o.csv --top 0 | --top must be at least 1",
                "dance | dance"
            })
    void wrongUsageIsTwo(String arguments, String word) {
        String error = Program.run(arguments.split(" ", -1)).error(ExitCode.WRONG_USAGE);
        assertTrue(error.contains(word), error);
    }

    @Test
    void devicesNameTheBackend() {
        Map<String, Object> backend =
                asMap(Program.run("devices", "--json").json().get("backend"));
        assertTrue(backend.get("name").toString().startsWith("nd4j-"), backend.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    /** The quality that is asked for, on the real data. */
    @ParameterizedTest
    @CsvSource({"sgd, 0.83", "lbfgs, 0.84"})
    void fashionMnist(String solver, double accuracy) {
        Path folder = Path.of(System.getProperty("softmax4j.shared", "shared"), "data", "fashion-mnist");
        Assumptions.assumeTrue(Files.isDirectory(folder), "Fashion-MNIST is not in " + folder);
        Program program = train(
                "--data",
                folder.resolve("train-images-idx3-ubyte.gz").toString(),
                "--test",
                folder.resolve("t10k-images-idx3-ubyte.gz").toString(),
                "--lambda",
                "1e-4",
                "--json",
                "--solver",
                solver,
                solver.equals("sgd") ? "--epochs" : "--tolerance",
                solver.equals("sgd") ? "5" : "1e-3");
        assertEquals(0, program.exitCode(), program.err());
        double reached = (double) ((Map<?, ?>) program.json().get("test")).get("accuracy");
        assertTrue(reached >= accuracy, solver + ": " + reached);
    }

    /** What is taken over, and what is new, is told. */
    @Test
    void beginsFromAModel() throws IOException {
        String old = write("old.csv", "size,colour,label\n1,red,x\n2,blue,y\n3,red,y\n0,blue,x\n");
        String grown =
                write("grown.csv", "colour,size,label\nred,1,x\nblue,2,y\nred,3,y\nblue,0,x\ngreen,2,z\nred,4,z\n");
        assertEquals(0, train("--data", old).exitCode());
        Program program = Program.run(
                "train", "--data", grown, "--start", path("model.s4j"), "--model", path("grown.s4j"), "--json");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(
                program.err()
                        .contains("3 of 4 features and 2 of 3 classes by name; new features: colour=green;"
                                + " new classes: z"),
                program.err());
        Program scratch = train("--data", grown, "--json");
        assertEquals(
                (double) scratch.json().get("objective"),
                (double) program.json().get("objective"),
                1e-6);
        String other = write("other.csv", "a,label\n1,x\n2,y\n");
        String error = train("--data", other, "--start", path("grown.s4j")).error(3);
        assertTrue(error.contains("grown.s4j") && error.contains("at least one feature of the data, a"), error);
        assertTrue(train("--data", grown, "--start", path("model.s4j")).error(2).contains("--start"));
    }
}
