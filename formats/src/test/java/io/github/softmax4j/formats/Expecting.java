package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.formats.ReadOptions.Expected;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options as a model of arrays sets them. */
final class Expecting {
    private Expecting() {}

    static ReadOptions matching(ReadOptions options, List<String> names, ClassLabels classes) {
        return options.expecting(new Expected(names, Optional.empty(), Map.of(), Optional.of(classes)));
    }

    static ReadOptions matchingFeatures(ReadOptions options, List<String> names) {
        return options.withoutLabels().expecting(new Expected(names, Optional.empty(), Map.of(), Optional.empty()));
    }
}
