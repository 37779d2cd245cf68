package io.github.softmax4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands in several countries: no byte that is printed or written depends on where the machine stands. Each
 * country has a process of its own, in which nothing resets the locale as the program does, so that the library shows
 * what it would do in a program of others.
 */
class LocaleTest {
    /** Other digits, other commas, other capitals; and zones whose clocks jump. */
    private static final List<List<String>> COUNTRIES = List.of(
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Africa/Cairo"),
            List.of("-Duser.language=fa", "-Duser.country=IR", "-Duser.timezone=Asia/Tehran"),
            List.of("-Duser.language=bn", "-Duser.country=BD", "-Duser.timezone=Pacific/Kiritimati"),
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Europe/Berlin"),
            List.of("-Duser.language=de", "-Duser.country=DE", "-Duser.timezone=America/St_Johns"));

    private static final String ENGLISH = "-Duser.language=en";

    @TempDir
    private Path directory;

    /** Runs the lines of a file as commands, in a folder; each is a line of its own. */
    static final class Session {
        private Session() {}

        public static void main(String[] arguments) throws IOException {
            Logs.prepare();
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                System.out.println("> " + line);
                System.out.println(Main.run(line.split(" ", -1)));
            }
        }
    }

    private static String commands(Path folder) {
        return """
                train --data D/table.csv --test D/table.csv --model D/csv.s4j --history D/history.csv
                train --data D/table.csv --model D/m.s4j --json --dtype DOUBLE --time-limit 99.5s --max-iterations 5
                train --data D/table.json --model D/table.s4j --json --label title
                train --data D/rows.libsvm --format LIBSVM --model D/libsvm.s4j --json --lambda 1e-3
                train --data D/rows.libsvm --model D/wide.s4j --hash-features 7 --memory 10m
                sweep --data D/table.csv --model D/sweep.s4j --lambdas 1e-3:1e-1:3 --folds 3 --json
                evaluate --model D/csv.s4j --data D/table.csv
                evaluate --model D/csv.s4j --data D/table.csv --json
                predict --model D/csv.s4j --data D/table.csv --out D/out.csv --probabilities
                predict --model D/table.s4j --data D/table.json --out D/out.parquet --top 2
                predict --model D/libsvm.s4j --data D/rows.libsvm --out D/out.npy --json
                inspect --model D/csv.s4j
                inspect --model D/table.s4j --json
                train --data sql:SELECT*FROM'D/table.csv' --model D/sql.s4j --json
                train --data D/far.libsvm --model D/far.s4j
                train --data D/wrong.csv --model D/wrong.s4j
                train --data D/table.csv --model D/m.s4j --max-iterations 1""".replace("D/", folder + "/");
    }

    /** Numbers, words in capitals, dates, and an hour that some countries did not have. */
    private static void writeData(Path folder) throws IOException {
        var csv = new StringBuilder("amount,CITY,day,at,label\n");
        var json = new StringBuilder();
        var libsvm = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            double amount = (i * 37 % 60) / 8.0 - 3;
            String city = i % 3 == 0 ? "ISTANBUL" : i % 3 == 1 ? "istanbul" : "Izmir";
            String day = "2024-03-" + (10 + i % 20);
            String at = day + " 0" + i % 4 + ":30:00";
            String title = amount + i % 5 > 1.5 ? "I" : "i";
            csv.append(amount + 1000).append("," + city + "," + day + "," + at + "," + title + "\n");
            json.append("{\"amount\": " + amount + ", \"at\": \"" + at + "\", \"title\": \"" + title + "\"}\n");
            libsvm.append(i % 2 + " 1:" + amount + " 10:" + (i % 7 + i % 2) + " 12:1e-3\n");
        }
        Files.writeString(folder.resolve("table.csv"), csv);
        Files.writeString(folder.resolve("table.json"), json);
        Files.writeString(folder.resolve("rows.libsvm"), libsvm);
        Files.writeString(folder.resolve("far.libsvm"), libsvm + "1 1234567890:1\n");
        Files.writeString(folder.resolve("wrong.csv"), csv + "1234567,ISTANBUL,2024-03-31,I\n");
    }

    /** What is printed and written, by name; times are taken out, because they differ anyway. */
    private Map<String, byte[]> outputs(List<String> country) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(directory.resolve("data"));
        writeData(folder);
        Path script = Files.writeString(directory.resolve("script"), commands(folder));
        OwnProcess ended = OwnProcess.run(directory, Session.class, country, script.toString());
        assertEquals(0, ended.exitCode(), ended.err());
        var outputs = new TreeMap<String, byte[]>();
        outputs.put("standard output", withoutTimes(ended.out()).getBytes(UTF_8));
        outputs.put("standard error", withoutTimes(ended.err()).getBytes(UTF_8));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".s4j")) {
                    outputs.put(name, content(file));
                }
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return outputs;
    }

    private static byte[] content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.endsWith("history.csv")
                ? Files.readString(file)
                        .replaceAll("(?m)^(\\d+,\\d+),\\d+\\.\\d{6},", "$1,s,")
                        .getBytes(UTF_8)
                : bytes;
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("\\d+\\.\\d+ s\\b", "TIME")
                .replaceAll("\"(seconds|finishedAt|memoryInBytes)\":(\"[-0-9TZ:.]+\"|[-0-9.E]+)", "TIME")
                .replaceAll("(seconds|finishedAt) +[-0-9TZ:.E]+", "TIME");
    }

    @Test
    void nothingDependsOnTheCountry() throws IOException, InterruptedException {
        Map<String, byte[]> expected = outputs(List.of(ENGLISH, "-Duser.timezone=UTC"));
        String printed = new String(expected.get("standard output"), UTF_8);
        var exitCodes = new ArrayList<String>();
        printed.lines().filter(line -> line.matches("\\d")).forEach(exitCodes::add);
        assertEquals(
                "04000000000000334",
                String.join("", exitCodes),
                printed + new String(expected.get("standard error"), UTF_8));
        assertTrue(expected.keySet().containsAll(List.of("history.csv", "out.csv", "out.parquet", "out.npy")));
        for (List<String> country : COUNTRIES) {
            Map<String, byte[]> found = outputs(country);
            assertEquals(expected.keySet(), found.keySet(), country.toString());
            expected.forEach((name, bytes) -> {
                assertEquals(text(bytes), text(found.get(name)), country + ", " + name);
                assertArrayEquals(bytes, found.get(name), country + ", " + name);
            });
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
