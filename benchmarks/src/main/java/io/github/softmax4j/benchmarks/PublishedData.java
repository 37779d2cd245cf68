package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.buffer.DataType;

/** Published data sets, in double and unscaled unless said otherwise, from a directory that has them in folders. */
enum PublishedData {
    /** The first 20000 images of Fashion-MNIST, pixels 0 to 1. */
    FASHION("fashion-mnist/train-images-idx3-ubyte.gz"),
    /** Optical digits, test part, pixels divided by 16. */
    OPTDIGITS("optdigits/optdigits.tes"),
    /** Letter recognition. */
    LETTER("letter-recognition/letter-recognition.data"),
    /** Covertype, balanced sample. */
    COVERTYPE("covertype/forest-cover-train.csv.zip"),
    /** Wine recognition. */
    WINE("small/wine.data"),
    /** Isolet, first of five parts. */
    ISOLET("isolet/isolet1.csv.gz"),
    /** DNA splice junctions, binary features. */
    DNA("libsvm/dna.scale"),
    /** Leaves of 99 species. */
    LEAVES("leaves99/leaves99.csv.gz"),
    /** Adult, its six numeric columns. */
    ADULT("small/adult.data");

    private static final int FASHION_ROWS = 20_000;
    private static final int DNA_FEATURES = 180;

    private final String file;

    PublishedData(String file) {
        this.file = file;
    }

    /** Reads the set. */
    Dataset read(Path directory) throws IOException {
        Path path = directory.resolve(file);
        return switch (this) {
            case FASHION ->
                Tables.readTraining(path.toString(), ReadOptions.forTraining().withType(DataType.DOUBLE))
                        .trainingSet()
                        .subset(IntStream.range(0, FASHION_ROWS).toArray());
            case OPTDIGITS -> table(path, 0, 64, IntStream.range(0, 64).toArray(), 1 / 16.0);
            case LETTER -> table(path, 0, 0, IntStream.rangeClosed(1, 16).toArray(), 1);
            case COVERTYPE -> table(path, 1, 55, IntStream.rangeClosed(1, 54).toArray(), 1);
            case WINE -> table(path, 0, 0, IntStream.rangeClosed(1, 13).toArray(), 1);
            case ISOLET -> table(path, 0, 617, IntStream.range(0, 617).toArray(), 1);
            case LEAVES -> table(path, 1, 0, IntStream.rangeClosed(1, 192).toArray(), 1);
            case ADULT -> table(path, 0, 14, new int[] {0, 2, 4, 10, 11, 12}, 1);
            case DNA -> libsvm(path);
        };
    }

    private static Dataset table(Path path, int headerLines, int label, int[] columns, double factor)
            throws IOException {
        var features = new ArrayList<double[]>();
        var labels = new ArrayList<String>();
        for (String line : lines(path, headerLines)) {
            String[] fields = line.split(",", -1);
            labels.add(fields[label].trim());
            features.add(Arrays.stream(columns)
                    .mapToDouble(column -> factor * Double.parseDouble(fields[column].trim()))
                    .toArray());
        }
        return Dataset.of(features.toArray(double[][]::new), labels.toArray(String[]::new));
    }

    private static Dataset libsvm(Path path) throws IOException {
        var features = new ArrayList<double[]>();
        var labels = new ArrayList<String>();
        for (String line : lines(path, 0)) {
            String[] fields = line.trim().split(" +", -1);
            labels.add(fields[0]);
            var row = new double[DNA_FEATURES];
            for (int i = 1; i < fields.length; i++) {
                String[] pair = fields[i].split(":", 2);
                row[Integer.parseInt(pair[0]) - 1] = Double.parseDouble(pair[1]);
            }
            features.add(row);
        }
        return Dataset.of(features.toArray(double[][]::new), labels.toArray(String[]::new));
    }

    private static List<String> lines(Path path, int headerLines) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(headerLines)
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static InputStream open(Path path) throws IOException {
        InputStream file = Files.newInputStream(path);
        if (path.toString().endsWith(".gz")) {
            return new GZIPInputStream(file);
        }
        if (path.toString().endsWith(".zip")) {
            var zip = new ZipInputStream(file);
            zip.getNextEntry();
            return zip;
        }
        return file;
    }
}
