package io.github.softmax4j.cli;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.formats.TableOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how columns of a table become features; the model keeps them. */
final class RecipeOptions {
    @Option(
            names = "--drop",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns that are passed over: names, or indices from 0.")
    private List<String> drop = List.of();

    @Option(
            names = "--features",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "The columns that become features. Default: all but the label.")
    private List<String> features = List.of();

    @Option(
            names = "--categories",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns whose numbers are names, such as postal codes: a feature for each value.")
    private List<String> categories = List.of();

    @Option(
            names = "--numbers",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns that are numbers; signs of currency and per cent in them are passed over.")
    private List<String> numbers = List.of();

    @Option(
            names = "--dates",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns that are dates, as --date-format has them.")
    private List<String> dates = List.of();

    @Option(
            names = "--date-format",
            paramLabel = "FORMAT",
            description = "How the columns of --dates are written, as strptime has it: %%d.%%m.%%Y. Default: ISO 8601.")
    private Optional<String> dateFormat = Optional.empty();

    @Option(
            names = "--flags",
            split = ",",
            converter = ListItem.class,
            paramLabel = "COLUMN",
            description = "Columns that are true or false, or yes and no, t and f, y and n, on and off, 1 and 0.")
    private List<String> flags = List.of();

    @Option(
            names = "--missing",
            paramLabel = "ANSWER",
            converter = MissingConverter.class,
            description =
                    "What becomes of values that are missing: error, mean, zero, indicator (the mean, and a feature"
                            + " that says so) or drop-row. The model keeps to it. Default: error.")
    private Missing missing = Missing.ERROR;

    TableOptions applyTo(TableOptions table) {
        TableOptions told = table.withDrop(drop)
                .withFeatures(features)
                .withCategories(categories)
                .withNumbers(numbers)
                .withDates(dates)
                .withFlags(flags)
                .withMissing(missing);
        return new Given<>(told).with(TableOptions::withDateFormat, dateFormat).options();
    }

    /** Words with a hyphen. */
    static final class MissingConverter implements ITypeConverter<Missing> {
        @Override
        public Missing convert(String text) {
            return Arrays.stream(Missing.values())
                    .filter(answer -> Output.word(answer).equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(Missing.values()).map(Output::word).collect(Collectors.joining(", "))
                            + ", but was '" + text + "'"));
        }
    }
}
