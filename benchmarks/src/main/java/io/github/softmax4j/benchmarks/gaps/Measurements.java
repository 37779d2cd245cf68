package io.github.softmax4j.benchmarks.gaps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run has measured, and how it is kept: a text file with tabs, so that chart and tables can be made again
 * without a run.
 *
 * @param facts sentences about the run: when, where, with what; one line each
 * @param all in the order of the tables; who comes first is the one that others are compared with
 */
public record Measurements(List<String> facts, List<Measured> all) {
    private static final String FACT = "# ";

    void write(Path file) throws IOException {
        var lines = new ArrayList<String>();
        facts.forEach(fact -> lines.add(FACT + fact));
        lines.add(String.join("\t", Measured.COLUMNS));
        all.forEach(measured -> lines.add(measured.line()));
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    static Measurements read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> facts = lines.stream()
                .takeWhile(line -> line.startsWith(FACT))
                .map(line -> line.substring(FACT.length()))
                .toList();
        String head = String.join("\t", Measured.COLUMNS);
        if (lines.size() == facts.size() || !lines.get(facts.size()).equals(head)) {
            throw new IOException(file + " must have the columns " + Measured.COLUMNS + " below its facts");
        }
        return new Measurements(
                facts,
                lines.stream().skip(facts.size() + 1L).map(Measured::parse).toList());
    }
}
