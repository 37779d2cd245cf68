package io.github.softmax4j.export.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTargetTest {
    private static final double IN_DOUBLE = 1e-12;
    private static final long SEED = 3;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 99})
    void theFileSaysWhatTheFormSays(int classes) throws IOException {
        ScoringForm form = Forms.mixed(classes);
        assertSameProbabilities(form, CheckRows.covering(form, SEED), Forms.IN_DOUBLE, IN_DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 300})
    void theFileOfFeaturesSaysWhatTheFormSays(int features) throws IOException {
        ScoringForm form = Forms.features(features, 5);
        assertSameProbabilities(form, CheckRows.covering(form, SEED), Forms.IN_DOUBLE, IN_DOUBLE);
    }

    @Test
    void numbersAloneAndWordsAloneAreModelsToo() throws IOException {
        for (ScoringForm form : List.of(Forms.numbers(7, 3, false), Forms.numbers(1, 2, true), Forms.words(3, 4))) {
            assertSameProbabilities(form, CheckRows.covering(form, SEED), Forms.IN_DOUBLE, IN_DOUBLE);
        }
    }

    /** Inputs between -1 and 1, so logits of some units and as many roundings as there are terms. */
    @Test
    void inFloatItSaysTheSameButForRounding() throws IOException {
        ScoringForm form = Forms.features(64, 10);
        assertSameProbabilities(form, small(form, 500), Forms.IN_FLOAT, 5e-6);
        ScoringForm mixed = Forms.mixed(4);
        assertSameProbabilities(mixed, small(mixed, 500), Forms.IN_FLOAT, 5e-6);
    }

    private static CheckRows small(ScoringForm form, int rows) {
        var random = new Random(5);
        return CheckRows.of(
                form,
                IntStream.range(0, rows)
                        .mapToObj(i -> form.columns().stream()
                                .map(column -> column instanceof WordColumn words
                                        ? words.words().get(i % words.words().size())
                                        : between(random, column.weights().length))
                                .toArray())
                        .toList());
    }

    /** Numbers that fit into float. */
    private static double[] between(Random random, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> random.nextFloat() * 2 - 1)
                .toArray();
    }

    private static double[][] random(int rows, int columns) {
        var random = new Random(9);
        return IntStream.range(0, rows)
                .mapToObj(i -> random.doubles(columns, -3, 3).toArray())
                .toArray(double[][]::new);
    }

    private void assertSameProbabilities(ScoringForm form, CheckRows rows, TargetOptions options, double tolerance)
            throws IOException {
        Path file = Files.write(directory.resolve("model.onnx"), Session.bytes(form, options));
        try (WrittenScorer scorer = new OnnxTarget().reader(file, form, options).orElseThrow()) {
            double[][] scored = scorer.probabilities(rows);
            assertEquals(rows.rows(), scored.length);
            for (int i = 0; i < scored.length; i++) {
                Object[] row = rows.row(i);
                assertArrayEquals(form.probabilities(row), scored[i], tolerance, () -> Arrays.deepToString(row));
            }
        }
    }

    @Test
    void aRefusedRowIsNaNWithoutALabelAndLeavesTheOthersAlone() throws IOException, OrtException {
        ScoringForm form = Forms.features(3, 4);
        double[][] rows = random(20, 3);
        double[][] spoilt = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        List<Double> bad = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < rows.length; i += 2) {
            spoilt[i][i % 3] = bad.get(i / 2 % 3);
        }
        try (var session = new Session(Session.bytes(form, Forms.IN_DOUBLE))) {
            Map<String, Object> intact = session.run(Map.of("features", rows));
            Map<String, Object> answers = session.run(Map.of("features", spoilt));
            for (int i = 0; i < rows.length; i++) {
                double[] probabilities = ((double[][]) answers.get("probabilities"))[i];
                if (i % 2 == 0) {
                    assertTrue(Arrays.stream(probabilities).allMatch(Double::isNaN), Arrays.toString(probabilities));
                    assertEquals("", ((String[]) answers.get("label"))[i]);
                } else {
                    assertArrayEquals(((double[][]) intact.get("probabilities"))[i], probabilities);
                    assertEquals(((String[]) intact.get("label"))[i], ((String[]) answers.get("label"))[i]);
                }
            }
        }
    }

    /** Also where weights are 0, or of one sign: infinity times them is NaN, or all on one side. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1})
    void whatIsInfiniteIsRefusedWhateverTheWeights(double weight) throws IOException, OrtException {
        ScoringForm form = Forms.withWeights(new double[][] {{weight, 2 * weight}}, 0, 0);
        for (TargetOptions options : List.of(Forms.IN_DOUBLE, Forms.IN_FLOAT)) {
            try (var session = new Session(Session.bytes(form, options))) {
                double[][] rows = {{Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY}, {Double.NaN}};
                Map<String, Object> answers =
                        session.run(Map.of("features", options.inFloat() ? Forms.floats(rows) : rows));
                assertArrayEquals(new String[] {"", "", ""}, (String[]) answers.get("label"));
            }
        }
    }

    @Test
    void labelsAreThoseOfTheMostProbableClassAndOfEqualOnesOfTheFirst() throws IOException, OrtException {
        ScoringForm form = Forms.features(5, 7);
        double[][] rows = random(200, 5);
        try (var session = new Session(Session.bytes(form, Forms.IN_DOUBLE))) {
            Map<String, Object> answers = session.run(Map.of("features", rows));
            var probabilities = (double[][]) answers.get("probabilities");
            for (int i = 0; i < rows.length; i++) {
                String winner = form.classes().get(ScoringForm.winner(probabilities[i]));
                assertEquals(winner, ((String[]) answers.get("label"))[i]);
            }
        }
        ScoringForm tied = Forms.withWeights(new double[][] {{-1, 1, 1}}, 0, 0, 0);
        try (var session = new Session(Session.bytes(tied, Forms.IN_DOUBLE))) {
            var labels = (String[]) session.run(Map.of("features", new double[][] {{0}, {1}, {-1}}))
                    .get("label");
            assertArrayEquals(new String[] {"0", "1", "0"}, labels);
        }
    }

    @Test
    void logitsOfTenMillionsAreNotTooMany() throws IOException {
        ScoringForm form = Forms.scaled(Forms.features(4, 3), 1e7);
        assertSameProbabilities(form, small(form, 200), Forms.IN_DOUBLE, IN_DOUBLE);
        ScoringForm two = Forms.withWeights(new double[][] {{1e7, -1e7}}, 0, 0);
        CheckRows rows = CheckRows.of(two, List.of(new Object[] {new double[] {1}}, new Object[] {new double[] {-1}}));
        assertSameProbabilities(two, rows, Forms.IN_FLOAT, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void batchesMayHaveAnyNumberOfRows(int rows) throws IOException {
        ScoringForm columns = Forms.mixed(3);
        assertSameProbabilities(columns, repeated(columns, rows), Forms.IN_DOUBLE, IN_DOUBLE);
        ScoringForm features = Forms.features(4, 3);
        assertSameProbabilities(features, repeated(features, rows), Forms.IN_DOUBLE, IN_DOUBLE);
    }

    private static CheckRows repeated(ScoringForm form, int rows) {
        CheckRows some = CheckRows.covering(form, SEED);
        return CheckRows.of(
                form,
                IntStream.range(0, rows)
                        .mapToObj(i -> some.row(i % some.rows()))
                        .toList());
    }

    @Test
    void tenThousandWordsTakeOneRowEachAndNoMore() throws IOException {
        int words = 10_000;
        int classes = 3;
        ScoringForm form = Forms.words(words, classes);
        assertSameProbabilities(form, CheckRows.covering(form, SEED), Forms.IN_DOUBLE, IN_DOUBLE);
        long bytesOfWeights = 8L * classes * (words + 2);
        long bytesOfWordAndCode = 5 + 2 + 1 + 3;
        int size = Session.bytes(form, Forms.IN_DOUBLE).length;
        assertTrue(size < bytesOfWeights + words * bytesOfWordAndCode + 4000, "the file has " + size + " bytes");
    }

    @Test
    void outputsGiveWayToColumnsOfTheirNames() throws IOException, OrtException {
        ScoringForm form = Forms.mixed(3);
        try (var session = new Session(Session.bytes(form, Forms.IN_DOUBLE))) {
            assertEquals(
                    form.columns().stream().map(column -> column.name()).toList(),
                    List.copyOf(session.session().getInputNames()));
            assertEquals(Set.of("label_", "probabilities_"), session.session().getOutputNames());
        }
        String warning = new OnnxTarget().warnings(form, Forms.IN_DOUBLE).get(0);
        assertTrue(warning.contains("label_ and probabilities_"), warning);
        assertEquals(List.of(), new OnnxTarget().warnings(Forms.words(2, 2), Forms.IN_DOUBLE));
    }

    @Test
    void namesThatAreNoneInOnnxAreRefused() {
        for (String name : List.of("", "a\0b", "half of a pair \ud83d")) {
            ScoringForm form = Forms.ofColumn(name);
            var problem = assertThrows(IllegalArgumentException.class, () -> Session.bytes(form, Forms.IN_DOUBLE));
            assertTrue(problem.getMessage().contains("must"), problem.getMessage());
        }
    }

    @Test
    void whatDoesNotFitIntoFloatIsRefusedThere() throws IOException {
        ScoringForm form = Forms.withWeights(new double[][] {{1e39, 0}}, 0, 0);
        assertTrue(Session.bytes(form, Forms.IN_DOUBLE).length > 0);
        var problem = assertThrows(IllegalArgumentException.class, () -> Session.bytes(form, Forms.IN_FLOAT));
        assertTrue(problem.getMessage().contains("1.0E39"), problem.getMessage());
    }

    @Test
    void withoutALabelThereAreNoTextsAtAll() throws IOException, OrtException {
        var options = new TargetOptions(true, false, "", List.of());
        ScoringForm form = Forms.features(4, 3);
        byte[] bytes = Session.bytes(form, options);
        try (var session = new Session(bytes)) {
            assertEquals(Set.of("probabilities"), session.session().getOutputNames());
        }
        assertFalse(Parsed.graph(bytes).getInitializerList().stream()
                .anyMatch(tensor -> tensor.getDataType() == Element.STRING.code()));
        assertFalse(Parsed.operations(bytes).contains("ArgMax"));
    }

    @Test
    void theFileTellsOfItsModel() throws IOException, OrtException {
        try (var session = new Session(Session.bytes(Forms.mixed(2), Forms.IN_DOUBLE))) {
            Map<String, String> facts = session.session().getMetadata().getCustomMetadata();
            assertEquals("[\"class \u03b10\", \"class \u03b11\"]", facts.get("softmax4j.classes"));
            String columns = facts.get("softmax4j.columns");
            assertTrue(columns.contains("\"\u00fcber \\\"quoted\\\" 'name'\", \" \", \"plain\\u000avector\""), columns);
            String kinds = facts.get("softmax4j.kinds");
            assertTrue(kinds.startsWith("[\"NUMBER\", \"NUMBER\", \"DATE\", \"FLAG\", \"VECTOR of 3\""), kinds);
            assertEquals("INDICATOR", facts.get("softmax4j.missing"));
            assertEquals("ZERO", facts.get("softmax4j.unseen"));
            assertEquals("species", facts.get("softmax4j.labelColumn"));
            assertEquals("crc32c:01234567", facts.get("softmax4j.fingerprint"));
            assertEquals("1.2.3", facts.get("softmax4j.version"));
            assertEquals("softmax4j", session.session().getMetadata().getProducerName());
        }
    }

    @Test
    void equalModelsAreEqualBytesAndReadWithoutAnUnknownField() throws IOException {
        for (ScoringForm form : List.of(Forms.mixed(3), Forms.features(4, 3))) {
            for (TargetOptions options : List.of(Forms.IN_DOUBLE, Forms.IN_FLOAT)) {
                byte[] bytes = Session.bytes(form, options);
                assertArrayEquals(bytes, Session.bytes(form, options));
                assertEquals(List.of(), Parsed.unknownFields(bytes));
            }
        }
    }

    @Test
    void operationsAreAsManyForAThousandNumbersAsForTwo() throws IOException {
        assertEquals(
                Parsed.operations(Session.bytes(Forms.numbers(2, 3, true), Forms.IN_DOUBLE)),
                Parsed.operations(Session.bytes(Forms.numbers(1000, 3, true), Forms.IN_DOUBLE)));
    }

    /** Triton, TensorRT and others take tensors alone, and no operation that came after opset 13. */
    @Test
    void allIsTensorsAndOperationsOfOpset13() throws IOException {
        var used = new TreeSet<String>();
        for (ScoringForm form : List.of(Forms.mixed(3), Forms.features(4, 3))) {
            byte[] bytes = Session.bytes(form, Forms.IN_DOUBLE);
            used.addAll(Parsed.operations(bytes));
            assertTrue(Parsed.graph(bytes).getOutputList().stream()
                    .allMatch(output -> output.getType().hasTensorType()));
            assertEquals(13, Parsed.model(bytes).getOpsetImport(0).getVersion());
            assertEquals(7, Parsed.model(bytes).getIrVersion());
        }
        assertEquals(
                Set.of(
                        "Abs",
                        "Add",
                        "ArgMax",
                        "Cast",
                        "Concat",
                        "Gather",
                        "Gemm",
                        "IsNaN",
                        "LabelEncoder",
                        "Less",
                        "ReduceMin",
                        "ReduceSum",
                        "Softmax",
                        "Unsqueeze",
                        "Where"),
                used);
    }

    /** Most emoji: ONNX Runtime for Java garbles them, and other languages do not. */
    @Test
    void whatJavaCannotSayToOnnxRuntimeIsToldAndNotTried() throws IOException {
        var target = new OnnxTarget();
        ScoringForm form = Forms.ofColumn("\ud83d\udc27");
        String warning = target.warnings(form, Forms.IN_DOUBLE).get(0);
        assertTrue(warning.contains("column '\ud83d\udc27' has a character"), warning);
        Path file = Files.write(directory.resolve("model.onnx"), Session.bytes(form, Forms.IN_DOUBLE));
        assertTrue(target.reader(file, form, Forms.IN_DOUBLE).isEmpty());
    }

    @Test
    void whatItIsLikeIsToldInALine() {
        String columns = new OnnxTarget().description(Forms.mixed(3), Forms.IN_DOUBLE);
        assertTrue(columns.startsWith("10 columns (label double, "), columns);
        assertTrue(
                columns.endsWith(", ...) in, label_ and probabilities_ out; opset 13, ONNX Runtime 1.8 or later"),
                columns);
        String features = new OnnxTarget().description(Forms.features(784, 10), Forms.IN_FLOAT);
        assertEquals(
                "features (float, rows x 784) in, label and probabilities out; opset 13, ONNX Runtime 1.8 or later",
                features);
    }
}
