package io.github.softmax4j.formats;

import io.github.softmax4j.data.Notation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Text with separators as a relation: how it is written, what columns it has, and where it can be cut.
 *
 * @param source for messages
 * @param files the text, as DuckDB reads it
 * @param dialect how it is written: as the first file is, and the others alike
 * @param skippedLines lines at the beginning of each that are passed over, as told
 */
record TextRelation(Source source, List<RawFile> files, TextDialect dialect, int skippedLines) {
    /** A line must fit into a buffer, of which there are some. */
    private static final int USUAL_LINE = 1 << 21;

    private static final double ROOM_FOR_MORE = 1.02;

    /**
     * Looks at the beginning of each file.
     *
     * @param folder for copies of what DuckDB cannot read as it is
     * @throws InputException if the files are not one table
     */
    static Relation of(Source source, List<SourceFile> files, Format format, ReadOptions options, Path folder)
            throws IOException {
        TextHints hints = TextHints.of(format, options);
        TextOptions told = options.table().text();
        var raw = new ArrayList<RawFile>();
        TextDialect dialect = null;
        ReadingNotes notes = ReadingNotes.NONE;
        for (SourceFile file : files) {
            RawFile readable = RawFile.of(file, told, folder);
            TextDialect own = TextDialect.of(file.name(), readable.head(), readable.isWhole(), hints);
            notes = notes.and(readable.notes()).and(own.notes());
            if (own.separator() == TextDialect.BLANKS) {
                readable = readable.withTabs(hints.quote(), folder);
                own = TextDialect.of(file.name(), readable.head(), readable.isWhole(), hints.withSeparator('\t'));
            }
            if (dialect != null && !isAlike(dialect, own)) {
                throw new InputException(
                        file.name(),
                        "all files must have the columns of the first, " + files.get(0) + ", but this one has others");
            }
            dialect = dialect == null ? own : dialect;
            raw.add(readable);
        }
        if (raw.stream().map(RawFile::isGzip).distinct().count() > 1) {
            throw new InputException(source.name(), "all files must be gzip, or none");
        }
        return new TextRelation(source, raw, dialect, told.skippedLines())
                .relation(NotationOptions.notation(options, source.name()), notes);
    }

    private static boolean isAlike(TextDialect one, TextDialect other) {
        return one.separator() == other.separator()
                && one.columns() == other.columns()
                && one.skippedRecords() == other.skippedRecords()
                && one.names().equals(other.names());
    }

    private Relation relation(Notation notation, ReadingNotes notes) throws IOException {
        CsvSql sql = sql();
        List<Path> paths = files.stream().map(RawFile::path).toList();
        Set<Character> special = specialCharacters();
        var parts = new TextParts(paths, dialect.skippedRecords(), sql, bytesPerRow());
        var text = new Relation.Text(
                dialect.rows(),
                special.contains('_'),
                canBeCut(special) ? Optional.of(parts) : Optional.empty(),
                new TextLines(
                        files,
                        dialect.separator(),
                        dialect.quote(),
                        skippedLines,
                        dialect.skippedRecords(),
                        dialect.columns()));
        return new Relation(
                source,
                sql.of(paths, dialect.skippedRecords()),
                sql.columns(),
                !dialect.names().isEmpty(),
                likelyRows(),
                Optional.of(text),
                notation,
                notes);
    }

    private CsvSql sql() {
        List<Relation.Column> columns = IntStream.range(0, dialect.columns())
                .mapToObj(i -> new Relation.Column(
                        i, dialect.names().isEmpty() ? "" : dialect.names().get(i), "c" + i, "VARCHAR"))
                .toList();
        int longest =
                files.stream().mapToInt(file -> file.head().length()).max().orElseThrow();
        return new CsvSql(
                dialect.separator(),
                dialect.quote(),
                first().isGzip(),
                longest > USUAL_LINE ? RawFile.LONGEST_LINE : USUAL_LINE,
                columns);
    }

    private RawFile first() {
        return files.get(0);
    }

    /** Those of quotes and _ that may be in rows: quotes may hold line ends, and DuckDB reads 1_0 as 10. */
    private Set<Character> specialCharacters() throws IOException {
        var found = new HashSet<Character>();
        for (RawFile file : files) {
            found.addAll(file.mayContain(Set.of(dialect.quote(), '_'), dialect.firstRowAt()));
        }
        return found;
    }

    private boolean canBeCut(Set<Character> special) {
        boolean linesAreRecords =
                !special.contains(dialect.quote()) && first().head().indexOf('\n') >= 0;
        boolean rowsBeginSoon = dialect.firstRowAt() < RawFile.HEAD_BYTES / 4; // in the first part of each file
        return linesAreRecords && rowsBeginSoon && likelyRows() > 0;
    }

    /**
     * About how many rows there are, if all lines are as long as the first ones; a little more, because too much
     * room costs less than too little. 0 where nothing is known.
     */
    private long likelyRows() {
        if (first().isGzip() || dialect.rows().isEmpty()) {
            return 0;
        }
        if (files.size() == 1 && first().isWhole()) {
            return dialect.rows().size();
        }
        double bytes =
                files.stream().mapToLong(file -> file.path().toFile().length()).sum();
        return (long) (ROOM_FOR_MORE * bytes / bytesPerRow());
    }

    private double bytesPerRow() {
        return (double) first().head().length() / Math.max(1, dialect.rows().size());
    }
}
