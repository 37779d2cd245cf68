package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a table are taken. Columns are named, or told by their index from 0, or from -1 for the last.
 *
 * @param header whether the first line of text holds names; empty to go by its look
 * @param drop columns that are passed over
 * @param features the columns that become features; empty for all that are left
 * @param categories columns whose numbers are names, such as a postal code
 * @param missing what becomes of a value that is missing; a model's recipe has its own
 * @param unseen what becomes of categories that the training did not have; empty for what the model's recipe says, an error
 *     in training
 * @param keep columns whose text is carried along
 * @param database where a query is asked: a JDBC URL, or a file of DuckDB; empty for DuckDB without a file
 */
public record TableOptions(
        Optional<Boolean> header,
        List<String> drop,
        List<String> features,
        List<String> categories,
        Missing missing,
        Optional<Unseen> unseen,
        List<String> keep,
        Optional<String> database) {
    /**
     * Takes the options.
     *
     * @param header as above
     * @param drop as above
     * @param features as above
     * @param categories as above
     * @param missing as above
     * @param unseen as above
     * @param keep as above
     * @param database as above
     */
    public TableOptions {
        drop = List.copyOf(drop);
        features = List.copyOf(features);
        categories = List.copyOf(categories);
        keep = List.copyOf(keep);
    }

    /**
     * All columns are features, nothing may be missing.
     *
     * @return the options
     */
    public static TableOptions standard() {
        return new TableOptions(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Missing.ERROR,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * Says whether there is a header.
     *
     * @param value empty to go by the look of the first line
     * @return new options
     */
    public TableOptions withHeader(Optional<Boolean> value) {
        return new TableOptions(value, drop, features, categories, missing, unseen, keep, database);
    }

    /**
     * Passes columns over.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withDrop(List<String> columns) {
        return new TableOptions(header, columns, features, categories, missing, unseen, keep, database);
    }

    /**
     * Chooses the columns that become features.
     *
     * @param columns their names or indices; none for all that are left
     * @return new options
     */
    public TableOptions withFeatures(List<String> columns) {
        return new TableOptions(header, drop, columns, categories, missing, unseen, keep, database);
    }

    /**
     * Takes numbers as names.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withCategories(List<String> columns) {
        return new TableOptions(header, drop, features, columns, missing, unseen, keep, database);
    }

    /**
     * Says what becomes of a value that is missing.
     *
     * @param answer what becomes of it
     * @return new options
     */
    public TableOptions withMissing(Missing answer) {
        return new TableOptions(header, drop, features, categories, answer, unseen, keep, database);
    }

    /**
     * Says what becomes of categories that the training did not have.
     *
     * @param answer empty for what the model's recipe says
     * @return new options
     */
    public TableOptions withUnseen(Optional<Unseen> answer) {
        return new TableOptions(header, drop, features, categories, missing, answer, keep, database);
    }

    /**
     * Carries columns along.
     *
     * @param columns their names or indices
     * @return new options
     */
    public TableOptions withKeep(List<String> columns) {
        return new TableOptions(header, drop, features, categories, missing, unseen, columns, database);
    }

    /**
     * Says where a query is asked.
     *
     * @param where a JDBC URL, or a file of DuckDB; empty for DuckDB without a file
     * @return new options
     */
    public TableOptions withDatabase(Optional<String> where) {
        return new TableOptions(header, drop, features, categories, missing, unseen, keep, where);
    }
}
