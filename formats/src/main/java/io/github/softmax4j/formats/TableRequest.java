package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn.Kind;

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
        TableColumns columns = TableColumns.choose(relation, options);
        Notation notation = relation.notation().withColumns(columns.told(Kind.NUMBER), columns.told(Kind.DATE));
        return new TableRequest(database, relation.with(notation), options, columns, valuesPerPart);
    }

    boolean labelsAreWanted() {
        boolean mayBeRead = options.labelUse() == ReadOptions.LabelUse.OPTIONAL
                && columns.label().isPresent();
        return options.labelsAreWanted() || mayBeRead;
    }
}
