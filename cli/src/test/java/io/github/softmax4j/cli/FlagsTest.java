package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.formats.IdxOptions;
import io.github.softmax4j.formats.LibsvmOptions;
import io.github.softmax4j.formats.NpzOptions;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.TableOptions;
import io.github.softmax4j.formats.TextOptions;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FlagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TableOptions.withDrop(\"id\") leaves it out|--drop id leaves it out",
                "(TableOptions.withDrop)|(--drop)",
                "TableOptions.withDrop(\"net weight\")|--drop \"net weight\"",
                "TableOptions.withDrop(\"a \\\"b\\\" (c)\\\\\")|--drop 'a \"b\" (c)\\'",
                "TableOptions.withNaValues(\"?\", \"none\") says|--na-values ?,none says",
                "TableOptions.withThousands('.') and TableOptions.withDecimal(',') read|--thousands . and --decimal ,"
                        + " read",
                "TextOptions.withQuote('\\'')|--quote \"'\"",
                "TableOptions.withThousands(' ')|--thousands \" \"",
                "TextOptions.withHeader(true) or TextOptions.withHeader(false)|--header true or --header false",
                "TextOptions.withSkippedLines(3)|--skip-rows 3",
                "TableOptions.withMissing(Missing.DROP_ROW)|--missing drop-row",
                "ReadOptions.withFormat(Format.NPZ)|--format npz",
                "double (ReadOptions.withType(DataType.DOUBLE)) has room|double (--dtype double) has room",
                "TableOptions.withDates(\"d\") with TableOptions.withDateFormat(\"%d-%m-%y\")|--dates d with"
                        + " --date-format %d-%m-%y",
                "Backend.chooseDevice(1) has one|--device 1 has one",
                "SGD (SoftmaxRegression.withSolver(Solver.sgd())) takes|SGD (--solver sgd) takes",
                "withHeader(1).csv: TableOptions.withDrop(|withHeader(1).csv: --drop(",
            })
    void optionsBecomeFlags(String message, String expected) {
        assertEquals(expected, Flags.in(message));
    }

    /** A file may say anything. */
    @Test
    void whatLooksLikeAnOptionWithoutEndDoesNoHarm() {
        String begun = "TableOptions.withDrop(\"";
        for (String rest : Set.of("\\\\".repeat(1_000_000), "()".repeat(1_000_000), begun.repeat(50_000))) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertTrue(Flags.in(begun + rest).startsWith("--drop(\"")));
        }
    }

    /** What sets options inside of others, and what the program decides by its commands. */
    private static final Set<String> WITHOUT_FLAG = Set.of(
            "withTable",
            "withText",
            "withLibsvm",
            "withNpz",
            "withIdx",
            "withStorage",
            "withLabelUse",
            "withPart",
            "withListener");

    @Test
    void everyOptionOfReadingIsAFlag() {
        Set<String> flags = Stream.of(TrainCommand.class, PredictCommand.class)
                .flatMap(command -> new CommandLine(command).getCommandSpec().optionsMap().keySet().stream())
                .collect(Collectors.toSet());
        Set<String> options = Stream.of(
                        ReadOptions.class,
                        TableOptions.class,
                        TextOptions.class,
                        LibsvmOptions.class,
                        NpzOptions.class,
                        IdxOptions.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .filter(name -> name.matches("with[A-Z].*") && !WITHOUT_FLAG.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(options.size() > 25, options.toString());
        assertEquals(
                Set.of(),
                options.stream()
                        .filter(name -> !flags.contains(Flags.in("ReadOptions." + name)))
                        .collect(Collectors.toSet()));
    }
}
