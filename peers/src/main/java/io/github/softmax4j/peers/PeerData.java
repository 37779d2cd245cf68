package io.github.softmax4j.peers;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/** The problems, from published files in a directory. */
enum PeerData {
    /** All of Fashion-MNIST, pixels from 0 to 1. */
    FASHION("Fashion-MNIST, pixels 0 to 1") {
        @Override
        TrainingData read(Path directory) throws IOException {
            String file = directory
                    .resolve("fashion-mnist/train-images-idx3-ubyte.gz")
                    .toString();
            Dataset dataset =
                    Tables.readTraining(file, ReadOptions.forTraining()).trainingSet();
            float[][] features = dataset.featureMatrix().values().toFloatMatrix();
            return new TrainingData(
                    features, dataset.labels(), dataset.classes().size());
        }
    },
    /** Letter recognition, features from 0 to 15 as they are. */
    LETTER("letter, as it is (0 to 15)") {
        @Override
        TrainingData read(Path directory) throws IOException {
            Path file = directory.resolve("letter-recognition/letter-recognition.data");
            return table(Files.readAllLines(file), 0, 1, 16);
        }
    },
    /** Covertype's balanced sample, standardised, because most peers cannot do without. */
    COVERTYPE("Covertype (15120 rows), standardised") {
        @Override
        TrainingData read(Path directory) throws IOException {
            try (var zip = new ZipFile(directory
                            .resolve("covertype/forest-cover-train.csv.zip")
                            .toFile());
                    var in = zip.getInputStream(zip.entries().nextElement())) {
                var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .toList();
                return table(lines, 55, 1, 54).standardised();
            }
        }
    };

    private final String title;

    PeerData(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract TrainingData read(Path directory) throws IOException;

    static TrainingData table(Iterable<String> lines, int label, int firstColumn, int columns) {
        var features = new ArrayList<float[]>();
        var labels = new ArrayList<String>();
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            labels.add(fields[label].strip());
            var row = new float[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = Float.parseFloat(fields[firstColumn + j]);
            }
            features.add(row);
        }
        var names = new ArrayList<>(new TreeSet<>(labels));
        return new TrainingData(
                features.toArray(float[][]::new),
                labels.stream().mapToInt(names::indexOf).toArray(),
                names.size());
    }
}
