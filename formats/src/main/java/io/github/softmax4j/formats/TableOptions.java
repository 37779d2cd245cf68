package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How the columns of a table are taken. Columns are named, or given by their index from 0, or from -1 for the last.
 * Options never change: each {@code with} returns new ones.
 *
 * <p>A new option is a field of {@code Values} with its default, a method that returns it, one that sets it, and a
 * place in {@code choices}; what messages call it is a constant of {@code ReadOption}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * TableOptions columns = TableOptions.standard()
 *         .withDrop("id")
 *         .withCategories("town")
 *         .withMissing(FeatureRecipe.Missing.INDICATOR)
 *         .withUnseen(FeatureRecipe.Unseen.ZERO);
 * ReadOptions options = ReadOptions.forTraining().withLabel("kind").withTable(columns);
 * List<String> features = Tables.readTraining(csv, options).featureNames();
 * }</pre>
 */
public final class TableOptions {
    private final Values values;

    private TableOptions(Values values) {
        this.values = values;
    }

    /** The options with their defaults; what they hold never changes, so that a shallow copy is a copy. */
    private static final class Values implements Cloneable {
        private List<String> drop = List.of();
        private List<String> features = List.of();
        private List<String> categories = List.of();
        private List<String> numbers = List.of();
        private List<String> dates = List.of();
        private List<String> flags = List.of();
        private Optional<String> dateFormat = Optional.empty();
        private List<String> naValues = List.of();
        private Optional<Character> decimal = Optional.empty();
        private Optional<Character> thousands = Optional.empty();
        private Missing missing = Missing.ERROR;
        private Optional<Unseen> unseen = Optional.empty();
        private List<String> keep = List.of();
        private TextOptions text = TextOptions.standard();
        private Optional<String> database = Optional.empty();

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("it is Cloneable", e);
            }
        }

        private Map<String, Object> choices() {
            var choices = new LinkedHashMap<String, Object>();
            choices.put("drop", drop);
            choices.put("features", features);
            choices.put("categories", categories);
            choices.put("numbers", numbers);
            choices.put("dates", dates);
            choices.put("flags", flags);
            choices.put("dateFormat", dateFormat);
            choices.put("naValues", naValues);
            choices.put("decimal", decimal);
            choices.put("thousands", thousands);
            choices.put("missing", missing);
            choices.put("unseen", unseen);
            choices.put("keep", keep);
            choices.put("text", text.choices());
            choices.put("database", database);
            return choices;
        }
    }

    private TableOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new TableOptions(changed);
    }

    /** All options, by name. */
    Map<String, Object> choices() {
        return values.choices();
    }

    /**
     * All columns are features, nothing may be missing.
     *
     * @return the options
     */
    public static TableOptions standard() {
        return new TableOptions(new Values());
    }

    /**
     * Columns that are passed over.
     *
     * @return their names or indices
     */
    public List<String> drop() {
        return values.drop;
    }

    /**
     * Passes columns over. Known elsewhere as usecols without them (pandas), drop (pandas, Smile, Spark).
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDrop(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.drop = copied);
    }

    /**
     * {@link #withDrop(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDrop(String... columns) {
        return withDrop(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * The columns that become features.
     *
     * @return their names or indices; none for all that are left
     */
    public List<String> features() {
        return values.features;
    }

    /**
     * Chooses the columns that become features. Known elsewhere as usecols (pandas), inputCols (Spark), fieldProcessors
     * (Tribuo), the right side of a Formula (Smile).
     *
     * @param columns their names or indices; none for all that are left
     * @return new options
     */
    public TableOptions withFeatures(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.features = copied);
    }

    /**
     * {@link #withFeatures(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withFeatures(String... columns) {
        return withFeatures(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * Columns whose numbers are names, such as a postal code.
     *
     * @return their names or indices
     */
    public List<String> categories() {
        return values.categories;
    }

    /**
     * Takes numbers as names: a feature for each value. Known elsewhere as dtype="category" and get_dummies (pandas),
     * OneHotEncoder (scikit-learn, Spark), IdentityProcessor (Tribuo), NominalScale (Smile).
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withCategories(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.categories = copied);
    }

    /**
     * {@link #withCategories(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withCategories(String... columns) {
        return withCategories(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * Columns of text that hold numbers, whatever they look like.
     *
     * @return their names or indices
     */
    public List<String> numbers() {
        return values.numbers;
    }

    /**
     * Says that columns hold numbers. Known elsewhere as dtype=float (pandas), DoubleFieldProcessor (Tribuo). Signs of
     * currency and per cent are passed over, and what is no number is refused.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withNumbers(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.numbers = copied);
    }

    /**
     * {@link #withNumbers(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withNumbers(String... columns) {
        return withNumbers(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * Columns that hold dates.
     *
     * @return their names or indices
     */
    public List<String> dates() {
        return values.dates;
    }

    /**
     * Says that columns hold dates: what is no date is refused. Known elsewhere as parse_dates (pandas),
     * DateFieldProcessor (Tribuo).
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDates(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.dates = copied);
    }

    /**
     * {@link #withDates(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDates(String... columns) {
        return withDates(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * Columns that hold true or false.
     *
     * @return their names or indices
     */
    public List<String> flags() {
        return values.flags;
    }

    /**
     * Says that columns hold true or false, also as yes and no, t and f, y and n, on and off, 1 and 0. Known elsewhere
     * as true_values and false_values (pandas).
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withFlags(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.flags = copied);
    }

    /**
     * {@link #withFlags(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withFlags(String... columns) {
        return withFlags(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * How the dates of {@link #dates} are written.
     *
     * @return as strptime has it, such as {@code %d.%m.%Y}; empty for ISO 8601
     */
    public Optional<String> dateFormat() {
        return values.dateFormat;
    }

    /**
     * Says how the dates of {@link #dates} are written. Known elsewhere as date_format (pandas), dateFormat (Spark).
     *
     * @param format as strptime has it, such as {@code %d.%m.%Y}
     * @return new options
     */
    public TableOptions withDateFormat(String format) {
        Objects.requireNonNull(format, "format");
        return with(changed -> changed.dateFormat = Optional.of(format));
    }

    /**
     * Words that mean that nothing is there, beside the usual ones.
     *
     * @return the words
     */
    public List<String> naValues() {
        return values.naValues;
    }

    /**
     * Adds words that mean that nothing is there. Known elsewhere as na_values (pandas), nullValue (Spark), nullString
     * (Smile).
     *
     * @param words the words
     * @return new options
     */
    public TableOptions withNaValues(List<String> words) {
        List<String> copied = List.copyOf(Objects.requireNonNull(words, "words"));
        return with(changed -> changed.naValues = copied);
    }

    /**
     * {@link #withNaValues(List)}, for those who write them down.
     *
     * @param words the words
     * @return new options
     */
    public TableOptions withNaValues(String... words) {
        return withNaValues(List.of(Objects.requireNonNull(words, "words")));
    }

    /**
     * The sign between whole and fraction in text.
     *
     * @return empty for a point
     */
    public Optional<Character> decimal() {
        return values.decimal;
    }

    /**
     * Sets the sign between whole and fraction in text. Known elsewhere as decimal (pandas).
     *
     * @param sign such as a comma
     * @return new options
     * @throws IllegalArgumentException if it is a digit or a letter
     */
    public TableOptions withDecimal(char sign) {
        requireSign("decimal sign", sign);
        return with(changed -> changed.decimal = Optional.of(sign));
    }

    /**
     * The sign between groups of three digits in text.
     *
     * @return empty where there are no groups
     */
    public Optional<Character> thousands() {
        return values.thousands;
    }

    /**
     * Sets the sign between groups of three digits in text. Known elsewhere as thousands (pandas).
     *
     * @param sign such as a point or a blank; 0 for none, also where the model has one
     * @return new options
     * @throws IllegalArgumentException if it is a digit or a letter
     */
    public TableOptions withThousands(char sign) {
        requireSign("sign between thousands", sign);
        return with(changed -> changed.thousands = Optional.of(sign));
    }

    private static void requireSign(String what, char sign) {
        if (Character.isLetterOrDigit(sign) || "+-\\]^[".indexOf(sign) >= 0) {
            throw new IllegalArgumentException(
                    "the " + what + " must be one such as , or . or a blank, but is '" + sign + "'");
        }
    }

    /** The columns that are told to be of some kind. */
    List<String> told(Kind kind) {
        return switch (kind) {
            case CATEGORY -> values.categories;
            case NUMBER -> values.numbers;
            case DATE -> values.dates;
            case FLAG -> values.flags;
            case VECTOR -> List.of();
        };
    }

    /**
     * What becomes of a value that is missing.
     *
     * @return the answer in training; a model's recipe has its own
     */
    public Missing missing() {
        return values.missing;
    }

    /**
     * Says what becomes of a value that is missing; the model keeps it. Known elsewhere as SimpleImputer with strategy
     * and add_indicator (scikit-learn), Imputer and handleInvalid (Spark), SimpleImputer (Smile), fillna and dropna
     * (pandas).
     *
     * @param answer what becomes of it
     * @return new options
     */
    public TableOptions withMissing(Missing answer) {
        Objects.requireNonNull(answer, "answer");
        return with(changed -> changed.missing = answer);
    }

    /**
     * What becomes of categories that the training did not have.
     *
     * @return empty for what the model's recipe says, an error in training
     */
    public Optional<Unseen> unseen() {
        return values.unseen;
    }

    /**
     * Says what becomes of categories that the training did not have; the model keeps it. Known elsewhere as
     * handle_unknown of OneHotEncoder (scikit-learn), handleInvalid (Spark).
     *
     * @param answer what becomes of them
     * @return new options
     */
    public TableOptions withUnseen(Unseen answer) {
        Objects.requireNonNull(answer, "answer");
        return with(changed -> changed.unseen = Optional.of(answer));
    }

    /**
     * Columns whose text is carried along.
     *
     * @return their names or indices
     */
    public List<String> keep() {
        return values.keep;
    }

    /**
     * Carries columns along, as text, to be written beside predictions. Known elsewhere as metadata (Tribuo),
     * remainder="passthrough" (scikit-learn).
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withKeep(List<String> columns) {
        List<String> copied = List.copyOf(Objects.requireNonNull(columns, "columns"));
        return with(changed -> changed.keep = copied);
    }

    /**
     * {@link #withKeep(List)}, for those who write them down.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withKeep(String... columns) {
        return withKeep(List.of(Objects.requireNonNull(columns, "columns")));
    }

    /**
     * How text with separators is read.
     *
     * @return what only text needs
     */
    public TextOptions text() {
        return values.text;
    }

    /**
     * Says how text with separators is read.
     *
     * @param value what only text needs
     * @return new options
     */
    public TableOptions withText(TextOptions value) {
        Objects.requireNonNull(value, "value");
        return with(changed -> changed.text = value);
    }

    /**
     * Changes how text with separators is read: {@code withText(text -> text.withSeparator(';'))}.
     *
     * @param change makes new options of those that there are
     * @return new options
     */
    public TableOptions withText(UnaryOperator<TextOptions> change) {
        Objects.requireNonNull(change, "change");
        return withText(change.apply(text()));
    }

    /**
     * Says whether the first line of text holds names: {@link TextOptions#withHeader}.
     *
     * @param value false if it is a row
     * @return new options
     */
    public TableOptions withHeader(boolean value) {
        return withText(values.text.withHeader(value));
    }

    /**
     * Where a query is asked.
     *
     * @return a JDBC URL, or a file of DuckDB; empty for DuckDB without a file
     */
    public Optional<String> database() {
        return values.database;
    }

    /**
     * Says where a query is asked. Known elsewhere as con of read_sql (pandas), url of the format jdbc (Spark),
     * SQLDBConfig (Tribuo).
     *
     * @param where a JDBC URL, or a file of DuckDB
     * @return new options
     */
    public TableOptions withDatabase(String where) {
        Objects.requireNonNull(where, "where");
        return with(changed -> changed.database = Optional.of(where));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableOptions options && choices().equals(options.choices());
    }

    @Override
    public int hashCode() {
        return choices().hashCode();
    }

    @Override
    public String toString() {
        return "TableOptions" + OptionsText.of(choices(), standard().choices());
    }
}
