package io.github.softmax4j.formats;

import io.github.softmax4j.SoftmaxModel;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a source is read.
 *
 * @param label the label column: a name, an index from 0, or -1 for the last; empty for the one named label, class, target
 *     or y; of an NPZ file the array with the labels
 * @param labelUse whether there must be labels
 * @param type the type of the features, FLOAT or DOUBLE
 * @param labelFile the labels of IDX images or of an NPY array; empty for the file beside them
 * @param format empty to go by the name
 * @param array the array of an NPZ file that has the features; empty for the usual names
 * @param hashFeatures into how many columns the indices of LIBSVM are hashed, at least 1; empty for a column each
 * @param table how the columns of a table are taken
 * @param storage where features are kept
 * @param cache the folder that keeps what was read of tables for the next time; empty to keep nothing
 * @param expected what a model or training set has and this source must match; empty for a training set
 */
public record ReadOptions(
        Optional<String> label,
        LabelUse labelUse,
        DataType type,
        Optional<Path> labelFile,
        Optional<Format> format,
        Optional<String> array,
        OptionalInt hashFeatures,
        TableOptions table,
        FeatureStorage storage,
        Optional<Path> cache,
        Optional<Expected> expected) {
    /**
     * Checks the options.
     *
     * @param label as above
     * @param labelUse as above
     * @param type as above
     * @param labelFile as above
     * @param format as above
     * @param array as above
     * @param hashFeatures as above
     * @param table as above
     * @param storage as above
     * @param cache as above
     * @param expected as above
     * @throws IllegalArgumentException if features are hashed into less than one column
     */
    public ReadOptions {
        if (hashFeatures.isPresent() && hashFeatures.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "features must be hashed into 1 column or more, but are into " + hashFeatures.getAsInt());
        }
    }

    /** Whether there must be labels. */
    public enum LabelUse {
        /** There must be labels. */
        REQUIRED,
        /** A label column is passed over if there is one. */
        IGNORED
    }

    /**
     * What the columns and labels must match.
     *
     * @param featureNames the features, in the order wanted
     * @param recipe how they were made of a table; empty where they were not
     * @param classes the classes; empty if labels are not looked at
     */
    public record Expected(List<String> featureNames, Optional<FeatureRecipe> recipe, Optional<ClassLabels> classes) {}

    /** Holds a label against the classes of the training, where there are any; its place is spelt out only for an error. */
    void requireKnown(String label, Supplier<String> place) throws InputException {
        if (!isKnown(label)) {
            throw unknown(label, place.get());
        }
    }

    /** Whether the model, if there is one, has this class. */
    boolean isKnown(String label) {
        return expectedClasses().map(classes -> classes.indexOf(label) >= 0).orElse(true);
    }

    InputException unknown(String label, String place) {
        return new InputException(
                place,
                "the label must be one of the classes of the training, "
                        + TableColumns.some(expectedClasses().orElseThrow().names()) + ", but is '" + label + "'");
    }

    private Optional<ClassLabels> expectedClasses() {
        return expected.flatMap(Expected::classes);
    }

    /**
     * Options for a training set in float.
     *
     * @return no label column named
     */
    public static ReadOptions forTraining() {
        return new ReadOptions(
                Optional.empty(),
                LabelUse.REQUIRED,
                DataType.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                TableOptions.standard(),
                FeatureStorage.inMemory(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Names the label column.
     *
     * @param column a name, an index from 0, or -1 for the last; empty to guess
     * @return new options
     */
    public ReadOptions withLabel(Optional<String> column) {
        return new ReadOptions(
                column, labelUse, type, labelFile, format, array, hashFeatures, table, storage, cache, expected);
    }

    /**
     * Sets the number type.
     *
     * @param value FLOAT or DOUBLE
     * @return new options
     */
    public ReadOptions withType(DataType value) {
        return new ReadOptions(
                label, labelUse, value, labelFile, format, array, hashFeatures, table, storage, cache, expected);
    }

    /**
     * Names the labels of IDX images.
     *
     * @param file the IDX file of labels; empty for the one beside the images
     * @return new options
     */
    public ReadOptions withLabelFile(Optional<Path> file) {
        return new ReadOptions(
                label, labelUse, type, file, format, array, hashFeatures, table, storage, cache, expected);
    }

    /**
     * Sets the format.
     *
     * @param value empty to go by the name
     * @return new options
     */
    public ReadOptions withFormat(Optional<Format> value) {
        return new ReadOptions(
                label, labelUse, type, labelFile, value, array, hashFeatures, table, storage, cache, expected);
    }

    /**
     * Says how the columns of a table are taken.
     *
     * @param value how
     * @return new options
     */
    public ReadOptions withTable(TableOptions value) {
        return new ReadOptions(
                label, labelUse, type, labelFile, format, array, hashFeatures, value, storage, cache, expected);
    }

    /**
     * Names the array of an NPZ file that has the features.
     *
     * @param key empty for the usual names
     * @return new options
     */
    public ReadOptions withArray(Optional<String> key) {
        return new ReadOptions(
                label, labelUse, type, labelFile, format, key, hashFeatures, table, storage, cache, expected);
    }

    /**
     * Hashes the indices of LIBSVM.
     *
     * @param columns into so many columns, at least 1; empty for a column each
     * @return new options
     */
    public ReadOptions withHashFeatures(OptionalInt columns) {
        return new ReadOptions(
                label, labelUse, type, labelFile, format, array, columns, table, storage, cache, expected);
    }

    /**
     * Says where features are kept.
     *
     * @param value where
     * @return new options
     */
    public ReadOptions withStorage(FeatureStorage value) {
        return new ReadOptions(
                label, labelUse, type, labelFile, format, array, hashFeatures, table, value, cache, expected);
    }

    /**
     * Keeps what was read of tables for the next time.
     *
     * @param folder where; empty to keep nothing
     * @return new options
     */
    public ReadOptions withCache(Optional<Path> folder) {
        return new ReadOptions(
                label, labelUse, type, labelFile, format, array, hashFeatures, table, storage, folder, expected);
    }

    /**
     * Asks for the columns and classes of a training set.
     *
     * @param training the rows of the training
     * @return new options
     */
    public ReadOptions matching(Dataset training) {
        return expecting(
                labelUse, new Expected(training.featureNames(), training.recipe(), Optional.of(training.classes())));
    }

    /**
     * Asks for the columns and classes of a model.
     *
     * @param model the model
     * @return new options
     */
    public ReadOptions matching(SoftmaxModel model) {
        return expecting(labelUse, new Expected(model.featureNames(), model.recipe(), Optional.of(model.classes())));
    }

    /**
     * Asks for the columns of a model, without labels.
     *
     * @param model the model
     * @return new options
     */
    public ReadOptions matchingFeatures(SoftmaxModel model) {
        return expecting(LabelUse.IGNORED, new Expected(model.featureNames(), model.recipe(), Optional.empty()));
    }

    ReadOptions expecting(LabelUse use, Expected match) {
        return new ReadOptions(
                label, use, type, labelFile, format, array, hashFeatures, table, storage, cache, Optional.of(match));
    }
}
