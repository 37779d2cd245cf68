package io.github.softmax4j.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Trains the same problems with everybody and prints a table for each: DIRECTORY CHART [PROBLEM...].
 *
 * <p>Everybody starts in a process of its own, with Java's own settings and 12 GB of heap, in rounds; the fastest round
 * counts. Reading and converting are not timed, compiling while training is. Those that take minutes have one round.
 */
public final class PeerBenchmark {
    private static final double LAMBDA = 1e-4;
    private static final int ROUNDS = 3;
    private static final double LONG_SECONDS = 30;
    private static final long MOST_MINUTES = 20;

    private final Path work;
    private final Path script;

    private PeerBenchmark(Path work) throws IOException {
        this.work = work;
        this.script = work.resolve("train.py");
        try (InputStream in = PeerBenchmark.class.getResourceAsStream("train.py")) {
            Files.copy(in, script);
        }
    }

    /**
     * Runs it all.
     *
     * @param args the directory with the published files, where the chart goes, and which problems; all where none is
     *     named
     * @throws Exception if a file cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        List<PeerData> problems = args.length > 2
                ? Arrays.stream(args).skip(2).map(PeerData::valueOf).toList()
                : List.of(PeerData.values());
        Path work = Files.createTempDirectory("peers");
        var chart = new PeerChart();
        var benchmark = new PeerBenchmark(work);
        for (PeerData problem : problems) {
            List<Line> lines = benchmark.run(problem, Path.of(args[0]));
            chart.add(problem, lines);
        }
        chart.write(Path.of(args[1]));
        System.exit(0);
    }

    private List<Line> run(PeerData problem, Path directory) throws IOException, InterruptedException {
        TrainingData data = problem.read(directory);
        Path file = work.resolve(problem + ".bin");
        data.write(file);
        System.out.printf(
                "%n%s: %d x %d, %d classes, lambda %.0e%n%n",
                problem.title(), data.rows(), data.columns(), data.classes(), LAMBDA);
        var fastest = new EnumMap<Contender, Trained>(Contender.class);
        for (int round = 1; round <= ROUNDS; round++) {
            for (Contender contender : Contender.values()) {
                boolean wanted = round == 1
                        || (fastest.containsKey(contender)
                                && fastest.get(contender).seconds() < LONG_SECONDS);
                if (wanted) {
                    run(contender, file, fastest);
                }
            }
        }
        Files.delete(file);
        return judge(data, fastest);
    }

    private void run(Contender contender, Path file, Map<Contender, Trained> fastest)
            throws IOException, InterruptedException {
        Path result = work.resolve("result.bin");
        Files.deleteIfExists(result);
        Process process = new ProcessBuilder(command(contender, file, result))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(contender + ".log").toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        if (!ended || process.exitValue() != 0 || !Files.exists(result)) {
            System.out.printf(
                    "%s (%s) %s; see %s%n",
                    contender.library(),
                    contender.settings(),
                    ended ? "is not there, or failed" : "took more than " + MOST_MINUTES + " minutes",
                    work.resolve(contender + ".log"));
            return;
        }
        Trained trained = Trained.read(result);
        fastest.merge(contender, trained, (a, b) -> a.seconds() <= b.seconds() ? a : b);
    }

    private List<String> command(Contender contender, Path data, Path result) {
        if (contender.isPython()) {
            String python = System.getProperty("python", "python3");
            return List.of(
                    python, script.toString(), contender.script(), data.toString(), result.toString(), "" + LAMBDA);
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx12g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"));
        for (String opened :
                List.of("java.nio", "sun.nio.ch", "java.lang", "java.util", "java.lang.invoke", "java.net")) {
            command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PeerRun.class.getName(),
                contender.name(),
                data.toString(),
                result.toString(),
                "" + LAMBDA));
        return command;
    }

    private static List<Line> judge(TrainingData data, Map<Contender, Trained> fastest) {
        var lines = new ArrayList<Line>();
        Trained own = fastest.get(Contender.OWN);
        System.out.println(Line.head());
        fastest.forEach((contender, trained) -> {
            Line line = Line.of(contender, data.rows(), trained, Judge.of(data, trained, LAMBDA), own);
            lines.add(line);
            System.out.println(line);
        });
        return lines;
    }
}
