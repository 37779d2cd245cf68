package io.github.softmax4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** A record is answered as the row of its features. */
class RecordPredictionTest {
    private static final double[][] MATRIX = {{1, -1}, {0.5, 0.25}, {-2, 3}, {0.1, 0}};

    @Test
    void withoutARecipeTheKeysAreFeatures() {
        SoftmaxModel model = Models.of(DataType.FLOAT, MATRIX);
        Map<String, Object> record = Map.of("x0", 1.5, "x1", "-2", "x2", 3, "x9", "passed over");
        assertArrayEquals(new float[] {1.5f, -2, 3}, model.features(record));
        assertEquals(model.predict(1.5, -2, 3), model.predict(record));
        assertArrayEquals(model.probabilities(new double[] {1.5, -2, 3}), model.probabilities(record));
        assertEquals(List.of(model.predict(record), model.predict(record)), model.predict(List.of(record, record)));
        assertEquals(List.of(), model.predict(List.of()));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> model.predict(List.of(record, Map.of("x0", 1, "x1", 2))))
                .getMessage();
        assertEquals("record 1: column 'x2': a value was expected, but there is none", message);
    }

    @Test
    void aRecipeMakesTheFeatures() {
        SoftmaxModel named = Models.of(DataType.DOUBLE, MATRIX);
        var recipe = new FeatureRecipe(
                List.of(SourceColumn.number("n"), SourceColumn.category("w", List.of("a", "b"))),
                Missing.ERROR,
                Unseen.ERROR);
        SoftmaxModel model = new SoftmaxModel(
                        named.matrix(), DataType.DOUBLE, named.classes(), recipe.featureNames(), named.training())
                .withRecipe(Optional.of(recipe));
        Map<String, Object> record = Map.of("n", 2, "w", "b");
        assertArrayEquals(new double[] {2, 0, 1}, model.featuresInDouble(record));
        assertEquals(model.predict(2.0, 0.0, 1.0), model.predict(record));
        Map<String, Object> unseen = Map.of("n", 2, "w", "c");
        assertThrows(IllegalArgumentException.class, () -> model.predict(unseen));
        SoftmaxModel lenient = model.withRecipe(Optional.of(recipe.withUnseen(Unseen.ZERO)));
        assertEquals(lenient.predict(2.0, 0.0, 0.0), lenient.predict(unseen));
    }
}
