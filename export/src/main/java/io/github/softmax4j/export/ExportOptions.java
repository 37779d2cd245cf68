package io.github.softmax4j.export;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file is to be like.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ExportOptions options = ExportOptions.defaults()
 *         .withInput(ExportOptions.Input.FEATURES)
 *         .withPrecision(ExportOptions.Precision.DOUBLE)
 *         .withNoLabel();
 * }</pre>
 *
 * @param input what the file takes
 * @param precision what the file computes in
 * @param unseen what becomes of a category that the training did not have; empty for what the model does
 * @param table the table that SQL reads
 * @param keep columns of that table that are carried along, such as a key
 * @param label whether the file also names the class that wins
 */
public record ExportOptions(
        Input input, Precision precision, Optional<Unseen> unseen, String table, List<String> keep, boolean label) {
    /** The table that SQL reads, unless it is told another name. */
    public static final String TABLE = "input";

    /** What a file takes. */
    public enum Input {
        /** COLUMNS, where the model has a recipe with anything but numbers that may not be missing; else FEATURES. */
        AUTO,
        /** The columns of the table, as they are; the recipe is part of the file. */
        COLUMNS,
        /** The features of the model: numbers that may not be missing. */
        FEATURES
    }

    /** What a file computes in. */
    public enum Precision {
        /**
         * DOUBLE for columns, and where the model computes in double, or float could be off by more than 1e-5 in the
         * logits; else FLOAT, if the format has it.
         */
        AUTO,
        /** 24 digits of base 2. */
        FLOAT,
        /** 53 digits of base 2. */
        DOUBLE
    }

    /**
     * Checks that all is told.
     *
     * @param input what the file takes
     * @param precision what the file computes in
     * @param unseen what becomes of a category that the training did not have
     * @param table the table that SQL reads
     * @param keep columns of that table that are carried along
     * @param label whether the file also names the class that wins
     * @throws IllegalArgumentException if the table has no name
     */
    public ExportOptions {
        Objects.requireNonNull(input, "input must not be null");
        Objects.requireNonNull(precision, "precision must not be null");
        Objects.requireNonNull(unseen, "unseen must not be null");
        Objects.requireNonNull(table, "table must not be null");
        Objects.requireNonNull(keep, "keep must not be null");
        keep = List.copyOf(keep);
        if (table.isBlank()) {
            throw new IllegalArgumentException("table must be a name, but is blank");
        }
    }

    /**
     * What most want: the columns of the table, in double, with a label.
     *
     * @return the options
     */
    public static ExportOptions defaults() {
        return new ExportOptions(Input.AUTO, Precision.AUTO, Optional.empty(), TABLE, List.of(), true);
    }

    /**
     * Says what the file takes.
     *
     * @param wanted instead
     * @return new options
     */
    public ExportOptions withInput(Input wanted) {
        Objects.requireNonNull(wanted, "wanted must not be null");
        return new ExportOptions(wanted, precision, unseen, table, keep, label);
    }

    /**
     * Says what the file computes in.
     *
     * @param wanted instead
     * @return new options
     */
    public ExportOptions withPrecision(Precision wanted) {
        Objects.requireNonNull(wanted, "wanted must not be null");
        return new ExportOptions(input, wanted, unseen, table, keep, label);
    }

    /**
     * Says what becomes of a category that the training did not have.
     *
     * @param answer instead of the model's
     * @return new options
     */
    public ExportOptions withUnseen(Unseen answer) {
        Objects.requireNonNull(answer, "answer must not be null");
        return new ExportOptions(input, precision, Optional.of(answer), table, keep, label);
    }

    /**
     * Says which table SQL reads.
     *
     * @param name as it is, without quotes
     * @return new options
     */
    public ExportOptions withTable(String name) {
        Objects.requireNonNull(name, "name must not be null");
        return new ExportOptions(input, precision, unseen, name, keep, label);
    }

    /**
     * Says which columns of the table are carried along.
     *
     * @param columns their names, without quotes
     * @return new options
     */
    public ExportOptions withKeep(List<String> columns) {
        Objects.requireNonNull(columns, "columns must not be null");
        return new ExportOptions(input, precision, unseen, table, columns, label);
    }

    /**
     * Says that probabilities are enough, for programs that have no room for text.
     *
     * @return new options
     */
    public ExportOptions withNoLabel() {
        return new ExportOptions(input, precision, unseen, table, keep, false);
    }
}
