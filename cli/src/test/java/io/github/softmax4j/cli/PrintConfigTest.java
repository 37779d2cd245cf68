package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Settings that are printed and read again are printed alike, whatever the flags were. */
class PrintConfigTest {
    private static final int ROUNDS = 80;

    /** Texts that YAML or a shell could take for something else. */
    private static final List<String> TEXTS = List.of(
            "plain",
            "two words",
            "",
            "@name",
            "-1",
            "--flag",
            "true",
            "no",
            "null",
            "~",
            "007",
            "1e-4",
            "a: b",
            "a #b",
            "#c",
            "it's",
            "say \"x\"",
            "a,b",
            "C:\\data\\",
            "ä 日本 \uD83D\uDE00",
            "tab\there",
            "two\nlines\n",
            "end ",
            "&a",
            "*a",
            "!x",
            "%x",
            "`x",
            "[x",
            "{x",
            "| x",
            "> x",
            "? x",
            "- x",
            "a=b",
            "\u0085\u2028\u0007",
            "sql:SELECT \"a\" FROM 'x' -- end");

    /** Flags whose values are not any texts, or numbers of any size. */
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("--separator", List.of("tab", ";", "\t", "'", "\"", "bar")),
            Map.entry("--quote", List.of("none", "'", "\"")),
            Map.entry("--decimal", List.of("point", ",")),
            Map.entry("--thousands", List.of(".", " ", "'")),
            Map.entry("--encoding", List.of("utf-8", "windows-1252")),
            Map.entry("--memory", List.of("8g", "1.5G", "512m", "1000")),
            Map.entry("--time-limit", List.of("30s", "1h30m", "90", "0.5s")),
            Map.entry("--header", List.of("true", "false")),
            Map.entry("--missing", List.of("drop-row", "MEAN")),
            Map.entry("--solver", List.of("lbfgs", "LBFGS")),
            Map.entry("--class-weight", List.of("balanced", "a=1,b=2.5")),
            Map.entry("--lambdas", List.of("1e-6:1e0:3", "1,0.1", "7")),
            Map.entry("--l1-ratios", List.of("0,0.5,1", "1")),
            Map.entry("--lambda", List.of("1E-4", "1e-4", "0.0001", "3", "1e9", "12345678.5")),
            Map.entry("--l1-ratio", List.of("0.5", "1")),
            Map.entry("--label-smoothing", List.of("0.05", "1")),
            Map.entry("--test-fraction", List.of("0.2")),
            Map.entry("--out", List.of("x.csv", "a b.parquet")));

    @TempDir
    private Path directory;

    private final Random random = new Random(28);

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Empty for flags whose values this test does not know. */
    private List<String> words(OptionSpec option) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            return List.of(random.nextBoolean() ? name : name + "=" + random.nextBoolean());
        }
        if (SAMPLES.containsKey(name)) {
            return List.of(name + "=" + any(SAMPLES.get(name)));
        }
        Class<?> type = option.auxiliaryTypes()[0];
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            String word = ((Enum<?>) constants[random.nextInt(constants.length)]).name();
            return List.of(name, random.nextBoolean() ? word : word.toLowerCase(Locale.ROOT));
        }
        boolean isText = type == String.class || type == Path.class;
        if (option.isMultiValue() && isText) {
            return List.of(name + "=" + ListItem.joined(List.of(any(TEXTS), any(TEXTS))));
        }
        boolean isCount = type == Integer.class || type == int.class || type == Long.class || type == long.class;
        boolean isNumber = type == Double.class || type == double.class;
        String value = isText ? any(TEXTS) : isCount ? "3" : isNumber ? any(List.of("0.25", "1e-3", "2")) : null;
        return value == null ? List.of() : List.of(name + "=" + value);
    }

    @ParameterizedTest
    @CsvSource({
        "train, --model=m.s4j",
        "sweep, --model=m.s4j",
        "evaluate, --model=m.s4j",
        "predict, --model=m.s4j|--out=x.csv"
    })
    void whatIsPrintedIsPrintedAgain(String command, String required) throws IOException {
        var specs = new ArrayList<OptionSpec>(new JobKeys(new CommandLine(command(command)).getCommandSpec())
                .options()
                .values());
        Set<String> seen = new LinkedHashSet<>();
        int printed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var arguments = new ArrayList<String>(List.of(command, "--print-config"));
            var names = new LinkedHashSet<String>();
            for (OptionSpec option : specs) {
                if (random.nextInt(specs.size()) < 5) {
                    List<String> words = words(option);
                    arguments.addAll(words);
                    words.stream().limit(1).forEach(word -> names.add(option.longestName()));
                }
            }
            for (String flag : ("--data=x|" + required).split("\\|", -1)) {
                if (!names.contains(flag.replaceFirst("=.*", ""))) {
                    arguments.add(flag);
                }
            }
            Program first = Program.run(arguments.toArray(String[]::new));
            if (first.exitCode() != ExitCode.DONE) {
                first.error(ExitCode.WRONG_USAGE); // flags that do not fit together
                continue;
            }
            Path job = Files.writeString(directory.resolve("job.yaml"), first.out());
            Program second = Program.run(command, "--config", job.toString(), "--print-config");
            assertEquals(first.out(), second.out(), () -> arguments + "\n" + second.err());
            seen.addAll(names);
            printed++;
        }
        assertTrue(printed > ROUNDS / 3, "printed " + printed);
        assertTrue(seen.size() > specs.size() / 2, "seen only " + seen);
    }

    private static Object command(String name) {
        return switch (name) {
            case "train" -> new TrainCommand();
            case "sweep" -> new SweepCommand();
            case "evaluate" -> new EvaluateCommand();
            default -> new PredictCommand();
        };
    }
}
