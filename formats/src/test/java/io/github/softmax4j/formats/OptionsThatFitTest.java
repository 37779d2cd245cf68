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
import java.util.Optional;
import java.util.OptionalInt;
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

    private static final Map<String, ReadOptions> OF_TEXT = Map.of(
            "--header", text(options -> options.withHeader(Optional.of(true))),
            "--separator", text(options -> options.withSeparator(Optional.of(';'))),
            "--quote", text(options -> options.withQuote(Optional.of('|'))),
            "--encoding", text(options -> options.withEncoding(Optional.of(StandardCharsets.UTF_8))),
            "--skip-rows", text(options -> options.withSkippedLines(1)));

    private static final Map<String, ReadOptions> OF_TABLES = Map.ofEntries(
            Map.entry("--drop", table(options -> options.withDrop(COLUMNS))),
            Map.entry("--features", table(options -> options.withFeatures(COLUMNS))),
            Map.entry("--categories", table(options -> options.withCategories(COLUMNS))),
            Map.entry("--numbers", table(options -> options.withNumbers(COLUMNS))),
            Map.entry("--dates", table(options -> options.withDates(COLUMNS))),
            Map.entry("--flags", table(options -> options.withFlags(COLUMNS))),
            Map.entry("--na-values", table(options -> options.withNaValues(COLUMNS))),
            Map.entry("--decimal", table(options -> options.withDecimal(Optional.of(',')))),
            Map.entry("--thousands", table(options -> options.withThousands(Optional.of('.')))),
            Map.entry("--missing", table(options -> options.withMissing(Missing.MEAN))),
            Map.entry("--unseen", table(options -> options.withUnseen(Optional.of(Unseen.ZERO)))),
            Map.entry("--keep", table(options -> options.withKeep(COLUMNS))));

    private static final Map<String, ReadOptions> OF_OTHERS = Map.of(
            "--array", ReadOptions.forTraining().withArray(Optional.of("x")),
            "--hash-features", ReadOptions.forTraining().withHashFeatures(OptionalInt.of(8)),
            "--labels", ReadOptions.forTraining().withLabelFile(Optional.of(Path.of("y"))));

    private static final Map<String, Set<Format>> FORMATS_OF_OTHERS = Map.of(
            "--array", EnumSet.of(Format.NPZ),
            "--hash-features", EnumSet.of(Format.LIBSVM),
            "--labels", EnumSet.of(Format.IDX, Format.NPY));

    private static void assertFits(String option, ReadOptions options, Set<Format> formats) {
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
        ReadOptions options = table(told -> told.withDatabase(Optional.of("d.duckdb")));
        assertFits("--database", options, EnumSet.noneOf(Format.class));
        var query = new Source.Query("sql:SELECT 1", "SELECT 1", new Database.WithoutFile());
        assertDoesNotThrow(new OptionsThatFit(query, Format.CSV, options)::require);
        ReadOptions header = OF_TEXT.get("--header");
        assertThrows(InputException.class, new OptionsThatFit(query, Format.CSV, header)::require);
    }
}
