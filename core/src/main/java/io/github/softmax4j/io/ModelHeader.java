package io.github.softmax4j.io;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.model.TrainingSummary;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All of a model file but its values; read without starting ND4J.
 *
 * @param formatVersion the version of the file format
 * @param type the number type that rows are computed in, FLOAT or DOUBLE
 * @param classes the classes
 * @param featureNames the features
 * @param recipe how features are made of a table; empty where the training rows were not made of one
 * @param training how the model was trained
 */
public record ModelHeader(
        int formatVersion,
        DataType type,
        ClassLabels classes,
        List<String> featureNames,
        Optional<FeatureRecipe> recipe,
        TrainingSummary training) {
    /**
     * Checks that each column of a table would find its feature.
     *
     * @param formatVersion the version of the file format
     * @param type the number type that rows are computed in, FLOAT or DOUBLE
     * @param classes the classes
     * @param featureNames the features
     * @param recipe how features are made of a table; empty where the training rows were not made of one
     * @param training how the model was trained
     * @throws IllegalArgumentException if two features have one name, and no recipe tells them apart
     */
    public ModelHeader {
        if (recipe.isEmpty()) {
            Features.requireNamesDiffer(featureNames);
        }
    }

    /**
     * The bytes that the values take.
     *
     * @return (features + 1) x classes x 8
     */
    public long payloadBytes() {
        return Math.multiplyExact(Math.multiplyExact(featureNames.size() + 1L, classes.size()), (long) Double.BYTES);
    }
}
