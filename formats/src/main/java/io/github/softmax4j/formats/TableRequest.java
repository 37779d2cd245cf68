package io.github.softmax4j.formats;

/**
 * A table, and what is wanted of it.
 *
 * @param database that has it
 * @param relation where its rows are
 * @param options what the caller wants
 * @param columns what they choose of its columns
 * @param valuesPerPart how many values {@link RowReader} reads as one part of a text
 */
record TableRequest(DuckDb database, Relation relation, ReadOptions options, TableColumns columns, long valuesPerPart) {
    static TableRequest of(DuckDb database, Relation relation, ReadOptions options) throws InputException {
        return of(database, relation, options, RowReader.VALUES_PER_PART);
    }

    /** With parts of another size. */
    static TableRequest of(DuckDb database, Relation relation, ReadOptions options, long valuesPerPart)
            throws InputException {
        return new TableRequest(database, relation, options, TableColumns.choose(relation, options), valuesPerPart);
    }

    boolean labelsAreWanted() {
        return options.labelsAreWanted();
    }
}
