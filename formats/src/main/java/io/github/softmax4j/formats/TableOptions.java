package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
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
