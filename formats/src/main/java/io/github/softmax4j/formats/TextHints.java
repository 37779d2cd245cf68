package io.github.softmax4j.formats;

import io.github.softmax4j.data.SourceColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a text before it is looked at.
 *
 * @param separator between fields, a blank for any number of blanks and tabs; empty to find it
 * @param quote around fields that hold separators; 0 for none
 * @param header whether there is a line of names; empty to go by its look
 * @param trained the columns of the training, by name; empty in training
 * @param told names of columns that users tell, which a line of names must have
 */
record TextHints(
        Optional<Character> separator,
        char quote,
        Optional<Boolean> header,
        Optional<List<String>> trained,
        List<String> told) {
    static final char USUAL_QUOTE = '"';

    static TextHints of(Format format, ReadOptions options) {
        TextOptions text = options.table().text();
        Optional<Character> tab = format == Format.TSV ? Optional.of('\t') : Optional.empty();
        return new TextHints(
                text.separator().or(() -> tab),
                text.quote().orElse(USUAL_QUOTE),
                text.header(),
                options.expected().map(TextHints::names),
                toldNames(options));
    }

    private static List<String> names(ReadOptions.Expected expected) {
        return expected.recipe()
                .map(recipe -> recipe.columns().stream().map(SourceColumn::name).toList())
                .orElse(expected.featureNames());
    }

    /** Those that are no indices. */
    private static List<String> toldNames(ReadOptions options) {
        TableOptions table = options.table();
        return Stream.of(
                        options.label().stream().toList(),
                        table.drop(),
                        table.features(),
                        table.categories(),
                        table.numbers(),
                        table.dates(),
                        table.flags(),
                        table.keep())
                .flatMap(List::stream)
                .filter(name -> !ColumnChooser.isIndex(name))
                .distinct()
                .toList();
    }

    TextHints withSeparator(char found) {
        return new TextHints(Optional.of(found), quote, header, trained, told);
    }
}
