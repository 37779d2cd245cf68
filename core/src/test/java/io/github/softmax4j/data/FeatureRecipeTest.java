package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

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
