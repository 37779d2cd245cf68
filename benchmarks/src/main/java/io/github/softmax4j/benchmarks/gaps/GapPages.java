package io.github.softmax4j.benchmarks.gaps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the chart and the page of tables of what was measured, and again from the file that keeps it: FOLDER. */
public final class GapPages {
    private static final String RESULTS = "peers.tsv";
    private static final String CHART = "peers.svg";
    private static final String TABLES = "peers.md";

    private GapPages() {}

    /**
     * Draws what a folder has the results of.
     *
     * @param args the folder with {@code peers.tsv}, where {@code peers.svg} and {@code peers.md} go
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("arguments must be FOLDER, but are " + List.of(args));
        }
        Path folder = Path.of(args[0]);
        write(Measurements.read(folder.resolve(RESULTS)), folder);
    }

    /**
     * Writes results, chart and tables.
     *
     * @param measurements at least one fit that has ended of each problem
     * @param folder where {@code peers.tsv}, {@code peers.svg} and {@code peers.md} go
     * @throws IOException if a file cannot be written
     */
    public static void write(Measurements measurements, Path folder) throws IOException {
        Objects.requireNonNull(measurements, "measurements must not be null");
        Objects.requireNonNull(folder, "folder must not be null");
        measurements.write(folder.resolve(RESULTS));
        Files.writeString(folder.resolve(CHART), chart(measurements));
        Files.writeString(folder.resolve(TABLES), tables(measurements));
    }

    static String chart(Measurements measurements) {
        return new GapChart(Problem.of(measurements)).svg();
    }

    static String tables(Measurements measurements) {
        var parts = new ArrayList<String>();
        parts.add("# The peers, side by side");
        parts.add("Made from [" + RESULTS + "](" + RESULTS + "), together with the [chart](" + CHART
                + "); what it means is in [benchmarks](benchmarks.md#the-peers-side-by-side).");
        parts.addAll(measurements.facts());
        String own = measurements.all().get(0).who();
        for (Problem problem : Problem.of(measurements)) {
            parts.add(new GapTables(problem, own).markdown().strip());
        }
        return String.join("\n\n", parts) + "\n";
    }
}
