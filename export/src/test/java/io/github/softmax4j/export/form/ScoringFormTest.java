package io.github.softmax4j.export.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The form says what the model says. */
class ScoringFormTest {
    private static final SoftmaxModel PORTS = MadeModels.of(
            DataType.DOUBLE,
            List.of("x", "y"),
            List.of("age", "age is missing", "port=Cork", "port=Dover"),
            new double[][] {{1, 0}, {0, 2}, {3, 0}, {0, 4}, {10, 20}});
    private static final FeatureRecipe RECIPE = new FeatureRecipe(
            List.of(
                    SourceColumn.number("age").filledWith(List.of(30.0), true),
                    SourceColumn.category("port", List.of("Cork", "Dover")).filledWith(List.of(0.75, 0.25), false)),
            Missing.INDICATOR,
            Unseen.ZERO);

    @ParameterizedTest
    @CsvSource({"FLOAT, ZERO", "FLOAT, ERROR", "DOUBLE, ZERO", "DOUBLE, ERROR"})
    void saysOfRecordsWhatTheModelSays(DataType type, Unseen unseen) {
        SoftmaxModel model = MadeModels.mixed(type, unseen);
        ScoringForm form = ScoringForm.ofColumns(model, unseen);
        CheckRows rows = CheckRows.covering(form, 1);
        int refused = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double[] said = form.probabilities(rows.row(i));
            double[] expected = Answers.of(model, rows.record(i));
            boolean isRefused = ScoringForm.winner(said) < 0;
            double rounding = isRefused ? 0 : 1e-15 * form.magnitude(rows.row(i));
            assertArrayEquals(expected, said, 1e-12 + rounding, "row " + i);
            refused += isRefused ? 1 : 0;
        }
        assertTrue(refused >= 20 && refused < rows.rows() / 2, refused + " of " + rows.rows() + " are refused");
    }

    /** In the model's own number type, as predict answers many rows at once. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 5e-6", "DOUBLE, 1e-12"})
    void saysOfFeaturesWhatTheModelSays(DataType type, double tolerance) {
        SoftmaxModel model = MadeModels.of(type, MadeModels.names("class ", 10), MadeModels.names("x", 64));
        ScoringForm form = ScoringForm.ofFeatures(model);
        CheckRows rows = CheckRows.covering(form, 2).inFloat();
        for (int i = 0; i < rows.rows(); i++) {
            double[] said = form.probabilities(rows.row(i));
            if (ScoringForm.winner(said) >= 0) {
                double[] expected = type == DataType.FLOAT
                        ? Answers.ofFloat(model, rows.features(i))
                        : model.probabilities(rows.features(i));
                double rounding = type == DataType.FLOAT ? 1e-7 : 1e-16;
                assertArrayEquals(expected, said, tolerance + 4 * rounding * form.magnitude(rows.row(i)), "row " + i);
            }
        }
    }

    @Test
    void foldsGapsAndCentresIntercepts() {
        ScoringForm form = ScoringForm.ofColumns(PORTS.withRecipe(RECIPE), Unseen.ZERO);
        assertArrayEquals(new double[] {-5, 5}, form.intercept());
        assertEquals(5, form.largestCentredIntercept());
        assertEquals(5 / Math.pow(2, 24), form.errorBoundInFloat());
        assertArrayEquals(
                new double[] {30, 2}, form.columns().get(0).gap().orElseThrow().logits());
        var port = (WordColumn) form.columns().get(1);
        assertTrue(Arrays.deepEquals(new double[][] {{3, 0}, {0, 4}, {2.25, 1}, {0, 0}}, port.table()));
        assertEquals(List.of(0, 2, 2, 2, 3), port(port, "Cork", null, "", "NA", "Galway"));
        assertEquals(8, form.weights() + 2);
    }

    private static List<Integer> port(WordColumn column, String... words) {
        return Arrays.stream(words).map(column::rowOf).toList();
    }

    @Test
    void refusesWhereTheRecipeDoes() {
        FeatureRecipe strict = new FeatureRecipe(
                List.of(SourceColumn.number("age"), SourceColumn.category("age is missing", List.of("a", "b", "c"))),
                Missing.ERROR,
                Unseen.ERROR);
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, 2, strict);
        ScoringForm form = ScoringForm.ofColumns(model, Unseen.ERROR);
        double[] one = {1};
        assertEquals(
                1, Arrays.stream(form.probabilities(new Object[] {one, "a"})).sum(), 1e-15);
        for (Object[] row : List.of(
                new Object[] {one, "d"},
                new Object[] {one, null},
                new Object[] {one, ""},
                new Object[] {new double[] {Double.NaN}, "a"},
                new Object[] {new double[] {Double.NEGATIVE_INFINITY}, "a"},
                new Object[] {new double[] {1e308 * 1e2}, "a"})) {
            assertTrue(Arrays.stream(form.probabilities(row)).allMatch(Double::isNaN), Arrays.deepToString(row));
        }
    }

    /** Of two that are equal the first; of a row that was refused none. */
    @Test
    void theFirstOfEqualsWins() {
        assertEquals(1, ScoringForm.winner(new double[] {0.2, 0.4, 0.4}));
        assertEquals(0, ScoringForm.winner(new double[] {0.5, 0.5}));
        assertEquals(-1, ScoringForm.winner(new double[] {Double.NaN, Double.NaN}));
    }

    /** A constant that all logits have in common is no part of the form, and takes no digits from it. */
    @Test
    void aConstantOfAllInterceptsChangesNothing() {
        double[][] weights = {{1, -1, 0.5}, {1e15, 1e15 + 2, 1e15 - 1}};
        SoftmaxModel model = MadeModels.of(DataType.DOUBLE, List.of("a", "b", "c"), List.of("x"), weights);
        ScoringForm form = ScoringForm.ofFeatures(model);
        assertTrue(form.largestCentredIntercept() < 3);
        double[] said = form.probabilities(new Object[] {new double[] {0.5}});
        double[] logits = {0.5, 1.5, -0.75};
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        assertArrayEquals(
                IntStream.range(0, 3)
                        .mapToDouble(k -> Math.exp(logits[k]) / sum)
                        .toArray(),
                said,
                1e-15);
    }
}
