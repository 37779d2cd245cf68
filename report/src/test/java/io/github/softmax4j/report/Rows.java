package io.github.softmax4j.report;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Rows that tests train on: noise, with 2 more in feature j for the rows of class k where j % classes = k. */
final class Rows {
    private Rows() {}

    static Dataset of(List<String> classNames, List<String> featureNames, int rows) {
        var random = new Random(28);
        int classes = classNames.size();
        var features = new double[rows][featureNames.size()];
        var labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
            for (int j = 0; j < features[i].length; j++) {
                features[i][j] = random.nextGaussian() + (j % classes == labels[i] ? 2 : 0);
            }
        }
        return Dataset.of(Nd4j.createFromArray(features), labels, ClassLabels.inOrder(classNames))
                .withFeatureNames(featureNames);
    }

    static Dataset of(int classes, int features, int rows) {
        return of(names("class", classes), names("feature", features), rows);
    }

    static List<String> names(String what, int count) {
        return IntStream.range(0, count).mapToObj(i -> what + " " + i).toList();
    }
}
