package io.github.softmax4j.data;

import java.util.List;
import java.util.Optional;

/**
 * Where the columns and labels of a data set come from.
 *
 * @param featureNames one per column
 * @param recipe how they were made of a table; empty where they were not
 * @param reading what their reader says of them
 * @param labelColumn the column that the labels come from, its name or index; empty where it is not known
 */
record Origin(
        List<String> featureNames, Optional<FeatureRecipe> recipe, Reading reading, Optional<String> labelColumn) {
    static Origin ofNames(List<String> names) {
        return new Origin(List.copyOf(names), Optional.empty(), Reading.NONE, Optional.empty());
    }

    /** The same labels, of rows whose columns have these names and no recipe. */
    Origin withNames(List<String> names) {
        return new Origin(List.copyOf(names), Optional.empty(), reading, labelColumn);
    }

    /** The same labels, of rows that were made so. */
    Origin withRecipe(FeatureRecipe made) {
        return new Origin(made.featureNames(), Optional.of(made), reading, labelColumn);
    }

    Origin withReading(Reading said) {
        return new Origin(featureNames, recipe, said, labelColumn);
    }

    Origin withLabelColumn(String column) {
        return new Origin(featureNames, recipe, reading, Optional.of(column));
    }
}
