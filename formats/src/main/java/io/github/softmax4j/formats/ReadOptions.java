package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.model.SoftmaxModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a source is read. Options never change: each {@code with} returns new ones.
 *
 * <p>What only one format needs is in the options of that format. A new option is a field of {@code Values} with its
 * default, a method that returns it, one that sets it, and a place in {@code choices}; what messages call it is a
 * constant of {@code ReadOption}.
 *
 * <p>Known elsewhere as the arguments of pandas.read_csv and Spark's DataFrameReader, CSVFormat (Smile), or
 * RowProcessor and CSVLoader (Tribuo), together with what a ColumnTransformer (scikit-learn) is told; nothing has to be
 * fitted, and the model keeps it.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ReadOptions options = ReadOptions.forTraining()
 *         .withLabel("kind")
 *         .withTable(table -> table.withDrop("id").withMissing(FeatureRecipe.Missing.MEAN));
 * Dataset training = Tables.readTraining(csv, options).trainingSet();
 *
 * ReadOptions later = ReadOptions.forModel(model).withoutLabels(); // read as the model's training was
 * INDArray features = Tables.readTest(csv, later).features();
 * }</pre>
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
        private Optional<LongConsumer> listener = Optional.empty();

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("it is Cloneable", e);
            }
        }

        /** What changes the table that is read. */
        private Map<String, Object> choices() {
            var choices = new LinkedHashMap<String, Object>();
            choices.put("label", label);
            choices.put("usualLabel", usualLabel);
            choices.put("labelUse", labelUse);
            choices.put("type", type);
            choices.put("labelFile", labelFile);
            choices.put("format", format);
            choices.put("table", table.choices());
            choices.put("hashFeatures", libsvm.hashFeatures());
            choices.put("indexBase", libsvm.indexBase());
            choices.put("array", npz.array());
            choices.put("part", npz.part());
            choices.put("pixelScale", idx.pixelScale());
            return choices;
        }

        private Map<String, Object> all() {
            Map<String, Object> all = choices();
            all.put("strict", strict);
            all.put("besideTraining", besideTraining);
            all.put("storage", storage);
            all.put("cache", cache);
            all.put("expected", expected);
            all.put("listener", listener);
            return all;
        }
    }

    private ReadOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new ReadOptions(changed);
    }

    /** The options that change what is read, by name: tables that are kept are found again by them. */
    Map<String, Object> choices() {
        return values.choices();
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
     * @param classes the classes; empty where every label is welcome
     */
    record Expected(
            List<String> featureNames,
            Optional<FeatureRecipe> recipe,
            Map<String, String> settings,
            Optional<ClassLabels> classes) {
        @Override
        public String toString() {
            return TableColumns.some(featureNames)
                    + classes.map(known -> " of " + TableColumns.some(known.names()))
                            .orElse("");
        }
    }

    /**
     * Options for a training set in float.
     *
     * @return no label column named
     */
    public static ReadOptions forTraining() {
        return new ReadOptions(new Values());
    }

    /**
     * Options for rows with the columns, classes, number type and label column of a model: labelled ones to evaluate it
     * on, or, {@link #withoutLabels}, rows to predict.
     *
     * @param model the model
     * @return its options
     */
    public static ReadOptions forModel(SoftmaxModel model) {
        return forTraining().matching(model);
    }

    /**
     * The label column.
     *
     * @return a name, an index from 0, or -1 for the last; empty for the one named label, class, target or y; of an NPZ
     */
    public Optional<String> label() {
        return values.label;
    }

    /**
     * Names the label column. Known elsewhere as labelCol (Spark), response or target (Smile, Tribuo), y
     * (scikit-learn).
     *
     * @param column a name, an index from 0, or -1 for the last; of an NPZ file the array with the labels
     * @return new options
     */
    public ReadOptions withLabel(String column) {
        Objects.requireNonNull(column, "column");
        return with(changed -> changed.label = Optional.of(column));
    }

    /** The label column where none is named, which formats without columns pass over: that of the training. */
    Optional<String> usualLabel() {
        return values.usualLabel;
    }

    ReadOptions withUsualLabel(Optional<String> column) {
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
     * Says whether what may not be meant is an error. Known elsewhere as errors="raise" (pandas), mode FAILFAST
     * (Spark).
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
        Objects.requireNonNull(use, "use");
        return with(changed -> changed.labelUse = use);
    }

    /**
     * Reads rows to predict: a label column is passed over if there is one.
     *
     * @return new options
     */
    public ReadOptions withoutLabels() {
        return withLabelUse(LabelUse.IGNORED);
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
     * Sets the type of the features. Known elsewhere as dtype (NumPy, pandas).
     *
     * @param value FLOAT or DOUBLE
     * @return new options
     * @throws IllegalArgumentException if it is another
     */
    public ReadOptions withType(DataType value) {
        Objects.requireNonNull(value, "value");
        if (value != DataType.FLOAT && value != DataType.DOUBLE) {
            throw new IllegalArgumentException("features must be FLOAT or DOUBLE, but are " + value);
        }
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
     * @param file a file
     * @return new options
     */
    public ReadOptions withLabelFile(Path file) {
        Objects.requireNonNull(file, "file");
        return with(changed -> changed.labelFile = Optional.of(file));
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
     * Sets the format, for files whose names and first bytes do not show it.
     *
     * @param value the format
     * @return new options
     */
    public ReadOptions withFormat(Format value) {
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.format = Optional.of(value));
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
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.table = value);
    }

    /**
     * Changes how the columns of a table are taken: {@code withTable(table -> table.withDrop("id"))}.
     *
     * @param change makes new options of those that there are
     * @return new options
     */
    public ReadOptions withTable(UnaryOperator<TableOptions> change) {
        Objects.requireNonNull(change, "change");
        return withTable(change.apply(table()));
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
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.libsvm = value);
    }

    /**
     * Hashes the indices of LIBSVM. Known elsewhere as FeatureHasher (scikit-learn), HashingTF (Spark).
     *
     * @param columns into so many columns, at least 1
     * @return new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public ReadOptions withHashFeatures(int columns) {
        return withLibsvm(libsvm().withHashFeatures(columns));
    }

    /**
     * Says where the indices of LIBSVM begin. Known elsewhere as zero_based (scikit-learn).
     *
     * @param base 0 or 1
     * @return new options
     * @throws IllegalArgumentException if it is another
     */
    public ReadOptions withIndexBase(int base) {
        return withLibsvm(libsvm().withIndexBase(base));
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
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.npz = value);
    }

    /**
     * Names the array of an NPZ file that has the features.
     *
     * @param key its name in the file
     * @return new options
     */
    public ReadOptions withArray(String key) {
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
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.idx = value);
    }

    /**
     * Says what the bytes of IDX images are divided by. Known elsewhere as ImagePreProcessingScaler (DL4J), rescale
     * (Keras).
     *
     * @param scale a positive number: 255 for features from 0 to 1, 1 for the bytes as they are
     * @return new options
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public ReadOptions withPixelScale(double scale) {
        return withIdx(idx().withPixelScale(scale));
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
        Objects.requireNonNull(value, "value");
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
     * @param folder where
     * @return new options
     */
    public ReadOptions withCache(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return with(changed -> changed.cache = Optional.of(folder));
    }

    /**
     * Watches the reading.
     *
     * @param watcher told the number of rows so far, now and then, on the thread that reads; it begins again at few
     *     rows where a source has to be read again, and hears nothing of a table that {@link #withCache} has kept
     * @return new options
     */
    public ReadOptions withListener(LongConsumer watcher) {
        Objects.requireNonNull(watcher, "watcher");
        return with(changed -> changed.listener = Optional.of(watcher));
    }

    /** Takes rows of so many columns, of the type, to the place, and tells the listener of them. */
    FeatureBuilder features(int columns) {
        var features = new FeatureBuilder(columns, values.type, values.storage);
        values.listener.ifPresent(features::onRows);
        return features;
    }

    /** What a model or training set has and this source must match; empty for a training set. */
    Optional<Expected> expected() {
        return values.expected;
    }

    /**
     * Asks for the columns, classes and number type of a training set, and for its label column where none is named.
     *
     * @param training the rows of the training
     * @return new options
     */
    public ReadOptions matching(Dataset training) {
        Objects.requireNonNull(training, "training");
        var match = new Expected(
                training.featureNames(),
                training.recipe(),
                training.reading().settings(),
                Optional.of(training.classes()));
        return with(changed -> changed.besideTraining = true)
                .withType(training.type())
                .withUsualLabel(training.labelColumn())
                .expecting(match);
    }

    /**
     * Asks for the columns, classes and number type of a model, and for its label column where none is named.
     *
     * @param model the model
     * @return new options
     */
    public ReadOptions matching(SoftmaxModel model) {
        Objects.requireNonNull(model, "model");
        var match = new Expected(
                model.featureNames(),
                model.recipe(),
                model.training().reading().settings(),
                Optional.of(model.classes()));
        String labelColumn = model.training().labelColumn();
        return withType(model.type())
                .withUsualLabel(Optional.of(labelColumn).filter(column -> !column.isEmpty()))
                .expecting(match);
    }

    /** Whether these options were told for the training rows, and only what fits counts for others. */
    boolean isBesideTraining() {
        return values.besideTraining;
    }

    ReadOptions expecting(Expected match) {
        return with(changed -> changed.expected = Optional.of(match));
    }

    /** The labels that may occur: those of the expected classes, where there are any and labels are looked at. */
    KnownLabels knownLabels() {
        boolean areLookedAt = values.labelUse != LabelUse.IGNORED;
        return new KnownLabels(values.expected.filter(match -> areLookedAt).flatMap(Expected::classes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadOptions options && values.all().equals(options.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "ReadOptions" + OptionsText.of(values.all(), new Values().all());
    }
}
