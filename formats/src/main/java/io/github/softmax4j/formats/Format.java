package io.github.softmax4j.formats;

/**
 * The formats that are read.
 *
 * <p>For example:
 *
 * <pre>{@code
 * ReadOptions options = ReadOptions.forTraining()
 *         .withFormat(Format.CSV) // the name of the file does not say so
 *         .withLabel("kind")
 *         .withTable(table -> table.withMissing(FeatureRecipe.Missing.DROP_ROW));
 * Table table = Tables.readTraining(data, options);
 * }</pre>
 */
public enum Format {
    /** Text with the separator (comma, semicolon, tab or vertical bar) that divides most of the first lines alike. */
    CSV,
    /** Text with tabs. */
    TSV,
    /** Columns in blocks, with their types. */
    PARQUET,
    /** Objects of JSON, one per line or in an array. */
    JSON,
    /** Images as bytes, with the labels in a file beside them: the format of MNIST. */
    IDX,
    /** Label and index:value pairs: LIBSVM's and SVMlight's. */
    LIBSVM,
    /** An array of NumPy, with the labels in a file beside it. */
    NPY,
    /** Several arrays of NumPy. */
    NPZ;

    /** Whether it has columns of several kinds. */
    boolean isTable() {
        return isText() || this == PARQUET || this == JSON;
    }

    /** Whether it is text with separators, which can come from standard input. */
    boolean isText() {
        return this == CSV || this == TSV;
    }
}
