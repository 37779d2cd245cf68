package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions and the manual page: they know what the help knows, and shells can read them. */
class CompletionTest {
    @TempDir
    private Path directory;

    private static String printed(String... arguments) {
        Program ended = Program.run(arguments);
        assertEquals(ExitCode.DONE, ended.exitCode(), ended.err());
        return ended.out();
    }

    private static List<String> flags(String command) {
        return printed(command, "--help")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("--"))
                .map(line -> line.replaceFirst("[= \\[,].*", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion bash", "completion zsh", "completion fish", "manual"})
    void everyFlagOfTheHelpIsThere(String command) {
        String script = printed(command.split(" ")).replace("\\-", "-");
        for (String name :
                List.of("train", "sweep", "evaluate", "predict", "export", "import", "look", "inspect", "devices")) {
            List<String> flags = flags(name);
            assertTrue(flags.size() > 2, name);
            for (String flag : flags) {
                String known = command.endsWith("fish") ? " -l " + flag.substring(2) + " " : flag;
                assertTrue(script.contains(known), () -> name + " " + flag);
            }
        }
        assertFalse(script.contains("%%"));
    }

    @ParameterizedTest
    @CsvSource({"bash, -n", "zsh, -n", "fish, --no-execute"})
    void shellsReadTheirScripts(String shell, String onlyRead) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve(shell), printed("completion", shell));
        assertEquals("", run(shell, onlyRead, script.toString()));
    }

    /** The words that bash offers are those that would be typed next. */
    @Test
    void bashOffersFlagsOfTheCommand() throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("script"), printed("completion", "bash"));
        String ask = ". " + script
                + "; COMP_WORDS=(softmax4j train --lab); COMP_CWORD=2; COMP_LINE='softmax4j train --lab'; "
                + "_complete_softmax4j 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        assertEquals(
                "--label --labels --label-smoothing", run("bash", "-c", ask).strip());
    }

    @Test
    void fishOffersFlagsOfTheCommand() throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("script"), printed("completion", "fish"));
        String offered = run("fish", "-c", "source " + script + "; complete -C 'softmax4j train --group '");
        assertEquals(
                List.of("columns", "features", "none"),
                offered.lines()
                        .map(line -> line.replaceFirst("\t.*", ""))
                        .sorted()
                        .toList());
    }

    @Test
    void anotherShellIsRefused() {
        Program ended = Program.run("completion", "tcsh");
        assertEquals(ExitCode.WRONG_USAGE, ended.exitCode());
        assertTrue(ended.err().contains("tcsh"), ended.err());
    }

    @Test
    void linesOfTheManualAreNoRequests() {
        List<String> requests = printed("manual")
                .lines()
                .filter(line -> line.startsWith(".") || line.startsWith("'"))
                .map(line -> line.replaceFirst(" .*", ""))
                .distinct()
                .toList();
        assertEquals(List.of(".TH", ".SH", ".B", ".I", ".TP", ".SS"), requests);
    }

    private String run(String... command) throws IOException, InterruptedException {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
        Assumptions.assumeTrue(isThere, "there is no " + command[0]);
        Path said = directory.resolve("said");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return Files.readString(said);
    }
}
