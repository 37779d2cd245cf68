package io.github.softmax4j.export.reading;

import io.github.softmax4j.data.FeatureRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * PMML of softmax regressions: a RegressionModel of functionName classification, of normalizationMethod softmax with a
 * table for each class, one of which may be empty; or of logit with two tables, of which the second says nothing (Data
 * Mining Group, PMML 4.4.1, Regression). Numbers are NumericPredictors, categories CategoricalPredictors.
 */
public final class PmmlModels implements ForeignFormat {
    @Override
    public String word() {
        return "pmml";
    }

    @Override
    public String library() {
        return "PMML";
    }

    @Override
    public boolean fits(FileStart start) {
        return start.beginsText("<") && start.head().contains("<PMML");
    }

    @Override
    public ForeignModel read(Path file) throws IOException {
        return read(ForeignText.of(file));
    }

    static ForeignModel read(String text) {
        PmmlContent content = new PmmlReader(text).read();
        var columns = new PmmlColumns(content);
        ForeignModel model = new ForeignModel(
                        content.tables().stream().map(PmmlTable::category).toList(),
                        columns.featureNames(),
                        columns.weights(),
                        content.tables().stream()
                                .mapToDouble(PmmlTable::intercept)
                                .toArray(),
                        columns.warnings())
                .withLabelColumn(content.target())
                .withFacts(content.facts());
        Optional<FeatureRecipe> recipe = columns.recipe();
        return recipe.map(model::withRecipe).orElse(model);
    }
}
