package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Small published data sets, in double; each file names its source. */
final class ReferenceData {
    private ReferenceData() {}

    /** Fisher's: 150 rows, 4 features, 3 classes of 50. */
    static Dataset iris() {
        return labelled("iris.csv");
    }

    /** 178 rows, 13 features whose spreads differ by a thousand, 3 classes. */
    static Dataset wine() {
        return labelled("wine.csv");
    }

    /** 569 rows, 30 features, 2 classes. */
    static Dataset breastCancer() {
        return labelled("breast_cancer.csv");
    }

    /** 1797 images of 8 x 8 pixels, 0 to 16, 10 classes. */
    static Dataset digits() {
        return labelled("digits.csv.gz");
    }

    /** Values, the label last. */
    private static Dataset labelled(String name) {
        List<String[]> rows = rows(name);
        double[][] features = rows.stream()
                .map(row -> Stream.of(row)
                        .limit(row.length - 1L)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        return Dataset.of(
                features, rows.stream().map(row -> row[row.length - 1]).toArray(String[]::new));
    }

    /** The same rows with columns of mean 0 and deviation 1, the deviation being that of the whole. */
    static Dataset standardised(Dataset dataset) {
        INDArray x = dataset.features();
        return withFeatures(dataset, x.subRowVector(x.mean(0)).diviRowVector(x.std(false, 0)));
    }

    /** The same rows with other features. */
    static Dataset withFeatures(Dataset dataset, INDArray features) {
        List<String> labels = Arrays.stream(dataset.labels())
                .mapToObj(dataset.classes().names()::get)
                .toList();
        return Dataset.of(features, labels);
    }

    /** The lines of a file without its comments. */
    static List<String[]> rows(String name) {
        try (var reader = new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = ReferenceData.class.getResourceAsStream(name);
        return name.endsWith(".gz") ? new GZIPInputStream(file) : file;
    }
}
