package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the columns of a table are taken. Columns are named, or given by their index from 0, or from -1 for the last.
 * Options never change: each {@code with} returns new ones.
 *
 * <p>A new option is a field of {@code Values} with its default, a method that returns it, one that sets it, and a
 * place in {@code choices}.
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
    }

    private TableOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new TableOptions(changed);
    }

    /** All options, in a fixed order. */
    List<Object> choices() {
        return List.of(
                values.drop,
                values.features,
                values.categories,
                values.numbers,
                values.dates,
                values.flags,
                values.dateFormat,
                values.naValues,
                values.decimal,
                values.thousands,
                values.missing,
                values.unseen,
                values.keep,
                values.text.choices(),
                values.database);
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
     * Passes columns over.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDrop(List<String> columns) {
        return with(changed -> changed.drop = List.copyOf(columns));
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
     * Chooses the columns that become features.
     *
     * @param columns their names or indices; none for all that are left
     * @return new options
     */
    public TableOptions withFeatures(List<String> columns) {
        return with(changed -> changed.features = List.copyOf(columns));
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
     * Takes numbers as names.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withCategories(List<String> columns) {
        return with(changed -> changed.categories = List.copyOf(columns));
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
     * Says that columns hold numbers: signs of currency and per cent are passed over, and what is no number is refused.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withNumbers(List<String> columns) {
        return with(changed -> changed.numbers = List.copyOf(columns));
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
     * Says that columns hold dates: what is no date is refused.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDates(List<String> columns) {
        return with(changed -> changed.dates = List.copyOf(columns));
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
     * Says that columns hold true or false, also as yes and no, t and f, y and n, on and off, 1 and 0.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withFlags(List<String> columns) {
        return with(changed -> changed.flags = List.copyOf(columns));
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
     * Says how the dates of {@link #dates} are written.
     *
     * @param format as strptime has it, such as {@code %d.%m.%Y}; empty for ISO 8601
     * @return new options
     */
    public TableOptions withDateFormat(Optional<String> format) {
        return with(changed -> changed.dateFormat = format);
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
     * Adds words that mean that nothing is there.
     *
     * @param words the words
     * @return new options
     */
    public TableOptions withNaValues(List<String> words) {
        return with(changed -> changed.naValues = List.copyOf(words));
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
     * Sets the sign between whole and fraction in text.
     *
     * @param sign empty for a point
     * @return new options
     * @throws IllegalArgumentException if it is a digit or a letter
     */
    public TableOptions withDecimal(Optional<Character> sign) {
        sign.ifPresent(value -> requireSign("decimal sign", value));
        return with(changed -> changed.decimal = sign);
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
     * Sets the sign between groups of three digits in text.
     *
     * @param sign empty where there are no groups
     * @return new options
     * @throws IllegalArgumentException if it is a digit or a letter
     */
    public TableOptions withThousands(Optional<Character> sign) {
        sign.ifPresent(value -> requireSign("sign between thousands", value));
        return with(changed -> changed.thousands = sign);
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
     * Says what becomes of a value that is missing.
     *
     * @param answer what becomes of it
     * @return new options
     */
    public TableOptions withMissing(Missing answer) {
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
     * Says what becomes of categories that the training did not have.
     *
     * @param answer empty for what the model's recipe says
     * @return new options
     */
    public TableOptions withUnseen(Optional<Unseen> answer) {
        return with(changed -> changed.unseen = answer);
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
     * Carries columns along.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withKeep(List<String> columns) {
        return with(changed -> changed.keep = List.copyOf(columns));
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
        return with(changed -> changed.text = value);
    }

    /**
     * Says whether the first line of text holds names.
     *
     * @param value empty to go by its look
     * @return new options
     */
    public TableOptions withHeader(Optional<Boolean> value) {
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
     * Says where a query is asked.
     *
     * @param where a JDBC URL, or a file of DuckDB; empty for DuckDB without a file
     * @return new options
     */
    public TableOptions withDatabase(Optional<String> where) {
        return with(changed -> changed.database = where);
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
        return "TableOptions" + choices();
    }
}
