package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A problem that solver_problems.py has made, and what others made of it.
 *
 * @param name of the problem
 * @param dataset in double
 * @param results one per lambda and solver; NaN where a solver came to no end
 */
record SolverProblem(String name, Dataset dataset, List<Result> results) {
    private static final String RESULTS = ".results";

    /**
     * What another solver came to.
     *
     * @param lambda as it is written
     * @param solver its name
     * @param seconds of the fit
     * @param objective in double
     */
    record Result(String lambda, String solver, double seconds, double objective) {}

    /** The names of all problems of a folder. */
    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(RESULTS))
                    .map(file -> file.substring(0, file.length() - RESULTS.length()))
                    .sorted()
                    .toList();
        }
    }

    static SolverProblem read(Path folder, String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name + RESULTS));
        int[] shape = Arrays.stream(lines.get(0).split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        List<String> classes =
                IntStream.range(0, shape[2]).mapToObj(Integer::toString).toList();
        ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".y")));
        List<String> labelOfRow = IntStream.range(0, shape[0])
                .mapToObj(row -> classes.get(labels.getInt(row * Integer.BYTES)))
                .toList();
        double[] values = doubles(folder.resolve(name + ".x"));
        Dataset dataset = Dataset.of(
                Nd4j.createFromArray(values).reshape('c', shape[0], shape[1]),
                labelOfRow,
                ClassLabels.inOrder(classes));
        Path weights = folder.resolve(name + ".w");
        var results = new ArrayList<Result>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ", -1);
            results.add(new Result(
                    fields[0],
                    fields[1],
                    Double.parseDouble(fields[2].replace("nan", "NaN")),
                    Double.parseDouble(fields[3].replace("nan", "NaN").replace("inf", "Infinity"))));
        }
        return new SolverProblem(
                name, Files.exists(weights) ? dataset.withWeights(doubles(weights)) : dataset, List.copyOf(results));
    }

    private static double[] doubles(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
