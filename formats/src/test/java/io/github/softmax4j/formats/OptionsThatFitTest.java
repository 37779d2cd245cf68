package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each option with each format: it is of use, or it is refused. */
class OptionsThatFitTest {
    private static final List<String> COLUMNS = List.of("a");
    private static final Set<Format> TEXT = EnumSet.of(Format.CSV, Format.TSV);
    private static final Set<Format> TABLES = EnumSet.of(Format.CSV, Format.TSV, Format.PARQUET, Format.JSON);

    private static ReadOptions table(UnaryOperator<TableOptions> change) {
        return ReadOptions.forTraining().withTable(change.apply(TableOptions.standard()));
    }

    private static ReadOptions text(UnaryOperator<TextOptions> change) {
        return table(options -> options.withText(change.apply(TextOptions.standard())));
    }

    private static final Map<ReadOption, ReadOptions> OF_TEXT = Map.of(
            ReadOption.HEADER, text(options -> options.withHeader(true)),
            ReadOption.SEPARATOR, text(options -> options.withSeparator(';')),
            ReadOption.QUOTE, text(options -> options.withQuote('|')),
            ReadOption.ENCODING, text(options -> options.withEncoding(StandardCharsets.UTF_8)),
            ReadOption.SKIPPED_LINES, text(options -> options.withSkippedLines(1)));

    private static final Map<ReadOption, ReadOptions> OF_TABLES = Map.ofEntries(
            Map.entry(ReadOption.DROP, table(options -> options.withDrop(COLUMNS))),
            Map.entry(ReadOption.FEATURES, table(options -> options.withFeatures(COLUMNS))),
            Map.entry(ReadOption.CATEGORIES, table(options -> options.withCategories(COLUMNS))),
            Map.entry(ReadOption.NUMBERS, table(options -> options.withNumbers(COLUMNS))),
            Map.entry(ReadOption.DATES, table(options -> options.withDates(COLUMNS))),
            Map.entry(ReadOption.FLAGS, table(options -> options.withFlags(COLUMNS))),
            Map.entry(ReadOption.NA_VALUES, table(options -> options.withNaValues(COLUMNS))),
            Map.entry(ReadOption.DECIMAL, table(options -> options.withDecimal(','))),
            Map.entry(ReadOption.THOUSANDS, table(options -> options.withThousands('.'))),
            Map.entry(ReadOption.MISSING, table(options -> options.withMissing(Missing.MEAN))),
            Map.entry(ReadOption.UNSEEN, table(options -> options.withUnseen(Unseen.ZERO))),
            Map.entry(ReadOption.KEEP, table(options -> options.withKeep(COLUMNS))));

    private static final Map<ReadOption, ReadOptions> OF_OTHERS = Map.of(
            ReadOption.ARRAY, ReadOptions.forTraining().withArray("x"),
            ReadOption.HASH_FEATURES, ReadOptions.forTraining().withHashFeatures(8),
            ReadOption.LABEL_FILE, ReadOptions.forTraining().withLabelFile(Path.of("y")));

    private static final Map<ReadOption, Set<Format>> FORMATS_OF_OTHERS = Map.of(
            ReadOption.ARRAY, EnumSet.of(Format.NPZ),
            ReadOption.HASH_FEATURES, EnumSet.of(Format.LIBSVM),
            ReadOption.LABEL_FILE, EnumSet.of(Format.IDX, Format.NPY));

    private static void assertFits(ReadOption option, ReadOptions options, Set<Format> formats) {
        var source = new Source.OneFile("data", new SourceFile(Path.of("data"), "data"));
        for (Format format : Format.values()) {
            var fit = new OptionsThatFit(source, format, options);
            if (formats.contains(format)) {
                assertDoesNotThrow(fit::require, option + " " + format);
            } else {
                String message = assertThrows(InputException.class, fit::require, option + " " + format)
                        .getMessage();
                assertTrue(message.startsWith("data: " + option + " is for "), message);
            }
        }
    }

    @Test
    void optionsAreOfUseOrRefused() {
        OF_TEXT.forEach((option, options) -> assertFits(option, options, TEXT));
        OF_TABLES.forEach((option, options) -> assertFits(option, options, TABLES));
        OF_OTHERS.forEach((option, options) -> assertFits(option, options, FORMATS_OF_OTHERS.get(option)));
    }

    @Test
    void databasesAreForQueries() {
        ReadOptions options = table(told -> told.withDatabase("d.duckdb"));
        assertFits(ReadOption.DATABASE, options, EnumSet.noneOf(Format.class));
        var query = new Source.Query("sql:SELECT 1", "SELECT 1", new Database.WithoutFile());
        assertDoesNotThrow(new OptionsThatFit(query, Format.CSV, options)::require);
        ReadOptions header = OF_TEXT.get(ReadOption.HEADER);
        assertThrows(InputException.class, new OptionsThatFit(query, Format.CSV, header)::require);
    }
}
