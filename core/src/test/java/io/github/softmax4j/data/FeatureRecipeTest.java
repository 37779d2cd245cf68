package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class FeatureRecipeTest {
    private static final SourceColumn COLOUR = SourceColumn.category("colour", List.of("blue", "red"));
    private static final SourceColumn VECTOR = SourceColumn.vector("v", 2);

    private static FeatureRecipe recipe(SourceColumn... columns) {
        return new FeatureRecipe(List.of(columns), Missing.ERROR, Unseen.ERROR);
    }

    @Test
    void namesTheFeaturesOfEveryKind() {
        assertEquals(
                List.of("width", "colour=blue", "colour=red", "v[0]", "v[1]", "day"),
                recipe(SourceColumn.number("width"), COLOUR, VECTOR, SourceColumn.of("day", Kind.DATE))
                        .featureNames());
    }

    @Test
    void indicatorsComeLast() {
        SourceColumn filled = COLOUR.filledWith(List.of(0.5, 0.5), true);
        assertEquals(
                List.of("colour=blue", "colour=red", "colour is missing"),
                recipe(filled).featureNames());
        assertEquals(2, filled.values());
    }

    @Test
    void aDataSetKeepsItsRecipe() {
        FeatureRecipe made = recipe(COLOUR);
        Dataset dataset = Dataset.of(new float[][] {{1, 0}, {0, 1}}, "a", "b").withRecipe(made);
        assertEquals(made.featureNames(), dataset.featureNames());
        assertEquals(made, dataset.subset(1).recipe().orElseThrow());
        assertEquals(made, dataset.withWeights(1, 2).recipe().orElseThrow());
        assertEquals(
                List.of(),
                dataset.withFeatureNames(List.of("p", "q")).recipe().stream().toList());
        FeatureRecipe wider = recipe(COLOUR, VECTOR);
        assertThrows(IllegalArgumentException.class, () -> dataset.withRecipe(wider));
    }

    /** Whatever is done with the rows afterwards, and in whatever order it was told. */
    @Test
    void aDataSetAndItsModelKeepTheLabelColumn() {
        FeatureRecipe made = recipe(COLOUR);
        Reading reading = new Reading(Map.of("decimal", ","), List.of("a note"), List.of(), List.of());
        Dataset plain = Dataset.of(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}}, "a", "b", "a", "b");
        Dataset dataset = plain.withLabelColumn("kind").withRecipe(made).withReading(reading);
        List<Dataset> others = List.of(
                dataset,
                plain.withReading(reading).withRecipe(made).withLabelColumn("kind"),
                dataset.subset(1, 2, 3),
                dataset.range(1, 3),
                dataset.withWeights(1, 2, 1, 1),
                dataset.withType(DataType.DOUBLE),
                dataset.split(0.5, 1).get(0));
        for (Dataset other : others) {
            assertEquals(Optional.of("kind"), other.labelColumn());
            assertEquals(made, other.recipe().orElseThrow());
            assertEquals(reading, other.reading());
        }
        Dataset renamed = dataset.withFeatureNames(List.of("p", "q"));
        assertEquals(Optional.of("kind"), renamed.labelColumn());
        assertEquals(Optional.empty(), plain.labelColumn());
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(dataset).model();
        assertEquals("kind", model.training().labelColumn());
        assertEquals(reading, model.training().reading());
        assertEquals(made, model.recipe().orElseThrow());
        assertEquals(
                "",
                SoftmaxRegression.withDefaults().fit(plain).model().training().labelColumn());
    }

    @Test
    void refusesWhatDoesNotFit() {
        List<String> none = List.of();
        List<Double> one = List.of(1.0);
        List<Double> infinite = List.of(Double.POSITIVE_INFINITY, 1.0);
        assertThrows(IllegalArgumentException.class, () -> recipe(COLOUR, COLOUR));
        assertThrows(IllegalArgumentException.class, FeatureRecipeTest::recipe);
        assertThrows(IllegalArgumentException.class, () -> SourceColumn.category("c", none));
        assertThrows(IllegalArgumentException.class, () -> SourceColumn.vector("v", 0));
        assertThrows(IllegalArgumentException.class, () -> COLOUR.filledWith(one, false));
        assertThrows(IllegalArgumentException.class, () -> COLOUR.filledWith(infinite, false));
        assertThrows(IllegalArgumentException.class, () -> COLOUR.filledWith(List.of(), true));
    }
}
