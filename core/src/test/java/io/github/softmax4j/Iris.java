package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Fisher's iris, as scikit-learn has it: 150 rows, 4 features, 3 classes of 50. */
final class Iris {
    private Iris() {}

    static Dataset inDouble() {
        List<String[]> rows = rows();
        double[][] features = rows.stream()
                .map(row ->
                        Stream.of(row).limit(4).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        return Dataset.of(features, rows.stream().map(row -> row[4]).toArray(String[]::new));
    }

    private static List<String[]> rows() {
        try (var reader = new BufferedReader(
                new InputStreamReader(Iris.class.getResourceAsStream("iris.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
