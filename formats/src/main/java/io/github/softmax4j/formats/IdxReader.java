package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads IDX, the format of MNIST: a header of dimensions, then the elements, big-endian.
 *
 * <p>Unsigned bytes of images are divided by {@link PixelScale}, 255 as a rule; other types are taken as they are.
 * Nothing is allocated for what a header claims: rows are read one by one, and the first that is not there ends it.
 */
final class IdxReader {
    private static final int LARGEST_ROW = 1 << 24;

    private final String source;
    private final List<SourceFile> files;
    private final ReadOptions options;

    /** The images of all files, one after the other. */
    IdxReader(String source, List<SourceFile> files, ReadOptions options) {
        this.source = source;
        this.files = files;
        this.options = options;
    }

    Table read() throws IOException {
        int columns;
        boolean areBytes;
        Map<String, String> shape;
        try (IdxStream in = IdxStream.open(files.get(0))) {
            columns = rowLength(in, files.get(0));
            areBytes = in.isBytes();
            shape = shape(in.dimensions());
        }
        List<String> names = names(columns);
        double scale = areBytes ? PixelScale.of(options).ofImages(source) : 1;
        var labels = new LabelList(options.knownLabels());
        boolean areBeside = options.labelsAreWanted() && options.labelFile().isEmpty();
        var notes = new ArrayList<String>();
        try (FeatureBuilder features = options.features(columns)) {
            for (SourceFile file : files) {
                long before = features.rows();
                addImages(file, features, columns, areBytes, scale);
                if (areBeside) {
                    addLabels(labelFile(file), labels, features.rows() - before);
                }
            }
            if (areBeside) {
                notes.add("labels from " + labelFile(files.get(0)) + (files.size() > 1 ? " and so on" : ""));
            } else if (options.labelsAreWanted()) {
                SourceFile file =
                        SourceFile.of(options.labelFile().orElseThrow().toString());
                addLabels(file, labels, features.rows());
            }
            return Table.ofArrays(
                    source,
                    features.build(),
                    names,
                    options.labelsAreWanted() ? Optional.of(labels.labels()) : Optional.empty(),
                    reading(areBytes, scale, notes).and(shape, List.of()));
        }
    }

    private Reading reading(boolean areBytes, double scale, List<String> notes) {
        if (areBytes) {
            notes.add("bytes of pixels are divided by " + PixelScale.text(scale) + " (" + ReadOption.PIXEL_SCALE + ")");
        }
        if (files.size() > 1) {
            notes.add("images of " + files.size() + " files, in the order of their names");
        }
        return new Reading(areBytes ? PixelScale.setting(scale) : Map.of(), notes, List.of(), List.of());
    }

    /** Images have rows and columns of one value each; what has other dimensions is none. */
    private static Map<String, String> shape(int... dimensions) {
        return dimensions.length == 3 ? Map.of(Reading.IMAGE_SHAPE, dimensions[1] + "x" + dimensions[2]) : Map.of();
    }

    private void addImages(SourceFile file, FeatureBuilder features, int columns, boolean areBytes, double scale)
            throws IOException {
        try (IdxStream in = IdxStream.open(file)) {
            if (rowLength(in, file) != columns || in.isBytes() != areBytes) {
                throw new InputException(
                        file.name(),
                        "all files must have images of " + columns + " values, " + (areBytes ? "" : "not ")
                                + "as bytes, as " + files.get(0) + " has, but this one is "
                                + IdxStream.text(in.dimensions()) + (in.isBytes() ? " bytes" : ", not bytes"));
            }
            in.requireRoom();
            if (files.size() == 1) {
                features.expect(in.rows());
            }
            var row = new double[columns];
            for (long i = 0; i < in.rows(); i++) {
                readRow(in, file, row, i, scale);
                features.add(row);
            }
            in.requireEnd();
        }
    }

    private static int rowLength(IdxStream in, SourceFile images) throws InputException {
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

    private void readRow(IdxStream in, SourceFile images, double[] row, long index, double scale) throws IOException {
        in.read(row);
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i] / scale;
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
                    source, "images must have " + expected.size() + " values as in the training, but have " + columns);
        }
        return expected;
    }

    private static SourceFile labelFile(SourceFile images) throws InputException {
        List<Path> usual = LabelsBeside.ofImages(images.path());
        return usual.stream()
                .filter(Files::exists)
                .findFirst()
                .map(file -> new SourceFile(file, file.toString()))
                .orElseThrow(() -> new InputException(
                        images.name(),
                        "the labels were expected beside the images, as "
                                + (usual.isEmpty()
                                        ? "...-labels-idx1-ubyte"
                                        : usual.get(0).getFileName())
                                + ", but are not there; name them with " + ReadOption.LABEL_FILE));
    }

    private static void addLabels(SourceFile file, LabelList labels, long expectedRows) throws IOException {
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
            var value = new double[1];
            for (long i = 0; i < in.rows(); i++) {
                in.read(value);
                long index = i;
                labels.add(Long.toString((long) value[0]), () -> file + ", label " + index);
            }
            in.requireEnd();
        }
    }
}
