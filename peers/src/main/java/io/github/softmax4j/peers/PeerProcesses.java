package io.github.softmax4j.peers;

import io.github.softmax4j.benchmarks.gaps.Start;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts each fit in a process of its own, Java's with their own settings and 12 GB of heap. */
final class PeerProcesses {
    private final Path work;
    private final String lambda;
    private final double mostSeconds;
    private final double longSeconds;
    private final String python = System.getProperty("python", "python3");

    /**
     * Nothing is started yet.
     *
     * @param work a folder for data, results and logs
     * @param lambda of the penalty
     * @param mostSeconds after which a fit is given up
     * @param longSeconds after which a first fit has no second one
     */
    PeerProcesses(Path work, double lambda, double mostSeconds, double longSeconds) throws IOException {
        this.work = work;
        this.lambda = "" + lambda;
        this.mostSeconds = mostSeconds;
        this.longSeconds = longSeconds;
        try (InputStream in = PeerProcesses.class.getResourceAsStream("train.py")) {
            Files.copy(in, script());
        }
    }

    private Path script() {
        return work.resolve("train.py");
    }

    /**
     * What a process has made.
     *
     * @param trained by the first fit and a later one, as far as there are any
     * @param note why there is none; empty where there is a first one
     */
    record Outcome(Map<Start, Trained> trained, String note) {}

    /** The version of a module of Python; empty where it is not there. */
    Optional<String> version(String module) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python, "-c", "import " + module + "; print(" + module + ".__version__)")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? Optional.of(version) : Optional.empty();
    }

    Outcome run(Contender contender, int limit, Path data) throws IOException, InterruptedException {
        String prefix = work.resolve("result").toString();
        for (Start start : Start.values()) {
            Files.deleteIfExists(PeerRun.result(prefix, start));
        }
        Path log = work.resolve(contender + "-" + limit + ".log");
        Process process = new ProcessBuilder(command(contender, limit, data, prefix))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor((long) (120 + 4 * mostSeconds), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        var trained = new EnumMap<Start, Trained>(Start.class);
        for (Start start : Start.values()) {
            Path result = PeerRun.result(prefix, start);
            if (ended && isRegularEnd(process.exitValue()) && Files.exists(result)) {
                trained.put(start, Trained.read(result));
            }
        }
        if (!trained.isEmpty()) {
            return new Outcome(trained, "");
        }
        boolean tookTooLong = !ended || process.exitValue() == PeerRun.TOO_LONG;
        if (!tookTooLong) {
            System.out.println(contender + " failed; see " + log);
        }
        return new Outcome(trained, tookTooLong ? "more than %.0f s".formatted(mostSeconds) : "failed");
    }

    /** Where a later fit took too long, the first one counts. */
    private static boolean isRegularEnd(int exitCode) {
        return exitCode == 0 || exitCode == PeerRun.TOO_LONG;
    }

    private List<String> command(Contender contender, int limit, Path data, String result) {
        var command = new ArrayList<String>();
        if (contender.isPython()) {
            command.addAll(List.of(python, script().toString(), contender.module()));
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx12g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"));
            for (String opened :
                    List.of("java.nio", "sun.nio.ch", "java.lang", "java.util", "java.lang.invoke", "java.net")) {
                command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
            }
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerRun.class.getName()));
            command.add(contender.name());
        }
        command.addAll(List.of("" + limit, data.toString(), result, lambda, "" + mostSeconds, "" + longSeconds));
        return command;
    }
}
