package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.model.SoftmaxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a source is read. Options never change: each {@code with} returns new ones.
 *
 * <p>What only one format needs is in the options of that format. A new option is a field of {@code Values} with its
 * default, a method that returns it, one that sets it, and a place in {@code choices}.
 */
public final class ReadOptions {
    private final Values values;

    private ReadOptions(Values values) {
        this.values = values;
    }

    /** The options with their defaults; what they hold never changes, so that a shallow copy is a copy. */
    private static final class Values implements Cloneable {
        private Optional<String> label = Optional.empty();
        private Optional<String> usualLabel = Optional.empty();
        private boolean strict;
        private boolean besideTraining;
        private LabelUse labelUse = LabelUse.REQUIRED;
        private DataType type = DataType.FLOAT;
        private Optional<Path> labelFile = Optional.empty();
        private Optional<Format> format = Optional.empty();
        private TableOptions table = TableOptions.standard();
        private LibsvmOptions libsvm = LibsvmOptions.standard();
        private NpzOptions npz = NpzOptions.standard();
        private IdxOptions idx = IdxOptions.standard();
        private FeatureStorage storage = FeatureStorage.inMemory();
        private Optional<Path> cache = Optional.empty();
        private Optional<Expected> expected = Optional.empty();

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("it is Cloneable", e);
            }
        }
    }

    private ReadOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new ReadOptions(changed);
    }

    /** The options that change what is read, in a fixed order: tables that are kept are found again by them. */
    List<Object> choices() {
        return List.of(
                values.label,
                values.usualLabel,
                values.labelUse,
                values.type,
                values.labelFile,
                values.format,
                values.table.choices(),
                values.libsvm,
                values.npz,
                values.idx);
    }

    private List<Object> all() {
        return List.of(choices(), values.strict, values.besideTraining, values.storage, values.cache, values.expected);
    }

    /** Whether there must be labels. */
    public enum LabelUse {
        /** There must be labels. */
        REQUIRED,
        /** There may be labels: those of a table are read if one of its columns has a usual name. */
        OPTIONAL,
        /** A label column is passed over if there is one. */
        IGNORED
    }

    /**
     * What the columns and labels must match.
     *
     * @param featureNames the features, in the order wanted
     * @param recipe how they were made of a table; empty where they were not
     * @param settings how the values of the training rows were written: those of {@link Reading}
     * @param classes the classes; empty if labels are not looked at
     */
    public record Expected(
            List<String> featureNames,
            Optional<FeatureRecipe> recipe,
            Map<String, String> settings,
            Optional<ClassLabels> classes) {}

    /**
     * Options for a training set in float.
     *
     * @return no label column named
     */
    public static ReadOptions forTraining() {
        return new ReadOptions(new Values());
    }

    /**
     * The label column.
     *
     * @return a name, an index from 0, or -1 for the last; empty for the one named label, class, target or y; of an NPZ
     *     file the array with the labels
     */
    public Optional<String> label() {
        return values.label;
    }

    /**
     * Names the label column.
     *
     * @param column a name, an index from 0, or -1 for the last; empty to guess
     * @return new options
     */
    public ReadOptions withLabel(Optional<String> column) {
        return with(changed -> changed.label = column);
    }

    /**
     * The label column where none is named: that of the training.
     *
     * @return a name, or an index; empty for the one named label, class, target or y
     */
    public Optional<String> usualLabel() {
        return values.usualLabel;
    }

    /**
     * Names the label column to look for where none is named: formats without columns pass over it.
     *
     * @param column a name, or an index; empty to guess
     * @return new options
     */
    public ReadOptions withUsualLabel(Optional<String> column) {
        return with(changed -> changed.usualLabel = column);
    }

    /**
     * Whether what may not be meant is an error.
     *
     * @return false where it is a warning
     */
    public boolean isStrict() {
        return values.strict;
    }

    /**
     * Says whether what may not be meant is an error.
     *
     * @param value false where it is a warning
     * @return new options
     */
    public ReadOptions withStrict(boolean value) {
        return with(changed -> changed.strict = value);
    }

    /**
     * Whether there must be labels.
     *
     * @return whether there must
     */
    public LabelUse labelUse() {
        return values.labelUse;
    }

    /**
     * Says whether there must be labels.
     *
     * @param use whether there must
     * @return new options
     */
    public ReadOptions withLabelUse(LabelUse use) {
        return with(changed -> changed.labelUse = use);
    }

    /** Whether labels are read. */
    boolean labelsAreWanted() {
        return values.labelUse == LabelUse.REQUIRED;
    }

    /**
     * The type of the features.
     *
     * @return FLOAT or DOUBLE
     */
    public DataType type() {
        return values.type;
    }

    /**
     * Sets the type of the features.
     *
     * @param value FLOAT or DOUBLE
     * @return new options
     */
    public ReadOptions withType(DataType value) {
        return with(changed -> changed.type = value);
    }

    /**
     * The labels of IDX images or of an NPY array.
     *
     * @return a file; empty for the one beside the features
     */
    public Optional<Path> labelFile() {
        return values.labelFile;
    }

    /**
     * Names the labels of IDX images or of an NPY array.
     *
     * @param file a file; empty for the one beside the features
     * @return new options
     */
    public ReadOptions withLabelFile(Optional<Path> file) {
        return with(changed -> changed.labelFile = file);
    }

    /**
     * The format.
     *
     * @return empty to go by the name
     */
    public Optional<Format> format() {
        return values.format;
    }

    /**
     * Sets the format.
     *
     * @param value empty to go by the name
     * @return new options
     */
    public ReadOptions withFormat(Optional<Format> value) {
        return with(changed -> changed.format = value);
    }

    /**
     * How the columns of a table are taken.
     *
     * @return of CSV, Parquet, JSON and queries
     */
    public TableOptions table() {
        return values.table;
    }

    /**
     * Says how the columns of a table are taken.
     *
     * @param value of CSV, Parquet, JSON and queries
     * @return new options
     */
    public ReadOptions withTable(TableOptions value) {
        return with(changed -> changed.table = value);
    }

    /**
     * How LIBSVM is read.
     *
     * @return what only this format needs
     */
    public LibsvmOptions libsvm() {
        return values.libsvm;
    }

    /**
     * Says how LIBSVM is read.
     *
     * @param value what only this format needs
     * @return new options
     */
    public ReadOptions withLibsvm(LibsvmOptions value) {
        return with(changed -> changed.libsvm = value);
    }

    /**
     * Hashes the indices of LIBSVM.
     *
     * @param columns into so many columns, at least 1; empty for one column per index
     * @return new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public ReadOptions withHashFeatures(OptionalInt columns) {
        return withLibsvm(libsvm().withHashFeatures(columns));
    }

    /**
     * Which arrays of an NPZ file are read.
     *
     * @return what only this format needs
     */
    public NpzOptions npz() {
        return values.npz;
    }

    /**
     * Says which arrays of an NPZ file are read.
     *
     * @param value what only this format needs
     * @return new options
     */
    public ReadOptions withNpz(NpzOptions value) {
        return with(changed -> changed.npz = value);
    }

    /**
     * Names the array of an NPZ file that has the features.
     *
     * @param key empty for the usual names
     * @return new options
     */
    public ReadOptions withArray(Optional<String> key) {
        return withNpz(npz().withArray(key));
    }

    /**
     * How images in IDX are read.
     *
     * @return what only this format needs
     */
    public IdxOptions idx() {
        return values.idx;
    }

    /**
     * Says how images in IDX are read.
     *
     * @param value what only this format needs
     * @return new options
     */
    public ReadOptions withIdx(IdxOptions value) {
        return with(changed -> changed.idx = value);
    }

    /**
     * Where features are kept.
     *
     * @return in memory, or in a file
     */
    public FeatureStorage storage() {
        return values.storage;
    }

    /**
     * Says where features are kept.
     *
     * @param value in memory, or in a file
     * @return new options
     */
    public ReadOptions withStorage(FeatureStorage value) {
        return with(changed -> changed.storage = value);
    }

    /**
     * The folder that keeps what was read of tables for the next time.
     *
     * @return empty to keep nothing
     */
    public Optional<Path> cache() {
        return values.cache;
    }

    /**
     * Keeps what was read of tables for the next time.
     *
     * @param folder where; empty to keep nothing
     * @return new options
     */
    public ReadOptions withCache(Optional<Path> folder) {
        return with(changed -> changed.cache = folder);
    }

    /**
     * What a model or training set has and this source must match.
     *
     * @return empty for a training set
     */
    public Optional<Expected> expected() {
        return values.expected;
    }

    /**
     * Asks for the columns and classes of a training set.
     *
     * @param training the rows of the training
     * @return new options
     */
    public ReadOptions matching(Dataset training) {
        return with(changed -> changed.besideTraining = true)
                .expecting(
                        labelUse(),
                        new Expected(
                                training.featureNames(),
                                training.recipe(),
                                training.reading().settings(),
                                Optional.of(training.classes())));
    }

    /**
     * Asks for the columns and classes of a model.
     *
     * @param model the model
     * @return new options
     */
    public ReadOptions matching(SoftmaxModel model) {
        return expecting(
                labelUse(),
                new Expected(
                        model.featureNames(),
                        model.recipe(),
                        model.training().reading().settings(),
                        Optional.of(model.classes())));
    }

    /**
     * Asks for the columns of a model, without labels.
     *
     * @param model the model
     * @return new options
     */
    public ReadOptions matchingFeatures(SoftmaxModel model) {
        return expecting(
                LabelUse.IGNORED,
                new Expected(
                        model.featureNames(),
                        model.recipe(),
                        model.training().reading().settings(),
                        Optional.empty()));
    }

    /** Whether these options were told for the training rows, and only what fits counts for others. */
    boolean isBesideTraining() {
        return values.besideTraining;
    }

    ReadOptions expecting(LabelUse use, Expected match) {
        return with(changed -> {
            changed.labelUse = use;
            changed.expected = Optional.of(match);
        });
    }

    /** The labels that may occur: those of the expected classes, where there are any. */
    KnownLabels knownLabels() {
        return new KnownLabels(values.expected.flatMap(Expected::classes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadOptions options && all().equals(options.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "ReadOptions" + all();
    }
}
