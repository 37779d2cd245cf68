package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/jobs.md, as they stand there, in the order in which they stand there. */
class JobsPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|bash|ini|yaml)\n(.*?)^```$");

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTable() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")));
        var random = new Random(1);
        var lines = new ArrayList<>(List.of("age,visits,plan,churned"));
        for (int row = 0; row < 300; row++) {
            int age = 18 + row % 60;
            int visits = random.nextInt(20);
            lines.add(age + "," + visits + "," + (row % 3 == 0 ? "basic" : "plus") + ","
                    + (visits + random.nextInt(8) < 10 ? "yes" : "no"));
        }
        Files.write(directory.resolve("customers.csv"), lines);
        for (String file : blocks("yaml")) {
            if (file.startsWith("# ")) { // and its name
                Files.writeString(
                        directory.resolve(file.lines().findFirst().orElseThrow().substring(2)), file);
            }
        }
    }

    private void writeProgram(String name, String text) throws IOException {
        Path program = Files.createDirectories(directory.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/bash\n" + text + "\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    private void writeProgram() throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OwnProcess.QUIET);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        writeProgram("softmax4j", "exec '" + String.join("' '", command) + "' \"$@\"");
    }

    private Process start(String script) throws IOException {
        var builder = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", directory.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("SLURM_JOB_ID", "7");
        return builder.start();
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs/jobs.md")).replace("\r\n", "\n"))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** What stands behind a key of a unit or a manifest. */
    private static String line(String language, String key) throws IOException {
        return String.join("\n", blocks(language))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow()
                .substring(key.length());
    }

    private static List<String> commands() throws IOException {
        var commands = new ArrayList<>(
                blocks("sh").stream().map(block -> "set -e\n" + block).toList());
        commands.add(line("ini", "ExecStart=/usr/local/bin/"));
        commands.addAll(blocks("bash"));
        commands.add((line("yaml", "command:") + " " + line("yaml", "args:")).replaceAll("[\\[\\],]", " "));
        return commands;
    }

    /** Each takes the model of the one before away, and must write one, unless it only looks. */
    @Test
    void commandsRun() throws IOException, InterruptedException {
        writeProgram();
        Path model = directory.resolve("churn.s4j");
        List<String> commands = commands();
        assertTrue(commands.size() >= 7, commands.toString());
        for (String command : commands) {
            Files.deleteIfExists(model);
            int exitCode = start(command).waitFor();
            assertEquals(0, exitCode, command + Files.readString(directory.resolve("log")));
            if (!command.contains("softmax4j look")) {
                assertEquals(
                        List.of("no", "yes"), ModelFile.read(model).classes().names(), command);
            }
        }
        String json = Files.readString(directory.resolve("churn.json"));
        assertTrue(json.contains("\"checkpoints\":{\"folder\":\"checkpoints\""), json);
    }

    /** SIGTERM reaches the program, and what it ends with decides whether the job is queued again. */
    @Test
    void aJobOfSlurmIsQueuedAgain() throws IOException, InterruptedException {
        writeProgram("softmax4j", "trap 'exit 143' TERM; touch begun; for i in {1..600}; do sleep 0.1; done");
        writeProgram("scontrol", "echo \"$@\" > requeued");
        Process job = start(blocks("bash").get(0));
        while (job.isAlive() && Files.notExists(directory.resolve("begun"))) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        job.destroy();
        assertEquals(143, job.waitFor(), Files.readString(directory.resolve("log")));
        assertEquals("requeue 7\n", Files.readString(directory.resolve("requeued")));
    }

    /** The exit codes of the page are those of the program. */
    @Test
    void exitCodesAreTold() throws IOException {
        String page = Files.readString(Path.of("../docs/jobs.md"));
        Arrays.stream(ExitCode.class.getDeclaredFields())
                .filter(field -> field.getType() == int.class)
                .map(field -> {
                    try {
                        return field.getInt(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(code -> code > 1)
                .forEach(code -> assertTrue(page.contains("| " + code + " |"), "exit code " + code));
    }
}
