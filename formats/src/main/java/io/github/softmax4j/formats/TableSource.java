package io.github.softmax4j.formats;

/**
 * A table, and what is wanted of it.
 *
 * @param database that has it
 * @param relation where its rows are
 * @param options what the caller wants
 * @param columns what they choose of its columns
 * @param numbersOfPart the size of a part, see {@link RowReader}
 */
record TableSource(DuckDb database, Relation relation, ReadOptions options, TableColumns columns, long numbersOfPart) {
    static TableSource of(DuckDb database, Relation relation, ReadOptions options, long numbersOfPart)
            throws InputException {
        return new TableSource(database, relation, options, TableColumns.choose(relation, options), numbersOfPart);
    }

    boolean labelsAreWanted() {
        return options.labelsAreWanted();
    }
}
