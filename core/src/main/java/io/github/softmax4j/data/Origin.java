package io.github.softmax4j.data;

import java.util.List;
import java.util.Optional;

/**
 * Where the columns of a data set come from.
 *
 * @param featureNames one per column
 * @param recipe how they were made of a table; empty where they were not
 * @param reading what their reader says of them
 */
record Origin(List<String> featureNames, Optional<FeatureRecipe> recipe, Reading reading) {
    static Origin ofNames(List<String> names) {
        return new Origin(List.copyOf(names), Optional.empty(), Reading.NONE);
    }

    Origin withRecipe(FeatureRecipe made) {
        return new Origin(featureNames, Optional.of(made), reading);
    }

    Origin withReading(Reading said) {
        return new Origin(featureNames, recipe, said);
    }
}
