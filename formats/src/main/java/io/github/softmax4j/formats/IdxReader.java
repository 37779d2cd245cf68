package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads IDX, the format of MNIST: a header of dimensions, then the elements, big-endian.
 *
 * <p>Unsigned bytes of images are read as value / 255; other types as they are. Nothing is allocated for what a header
 * claims: rows are read one by one, and the first that is not there ends it.
 */
final class IdxReader {
    private static final int LARGEST_ROW = 1 << 24;
    private static final double WHITE = 255;

    private final SourceFile images;
    private final ReadOptions options;

    IdxReader(SourceFile images, ReadOptions options) {
        this.images = images;
        this.options = options;
    }

    Table read() throws IOException {
        try (IdxStream in = IdxStream.open(images);
                var features = new FeatureBuilder(rowLength(in), options.type(), options.storage())) {
            var row = new double[rowLength(in)];
            in.requireRoom();
            features.expect(in.rows());
            List<String> names = names(row.length);
            for (long i = 0; i < in.rows(); i++) {
                readRow(in, row, i);
                features.add(row);
            }
            in.requireEnd();
            Optional<List<String>> labels = options.labelsAreWanted()
                    ? Optional.of(readLabels(labelFile(), features.rows()))
                    : Optional.empty();
            return Table.ofArrays(images.name(), features.build(), names, labels, Reading.NONE);
        }
    }

    private int rowLength(IdxStream in) throws InputException {
        long length = 1;
        for (int i = 1; i < in.dimensions().length; i++) {
            length = Math.min(LARGEST_ROW + 1L, length * in.dimensions()[i]);
        }
        if (length < 1 || length > LARGEST_ROW) {
            throw new InputException(
                    images.name(),
                    "an image must have 1 to " + LARGEST_ROW + " values, but the header says "
                            + IdxStream.text(in.dimensions()));
        }
        return (int) length;
    }

    private void readRow(IdxStream in, double[] row, long index) throws IOException {
        in.read(row);
        for (int i = 0; i < row.length; i++) {
            row[i] = in.isBytes() ? row[i] / WHITE : row[i];
            if (!Double.isFinite(options.type() == DataType.FLOAT ? (float) row[i] : row[i])) {
                throw new InputException(
                        images + ", image " + index + ", value " + i,
                        "a finite number was expected, but found " + row[i]);
            }
        }
    }

    private List<String> names(int columns) throws InputException {
        if (options.expected().isEmpty()) {
            return Features.defaultNames(columns);
        }
        List<String> expected = options.expected().get().featureNames();
        if (expected.size() != columns) {
            throw new InputException(
                    images.name(),
                    "images must have " + expected.size() + " values as in the training, but have " + columns);
        }
        return expected;
    }

    private SourceFile labelFile() throws InputException {
        if (options.labelFile().isPresent()) {
            return SourceFile.of(options.labelFile().get().toString());
        }
        String name = images.path().getFileName().toString();
        String labels = name.replace("images-idx3", "labels-idx1").replace("images.idx3", "labels.idx1");
        String plain = labels.replaceFirst("\\.gz$", "");
        if (!labels.equals(name)) {
            for (String candidate : List.of(labels, plain, plain + ".gz")) {
                Path file = images.path().resolveSibling(candidate);
                if (Files.exists(file)) {
                    return new SourceFile(file, file.toString());
                }
            }
        }
        throw new InputException(
                images.name(),
                "the labels were expected beside the images, as "
                        + (labels.equals(name) ? "...-labels-idx1-ubyte" : labels)
                        + ", but are not there; name them with --labels");
    }

    private List<String> readLabels(SourceFile file, long expectedRows) throws IOException {
        try (IdxStream in = IdxStream.open(file)) {
            if (in.dimensions().length != 1 || !in.isWhole()) {
                throw new InputException(
                        file.name(),
                        "labels must be one whole number each, but the file has dimensions "
                                + IdxStream.text(in.dimensions()));
            }
            if (in.rows() != expectedRows) {
                throw new InputException(
                        file.name(),
                        "there must be " + expectedRows + " labels as there are images, but there are " + in.rows());
            }
            var labels = new ArrayList<String>();
            var value = new double[1];
            for (long i = 0; i < in.rows(); i++) {
                in.read(value);
                String label = Long.toString((long) value[0]);
                long index = i;
                options.knownLabels().require(label, () -> file + ", label " + index);
                labels.add(label);
            }
            in.requireEnd();
            return labels;
        }
    }
}
