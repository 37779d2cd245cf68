package io.github.softmax4j.peers;

import io.github.softmax4j.benchmarks.gaps.GapPages;
import io.github.softmax4j.benchmarks.gaps.Measured;
import io.github.softmax4j.benchmarks.gaps.Measurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains the same problems with everybody, and writes results, chart and tables: DIRECTORY FOLDER [PROBLEM...].
 *
 * <p>Reading and converting are not timed, compiling while training is. {@code -Dseconds=60} is the most that a fit may
 * take, {@code -Dpython=python3} the Python that has scikit-learn and PyTorch.
 */
public final class PeerBenchmark {
    private static final double LAMBDA = 1e-4;
    private static final double MOST_SECONDS = Double.parseDouble(System.getProperty("seconds", "60"));
    private static final double LONG_SECONDS = 30;
    private static final String JAVA_PEERS =
            "Smile 3.1.1, Tribuo 4.3.2, DL4J 1.0.0-M2.1, Spark MLlib 3.5.6, liblinear-java 2.44";

    private final PeerProcesses processes;
    private final Path work;
    private final List<String> versions = new ArrayList<>();
    private final Set<Contender> present = EnumSet.allOf(Contender.class);

    private PeerBenchmark(Path work) throws IOException {
        this.work = work;
        this.processes = new PeerProcesses(work, LAMBDA, MOST_SECONDS, LONG_SECONDS);
    }

    /**
     * Runs it all.
     *
     * @param args the directory with the published files, the folder that results, chart and tables go to, and which
     *     problems; all where none is named
     * @throws Exception if a file cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            throw new IllegalArgumentException(
                    "arguments must be DIRECTORY FOLDER [PROBLEM...], but are " + List.of(args));
        }
        List<PeerData> problems = args.length > 2
                ? Arrays.stream(args).skip(2).map(PeerData::valueOf).toList()
                : List.of(PeerData.values());
        var benchmark = new PeerBenchmark(Files.createTempDirectory("peers"));
        GapPages.write(benchmark.run(problems, Path.of(args[0])), Path.of(args[1]));
        System.exit(0);
    }

    private Measurements run(List<PeerData> problems, Path directory) throws IOException, InterruptedException {
        lookForPython();
        var all = new ArrayList<Measured>();
        double largestError = 0;
        for (PeerData problem : problems) {
            JudgedFits fits = run(problem, directory);
            all.addAll(fits.all());
            largestError = Math.max(largestError, fits.largestError());
        }
        return new Measurements(facts(largestError), all);
    }

    private void lookForPython() throws IOException, InterruptedException {
        for (Contender contender : Contender.values()) {
            if (contender.isPython()) {
                Optional<String> version = processes.version(contender.module());
                versions.add(contender.who() + " " + version.orElse("is not there"));
                if (version.isEmpty()) {
                    present.remove(contender);
                }
            }
        }
        System.out.println(String.join(", ", versions));
    }

    private JudgedFits run(PeerData problem, Path directory) throws IOException, InterruptedException {
        TrainingData data = problem.read(directory);
        Path file = work.resolve(problem + ".bin");
        data.write(file);
        var fits = new JudgedFits(problem.title(), data, LAMBDA);
        System.out.println(fits.problem());
        var ladder = new Ladder(processes, MOST_SECONDS);
        for (Contender contender : present) {
            long start = System.nanoTime();
            Map<Integer, PeerProcesses.Outcome> outcomes = ladder.climb(contender, file);
            System.out.printf(Locale.ROOT, "%6.1f s in all for %s%n", Trainer.secondsSince(start), contender.who());
            fits.add(contender, outcomes);
        }
        Files.delete(file);
        return fits;
    }

    private List<String> facts(double largestError) throws IOException {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%s, %d processors (%s), Java %s. %s; %s.",
                        LocalDate.now(ZoneId.systemDefault()),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Runtime.version().feature(),
                        JAVA_PEERS,
                        String.join(", ", versions)),
                String.format(
                        Locale.ROOT,
                        "Lambda %.0e; at most %.0f s a fit; no later fit (-) where the first took more than %.0f s; "
                                + "short fits of those with one row in three processes, of which the fastest counts.",
                        LAMBDA,
                        MOST_SECONDS,
                        LONG_SECONDS),
                String.format(
                        Locale.ROOT,
                        "Objectives are computed by plain Java in double, but for those of Softmax4J on its way, which "
                                + "it tells itself, in float; its last ones were off by at most %.0e.",
                        largestError));
    }

    /** As Linux calls it, where it does. */
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .distinct()
                        .collect(Collectors.joining(", "))
                : System.getProperty("os.arch");
    }
}
