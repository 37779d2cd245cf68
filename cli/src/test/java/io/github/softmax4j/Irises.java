package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.List;

/** What the examples of the Javadoc are about: Fisher's irises, their names, and a model of them. */
final class Irises {
    private static final List<String> KINDS = List.of("setosa", "versicolor", "virginica");
    private static final List<Dataset> PARTS = all().split(0.3, 1);

    private Irises() {}

    private static Dataset all() {
        Dataset numbered = ReferenceData.iris();
        List<String> kinds =
                Arrays.stream(numbered.labels()).mapToObj(KINDS::get).toList();
        return Dataset.of(numbered.features(), kinds)
                .withFeatureNames(List.of("sepal length", "sepal width", "petal length", "petal width"));
    }

    static Dataset training() {
        return PARTS.get(0);
    }

    static Dataset test() {
        return PARTS.get(1);
    }

    static SoftmaxModel model() {
        return SoftmaxRegression.withDefaults().fit(training()).model();
    }
}
