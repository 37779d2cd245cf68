package io.github.softmax4j.export.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The rows that files are checked on. */
class CheckRowsTest {
    private static ScoringForm mixed(Unseen unseen) {
        return ScoringForm.ofColumns(MadeModels.mixed(DataType.DOUBLE, unseen), unseen);
    }

    /** Every word, a missing one, each word for nothing, and one that nobody knows. */
    @ParameterizedTest
    @EnumSource(Unseen.class)
    void coverEveryWord(Unseen unseen) {
        ScoringForm form = mixed(unseen);
        CheckRows rows = CheckRows.covering(form, 3);
        for (int c = 0; c < form.columns().size(); c++) {
            if (form.columns().get(c) instanceof WordColumn column) {
                Set<String> seen = new HashSet<>(Arrays.asList(rows.words(c)));
                assertTrue(seen.containsAll(column.words()), column.name());
                assertTrue(seen.containsAll(column.nothings()) && seen.contains(null), column.name());
                assertTrue(
                        seen.stream()
                                .anyMatch(word ->
                                        column.rowOf(word) > column.words().size()),
                        column.name());
            }
        }
    }

    @Test
    void coverEveryGap() {
        ScoringForm form = mixed(Unseen.ZERO);
        CheckRows rows = CheckRows.covering(form, 3);
        for (int c = 0; c < form.columns().size(); c++) {
            if (form.columns().get(c) instanceof NumberColumn column) {
                double[] numbers = rows.numbers(c);
                assertEquals(rows.rows() * column.length(), numbers.length);
                assertTrue(Arrays.stream(numbers).anyMatch(Double::isNaN), column.name());
                assertTrue(Arrays.stream(numbers).anyMatch(Double::isInfinite), column.name());
                boolean areFlags =
                        Arrays.stream(numbers).filter(Double::isFinite).allMatch(x -> x == 0 || x == 1);
                assertEquals(column.kind() == Kind.FLAG, areFlags, column.name());
            }
        }
    }

    /** In most rows no class is sure, however far the intercepts lie apart; in rows that are drawn it would be. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1663", "10, 1e6", "99, 1"})
    void lieAtTheBorders(int classes, double spread) {
        List<String> names = MadeModels.names("k", classes);
        double[][] matrix = new double[6][classes];
        for (int j = 0; j < 6; j++) {
            int row = j;
            Arrays.setAll(matrix[j], k -> Math.sin(7 * row + k * k + 1) * (row == 5 ? spread : 1));
        }
        ScoringForm form =
                ScoringForm.ofFeatures(MadeModels.of(DataType.DOUBLE, names, MadeModels.names("x", 5), matrix));
        CheckRows rows = CheckRows.covering(form, 4);
        long unsure = IntStream.range(0, rows.rows())
                .mapToObj(i -> form.probabilities(rows.row(i)))
                .filter(row -> Arrays.stream(row).max().orElseThrow() < 0.95)
                .count();
        assertTrue(unsure > 0.6 * rows.rows(), unsure + " of " + rows.rows() + " rows are unsure");
    }

    /** Equal seeds are equal rows, and others are others. */
    @Test
    void areMadeBySeed() {
        ScoringForm form = mixed(Unseen.ZERO);
        double[] once = CheckRows.covering(form, 5).numbers(8);
        assertArrayEquals(once, CheckRows.covering(form, 5).numbers(8));
        assertFalse(Arrays.equals(once, CheckRows.covering(form, 6).numbers(8)));
    }

    /** What a reader makes of a row leads back to a row of the same features. */
    @ParameterizedTest
    @EnumSource(Unseen.class)
    void comeBackFromFeatures(Unseen unseen) {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, unseen);
        ScoringForm form = ScoringForm.ofColumns(model, unseen);
        CheckRows rows = CheckRows.covering(form, 6);
        double[][] features = IntStream.range(0, rows.rows())
                .filter(i -> ScoringForm.winner(form.probabilities(rows.row(i))) >= 0)
                .mapToObj(i -> model.featuresInDouble(rows.record(i)))
                .toArray(double[][]::new);
        CheckRows restored = CheckRows.ofFeatures(form, features);
        assertTrue(features.length > 50, features.length + " rows");
        for (int i = 0; i < features.length; i++) {
            assertArrayEquals(features[i], model.featuresInDouble(restored.record(i)), "row " + i);
        }
    }

    /** In models of float the shares of a missing word are rounded: they are known all the same. */
    @Test
    void fillsMayBeRounded() {
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(
                        SourceColumn.category("a", List.of("x", "y", "z")).filledWith(List.of(0.1, 0.2, 0.7), false),
                        SourceColumn.of("b", Kind.FLAG).filledWith(List.of(0.3), false)),
                Missing.MEAN,
                Unseen.ERROR);
        ScoringForm form = ScoringForm.ofColumns(MadeModels.of(DataType.FLOAT, 2, recipe), Unseen.ERROR);
        CheckRows rows = CheckRows.ofFeatures(form, new double[][] {{0.1f, 0.2f, 0.7f, 0.3f}, {0, 0, 1, 1}});
        assertNull(rows.words(0)[0]);
        assertEquals("z", rows.words(0)[1]);
        assertArrayEquals(new double[] {Double.NaN, 1}, rows.numbers(1));
    }
}
