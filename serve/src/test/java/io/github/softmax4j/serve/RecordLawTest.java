package io.github.softmax4j.serve;

import static io.github.softmax4j.serve.MadeModels.outcome;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A record has the features that the library makes of it, bit for bit; or is refused in the same words. */
class RecordLawTest {
    private static final double ROUNDING = 1e-12;

    private static void assertSame(Object expected, Object found, String what) {
        if (expected instanceof double[] features) {
            double[] made = found instanceof double[] array ? array : new double[0];
            assertArrayEquals(features, made, () -> what + ": " + found);
        } else {
            assertEquals(expected, found, what);
        }
    }

    @Test
    void featuresAndRefusalsAreThoseOfTheLibrary() {
        var random = new Random(1);
        int made = 0;
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            SoftmaxModel model = MadeModels.ofRecords(random);
            Scorer scorer = MadeModels.scorer(model);
            for (int j = 0; j < 60; j++) {
                Map<String, Object> record =
                        MadeRecords.record(model.recipe().orElseThrow().columns(), random);
                Object expected = outcome(model::featuresInDouble, record);
                assertSame(expected, outcome(scorer::features, record), record.toString());
                made += expected instanceof double[] ? 1 : 0;
                refused += expected instanceof String ? 1 : 0;
            }
        }
        assertTrue(made > 3000 && refused > 3000, made + " made, " + refused + " refused");
    }

    /** Every value in a column of every kind. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyValueIsTakenOrRefusedAsByTheLibrary(Kind kind) {
        for (Missing missing : List.of(Missing.ERROR, Missing.INDICATOR)) {
            for (Unseen unseen : Unseen.values()) {
                for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
                    SoftmaxModel model = ofOne(kind, missing, unseen, type);
                    Scorer scorer = MadeModels.scorer(model);
                    for (Object value : MadeRecords.values()) {
                        Map<String, Object> record = Map.of("c", value);
                        assertSame(
                                outcome(model::featuresInDouble, record),
                                outcome(scorer::features, record),
                                kind + " " + value + " " + value.getClass());
                    }
                }
            }
        }
    }

    private static SoftmaxModel ofOne(Kind kind, Missing missing, Unseen unseen, DataType type) {
        SourceColumn plain = switch (kind) {
            case CATEGORY -> SourceColumn.category("c", MadeModels.WORDS);
            case VECTOR -> SourceColumn.vector("c", 2);
            default -> SourceColumn.of("c", kind);
        };
        SourceColumn column =
                missing.fills() ? plain.filledWith(Collections.nCopies(plain.values(), 0.25), true) : plain;
        var recipe = new FeatureRecipe(List.of(column), missing, unseen);
        int features = recipe.featureNames().size();
        double[][] weights = MadeModels.weights(new Random(2), features, 3);
        return MadeModels.of(weights, type, recipe.featureNames(), Notation.USUAL)
                .withRecipe(recipe);
    }

    @Test
    void probabilitiesAreThoseOfTheLibrary() {
        var random = new Random(3);
        int compared = 0;
        for (int i = 0; i < 100; i++) {
            SoftmaxModel model = MadeModels.ofRecords(random);
            Scorer scorer = MadeModels.scorer(model);
            for (int j = 0; j < 20; j++) {
                Map<String, Object> record =
                        MadeRecords.record(model.recipe().orElseThrow().columns(), random);
                Object expected = outcome(model::probabilities, record);
                Object found = outcome(scorer::score, record);
                if (expected instanceof double[] probabilities && found instanceof double[] scores) {
                    double scale = 1
                            + Arrays.stream(model.featuresInDouble(record))
                                    .map(Math::abs)
                                    .sum();
                    assertArrayEquals(probabilities, scores, ROUNDING * scale, record.toString());
                    assertEquals(model.predict(record).label(), scorer.label(record));
                    compared++;
                } else {
                    assertEquals(expected, found);
                }
            }
        }
        assertTrue(compared > 500, compared + " compared");
    }

    /** Without a recipe the keys are the names of the features. */
    @Test
    void featuresAreColumnsWhereThereWasNoTable() {
        SoftmaxModel model = MadeModels.random(new Random(4), 2, 3, DataType.FLOAT);
        Scorer scorer = MadeModels.scorer(model);
        assertEquals(List.of("x0", "x1"), scorer.columnNames());
        List<Map<String, ?>> records = List.of(
                Map.of("x0", 1, "x1", "2.5"), Map.of("x0", 1), Map.of("X0", 1), Map.of("x0", 1e39, "x1", 0), Map.of());
        for (Map<String, ?> record : records) {
            assertSame(outcome(model::featuresInDouble, record), outcome(scorer::features, record), record.toString());
        }
    }

    @Test
    void batchesNameTheRecord() {
        SoftmaxModel model = MadeModels.random(new Random(5), 1, 3, DataType.DOUBLE);
        Scorer scorer = MadeModels.scorer(model);
        List<Map<String, Object>> records = List.of(Map.of("x0", 1), Map.of("x0", "two"));
        assertArrayEquals(scorer.score(records.get(0)), scorer.score(records.subList(0, 1))[0]);
        assertEquals(0, scorer.score(List.<Map<String, Object>>of()).length);
        assertEquals(
                "record 1: column 'x0': a finite number was expected, but found 'two'",
                outcome(record -> scorer.score(records)[0], Map.of()));
    }
}
