package io.github.softmax4j.serve;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;

/** A small model of records: a category, a number, a flag. */
final class RecordsOfWords {
    private RecordsOfWords() {}

    static SoftmaxModel model() {
        var recipe = new FeatureRecipe(
                List.of(
                        SourceColumn.category("kind", List.of("ale", "stout")),
                        SourceColumn.number("strength"),
                        SourceColumn.of("cold", Kind.FLAG)),
                Missing.ERROR,
                Unseen.ERROR);
        double[][] weights =
                MadeModels.weights(new Random(4), recipe.featureNames().size(), 3);
        return MadeModels.of(weights, DataType.DOUBLE, recipe.featureNames(), Notation.USUAL)
                .withRecipe(recipe);
    }
}
