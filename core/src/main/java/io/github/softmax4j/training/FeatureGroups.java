package io.github.softmax4j.training;

import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.optim.ProximalTerms;
import io.github.softmax4j.settings.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The groups of a penalty on the optimiser's weights: features, or columns of a table. */
final class FeatureGroups {
    private final Problem problem;
    private final double[] rates;

    FeatureGroups(Problem problem) {
        this.problem = problem;
        this.rates = problem.coordinates().rate();
    }

    List<ProximalTerms.Group> of(Penalty penalty) {
        var groups = new ArrayList<ProximalTerms.Group>();
        int first = 0;
        for (int size : sizes(penalty.grouping())) {
            // a constant column has no weights, and those of a factor of 0 are free
            int[] features = IntStream.range(first, first + size)
                    .filter(j -> rate(penalty, j) > 0)
                    .toArray();
            if (features.length > 0) {
                groups.add(group(penalty, features));
            }
            first += size;
        }
        return groups;
    }

    /** How many features each group has, in their order. */
    private List<Integer> sizes(Penalty.Grouping grouping) {
        boolean isByColumns = grouping == Penalty.Grouping.COLUMNS;
        return isByColumns && problem.dataset().recipe().isPresent()
                ? problem.dataset().recipe().get().columns().stream()
                        .map(SourceColumn::featureNames)
                        .map(List::size)
                        .toList()
                : IntStream.range(0, problem.features()).mapToObj(j -> 1).toList();
    }

    /** With f_j and the rates in the norm, so that the strength is that of a factor of 1. */
    private ProximalTerms.Group group(Penalty penalty, int... features) {
        int classes = problem.classes();
        var coordinates = new int[features.length * classes];
        var rate = new double[coordinates.length];
        for (int i = 0; i < coordinates.length; i++) {
            int feature = features[i / classes];
            coordinates[i] = feature * classes + i % classes;
            rate[i] = rate(penalty, feature);
        }
        return new ProximalTerms.Group(coordinates, rate, Math.sqrt(features.length));
    }

    private double rate(Penalty penalty, int feature) {
        return penalty.l1Strength(feature, problem.scale(feature)) * rates[feature];
    }
}
