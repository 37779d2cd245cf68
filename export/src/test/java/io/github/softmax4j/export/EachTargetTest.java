package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.export.ExportOptions.Input;
import io.github.softmax4j.export.ExportOptions.Precision;
import io.github.softmax4j.export.ExportedModels.ExportedModel;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetFormat.Choice;
import io.github.softmax4j.export.form.WrittenScorer;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every kind of file, as its own reader reads it. */
class EachTargetTest {
    @TempDir
    private Path folder;

    static List<TargetFormat> targets() {
        return ModelExport.targets();
    }

    /** Every target, model, input and precision. */
    static Stream<Arguments> files() {
        return targets().stream()
                .flatMap(target -> ExportedModels.names().stream()
                        .flatMap(name -> Stream.of(Input.COLUMNS, Input.FEATURES)
                                .flatMap(input -> Stream.of(Precision.DOUBLE, Precision.FLOAT)
                                        .filter(precision -> precision == Precision.DOUBLE
                                                || target.choices().contains(Choice.FLOAT))
                                        .map(precision -> Arguments.of(target.suffix(), name, input, precision)))));
    }

    /**
     * What predict says of rows, and what the file says of them: computed in double they differ by the rounding of the
     * model's own number type, in float by the bound that is told.
     */
    @ParameterizedTest(name = "{1}{0} {2} {3}")
    @MethodSource("files")
    void saysWhatPredictSays(String suffix, String name, Input input, Precision precision) throws IOException {
        ExportedModel exported = ExportedModels.named(name);
        SoftmaxModel model = exported.model();
        double[][] rows = exported.rows();
        Written written =
                write(suffix, model, ExportOptions.defaults().withInput(input).withPrecision(precision), rows);
        double[][] said = written.score(CheckRows.ofFeatures(written.form(), rows));
        double allowed = model.type() == DataType.DOUBLE && precision == Precision.DOUBLE ? 1e-12 : 5e-6;
        if (precision == Precision.FLOAT) {
            allowed += written.form().errorBoundInFloat();
        }
        try (INDArray features = Nd4j.createFromArray(rows);
                INDArray expected = model.probabilities(features)) {
            for (int i = 0; i < rows.length; i++) {
                assertArrayEquals(expected.getRow(i).toDoubleVector(), said[i], allowed, "row " + i);
            }
            List<String> labels = Arrays.stream(said)
                    .map(row -> model.classes().names().get(ScoringForm.winner(row)))
                    .toList();
            assertEquals(model.predict(features), labels);
        }
    }

    /** A file, opened by the reader of its format. */
    private record Written(ScoringForm form, ExportPlan plan, TargetFormat target, Path file) {
        double[][] score(CheckRows rows) throws IOException {
            try (WrittenScorer scorer =
                    target.reader(file, form, plan.options()).orElseThrow()) {
                return scorer.probabilities(rows);
            }
        }
    }

    private static TargetFormat target(String suffix) {
        return targets().stream()
                .filter(one -> one.suffix().equals(suffix))
                .findFirst()
                .orElseThrow();
    }

    /** Writes, which checks the file; skipped where nothing reads it. */
    private Written write(String suffix, SoftmaxModel model, ExportOptions options, double[]... rows)
            throws IOException {
        Path file = folder.resolve("model" + suffix);
        TargetFormat target = target(suffix);
        ExportReport report = ModelExport.write(model, file, options, rows);
        Assumptions.assumeTrue(report.check().isPresent(), "there is no " + target.readerName());
        assertEquals(rows.length, report.check().orElseThrow().givenRows());
        ExportPlan plan = ExportPlan.of(model, target, options);
        return new Written(plan.form(), plan, target, file);
    }

    private static Stream<String> suffixes() {
        return targets().stream().map(TargetFormat::suffix);
    }

    @ParameterizedTest
    @MethodSource("suffixes")
    void equalModelsAreEqualBytes(String suffix) throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.FLOAT, Unseen.ZERO);
        ModelExport.write(model, folder.resolve("a" + suffix), ExportOptions.defaults());
        ModelExport.write(
                MadeModels.mixed(DataType.FLOAT, Unseen.ZERO), folder.resolve("b" + suffix), ExportOptions.defaults());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a" + suffix)), Files.readAllBytes(folder.resolve("b" + suffix)));
    }

    /** No row, one, and as many as are served in a night; each says what it says alone. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void batchesMayHaveAnySize(String suffix) throws IOException {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, MadeModels.names("k", 3), MadeModels.names("x", 4));
        Written written = write(suffix, model, ExportOptions.defaults().withPrecision(Precision.DOUBLE));
        var random = new Random(6);
        double[][] rows = IntStream.range(0, 100_000)
                .mapToObj(i -> random.doubles(4, -3, 3).map(x -> (float) x).toArray())
                .toArray(double[][]::new);
        assertEquals(0, written.score(CheckRows.ofFeatures(written.form(), new double[0][])).length);
        double[][] all = written.score(CheckRows.ofFeatures(written.form(), rows));
        double[][] alone = written.score(CheckRows.ofFeatures(written.form(), new double[][] {rows[99_999]}));
        assertEquals(100_000, all.length);
        assertArrayEquals(all[99_999], alone[0], 1e-15);
        double[][] expected = model.probabilities(rows);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(expected[i], all[i], 1e-12, "row " + i);
        }
    }

    /** Where exp overflows, or is so small that some systems take it for an error. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void logitsMayBeMillions(String suffix) throws IOException {
        double[][] weights = {{1, -1, 0}, {0, 0, 0}};
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, List.of("a", "b", "c"), List.of("x"), weights);
        Written written = write(suffix, model, ExportOptions.defaults());
        double[][] rows = {{1e7}, {-1e7}, {800}, {-800}, {0}};
        double[][] said = written.score(CheckRows.ofFeatures(written.form(), rows));
        double third = 1.0 / 3;
        double[][] expected = {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}, {0, 1, 0}, {third, third, third}};
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(expected[i], said[i], 1e-15, "row " + i);
        }
    }

    /** Of classes that are equal the first wins: the check holds the labels of the file against that. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void theFirstOfEqualClassesWins(String suffix) throws IOException {
        SoftmaxModel model = MadeModels.of(
                DataType.DOUBLE, List.of("b", "a", "c"), List.of("x"), new double[][] {{1, 1, -1}, {0, 0, 0}});
        Written written = write(suffix, model, ExportOptions.defaults());
        CheckRows rows = CheckRows.ofFeatures(written.form(), new double[][] {{2}, {0}, {-3}});
        try (WrittenScorer scorer = written.target()
                .reader(written.file(), written.form(), written.plan().options())
                .orElseThrow()) {
            scorer.labels(rows).ifPresent(labels -> assertArrayEquals(new String[] {"b", "b", "c"}, labels));
        }
        assertEquals(
                List.of(0, 0, 2),
                Arrays.stream(written.score(rows)).map(ScoringForm::winner).toList());
    }

    /** Memory and file are those of the table of words, and not its square. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void columnsMayHaveManyWords(String suffix) throws IOException {
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(SourceColumn.category("word", MadeModels.names("w", 10_000)), SourceColumn.number("x")),
                Missing.ERROR,
                Unseen.ZERO);
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, 3, recipe);
        Written written = write(suffix, model, ExportOptions.defaults());
        long bytes = Files.size(written.file());
        assertTrue(bytes < 10_000L * 3 * 150, bytes + " bytes");
    }

    /** Rows that are refused are NaN, and the others in their batch as if they were alone. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void aRefusedRowSpoilsNoOther(String suffix) throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ERROR);
        Written written = write(suffix, model, ExportOptions.defaults());
        CheckRows rows = CheckRows.covering(written.form(), 7);
        double[][] together = written.score(rows);
        int refused = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double[] expected = written.form().probabilities(rows.row(i));
            refused += ScoringForm.winner(expected) < 0 ? 1 : 0;
            assertEquals(ScoringForm.winner(expected) < 0, Double.isNaN(together[i][0]), "row " + i);
        }
        assertTrue(refused > 20, refused + " rows are refused");
    }
}
