package io.github.softmax4j.io;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All of a model file but its values; read without starting ND4J.
 *
 * @param formatVersion the version of the file format
 * @param type the number type that rows are computed in, FLOAT or DOUBLE
 * @param classes the classes
 * @param featureNames the features
 * @param recipe how features are made of a table; empty where the training rows were not made of one
 * @param training how the model was trained
 * @param temperature what the values were divided by; 1 where nothing was calibrated
 * @see ModelFile
 */
public record ModelHeader(
        int formatVersion,
        DataType type,
        ClassLabels classes,
        List<String> featureNames,
        Optional<FeatureRecipe> recipe,
        TrainingSummary training,
        double temperature) {
    /**
     * Checks that each column of a table would find its feature.
     *
     * @param formatVersion the version of the file format
     * @param type the number type that rows are computed in, FLOAT or DOUBLE
     * @param classes the classes
     * @param featureNames the features
     * @param recipe how features are made of a table; empty where the training rows were not made of one
     * @param training how the model was trained
     * @param temperature what the values were divided by
     * @throws IllegalArgumentException if two features have one name, and no recipe tells them apart, or the
     *     temperature is not above 0 and finite
     */
    public ModelHeader {
        Objects.requireNonNull(type, "type must not be null");
        Objects.requireNonNull(classes, "classes must not be null");
        Objects.requireNonNull(featureNames, "featureNames must not be null");
        Objects.requireNonNull(recipe, "recipe must not be null");
        Objects.requireNonNull(training, "training must not be null");
        if (recipe.isEmpty()) {
            Features.requireNamesDiffer(featureNames);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be above 0 and finite, but is " + temperature);
        }
    }

    /** Of a model to be written. */
    static ModelHeader of(SoftmaxModel model) {
        return new ModelHeader(
                ModelFile.FORMAT_VERSION,
                model.type(),
                model.classes(),
                model.featureNames(),
                model.recipe(),
                model.training(),
                model.temperature());
    }

    /**
     * The model of these values.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    SoftmaxModel model(INDArray matrix) {
        return new SoftmaxModel(matrix, type, classes, featureNames, training, temperature).withRecipe(recipe);
    }

    /**
     * The bytes that the values take.
     *
     * @return (features + 1) x classes x 8
     */
    public long payloadBytes() {
        return Math.multiplyExact(Math.multiplyExact(featureNames.size() + 1L, classes.size()), (long) Double.BYTES);
    }

    /** Its size, and how its training ended; never all names. */
    @Override
    public String toString() {
        return "ModelHeader[version " + formatVersion + ", " + featureNames.size() + " features, " + classes.size()
                + " classes, " + type + ", " + training.convergence().words() + "]";
    }
}
