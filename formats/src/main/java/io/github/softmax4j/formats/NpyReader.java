package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.files.TemporaryPath;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads features from an array that NumPy has saved, and labels from another: two NPY files, or two members of an NPZ
 * file.
 *
 * <p>The first axis are the rows; all others together are the features. Elements are taken as they are.
 */
final class NpyReader {
    private static final int LARGEST_ROW = 1 << 24;
    private static final int CHUNK_BYTES = 1 << 22;

    private final ReadOptions options;

    NpyReader(ReadOptions options) {
        this.options = options;
    }

    /**
     * An array of features, and that of its labels.
     *
     * @param features rows x features
     * @param labels empty where there are none of its own
     */
    record Part(NpyArray features, Optional<NpyArray> labels) {}

    /** Features from files, one after the other; labels from the file named, or from those beside each. */
    Table read(String source, List<SourceFile> files) throws IOException {
        boolean areBeside = options.labelsAreWanted() && options.labelFile().isEmpty();
        var parts = new ArrayList<Part>();
        for (SourceFile file : files) {
            parts.add(new Part(
                    NpyArray.of(file), areBeside ? Optional.of(NpyArray.of(labelFile(file))) : Optional.empty()));
        }
        Optional<NpyArray> labels = options.labelsAreWanted() && !areBeside
                ? Optional.of(NpyArray.of(
                        SourceFile.of(options.labelFile().orElseThrow().toString())))
                : Optional.empty();
        Table table = read(source, parts, labels);
        var notes = new ArrayList<String>();
        if (areBeside) {
            notes.add("labels from " + parts.get(0).labels().orElseThrow().name()
                    + (files.size() > 1 ? " and so on" : ""));
        }
        if (files.size() > 1) {
            notes.add("rows of " + files.size() + " files, in the order of their names");
        }
        return table.withReading(table.reading().and(Map.of(), notes));
    }

    private static SourceFile labelFile(SourceFile file) throws InputException {
        return LabelsBeside.ofArray(file.path())
                .filter(Files::exists)
                .map(labels -> new SourceFile(labels, labels.toString()))
                .orElseThrow(() -> new InputException(
                        file.name(),
                        "the labels were expected beside the features, as y... to x... or labels... to features...,"
                                + " but are not there; name them with " + ReadOption.LABEL_FILE));
    }

    /**
     * Reads arrays as one table.
     *
     * @param labels of all rows; empty where the parts have them
     */
    Table read(String source, List<Part> parts, Optional<NpyArray> labels) throws IOException {
        int columns = 0;
        long rows = 0;
        for (Part part : parts) {
            NpyHeader header = header(part.features());
            columns = columns == 0 ? columns(header, part.features().name()) : columns;
            if (columns(header, part.features().name()) != columns) {
                throw new InputException(
                        part.features().name(),
                        "rows must have " + columns + " features as in the first file, but the shape is "
                                + header.shapeText());
            }
            rows += part.features().isFile() ? header.rows() : 0;
        }
        List<String> names = names(columns, source);
        PixelScale scale = PixelScale.of(options);
        try (FeatureBuilder builder = options.features(columns)) {
            if (rows > 0) {
                builder.expect(rows);
            }
            var read = new LabelList(options.knownLabels());
            for (Part part : parts) {
                long before = builder.rows();
                addRows(part.features(), builder, columns, scale);
                if (part.labels().isPresent()) {
                    new NpyLabels(part.labels().get()).addTo(read, builder.rows() - before);
                }
            }
            if (labels.isPresent()) {
                new NpyLabels(labels.get()).addTo(read, builder.rows());
            }
            return Table.ofArrays(
                    source,
                    builder.build(),
                    names,
                    options.labelsAreWanted() ? Optional.of(read.labels()) : Optional.empty(),
                    Reading.NONE);
        }
    }

    private static NpyHeader header(NpyArray source) throws IOException {
        try (DataInputStream in = source.open()) {
            return header(in, source);
        } catch (EOFException | ZipException e) {
            throw cutShort(source.name(), e);
        }
    }

    private void addRows(NpyArray features, FeatureBuilder builder, int columns, PixelScale scale) throws IOException {
        try (DataInputStream in = features.open()) {
            NpyHeader header = header(in, features);
            double divisor = header.isBytes() ? scale.ofOtherBytes() : 1;
            if (header.fortran() && header.shape().length > 1) {
                readTransposed(in, header, features.name(), builder, columns, divisor);
            } else {
                readRows(in, header, features.name(), builder, columns, divisor);
            }
            requireEnd(in, features.name(), header);
        } catch (EOFException | ZipException e) {
            throw cutShort(features.name(), e);
        }
    }

    static NpyHeader header(DataInputStream in, NpyArray source) throws IOException {
        NpyHeader header = NpyHeader.read(in, source.name());
        long bytes = source.bytes();
        if (bytes >= 0 && header.bytes() > bytes) {
            throw new InputException(
                    source.name(),
                    "is cut short or damaged: its header promises " + header.shapeText() + " elements of "
                            + header.bytesPerElement() + " bytes, but there are " + bytes + " bytes in all");
        }
        return header;
    }

    private static int columns(NpyHeader header, String source) throws InputException {
        if (header.isText()) {
            throw new InputException(source, "features must be numbers, but are text");
        }
        if (header.rows() < 1 || header.rowLength() < 1 || header.rowLength() > LARGEST_ROW) {
            throw new InputException(
                    source,
                    "there must be rows of 1 to " + LARGEST_ROW + " features, but the shape is " + header.shapeText());
        }
        return (int) header.rowLength();
    }

    private List<String> names(int columns, String source) throws InputException {
        if (options.expected().isEmpty()) {
            return Features.defaultNames(columns);
        }
        List<String> expected = options.expected().get().featureNames();
        if (expected.size() != columns) {
            throw new InputException(
                    source, "rows must have " + expected.size() + " features as in the training, but have " + columns);
        }
        return expected;
    }

    private void readRows(
            DataInputStream in, NpyHeader header, String source, FeatureBuilder builder, int columns, double divisor)
            throws IOException {
        var bytes = new byte[Math.multiplyExact(columns, header.bytesPerElement())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        var row = new double[columns];
        for (long i = 0; i < header.rows(); i++) {
            in.readFully(bytes);
            for (int j = 0; j < columns; j++) {
                row[j] = finite(header.number(buffer, j * header.bytesPerElement()), source, i, j) / divisor;
            }
            builder.add(row);
        }
    }

    private double finite(double number, String source, long row, int column) throws InputException {
        if (!Double.isFinite(options.type() == DataType.FLOAT ? (float) number : number)) {
            throw new InputException(
                    source + ", row " + row + ", column " + column,
                    Double.isFinite(number)
                            ? number + NumberField.TOO_LARGE
                            : "a finite number was expected, but found " + number);
        }
        return number;
    }

    /** Columns lie one after the other: the data go into a file, from which rows can be gathered, some at a time. */
    private void readTransposed(
            DataInputStream in, NpyHeader header, String source, FeatureBuilder builder, int columns, double divisor)
            throws IOException {
        if (header.shape().length > 2) {
            throw new InputException(
                    source,
                    "in Fortran order two axes at most are read, but the shape is " + header.shapeText()
                            + "; save numpy.ascontiguousarray of it");
        }
        try (TemporaryPath spool = TemporaryPath.file(Optional.empty(), ".columns")) {
            Files.copy(in, spool.path(), StandardCopyOption.REPLACE_EXISTING);
            if (Files.size(spool.path()) != (long) header.bytes()) {
                throw cutShort(source, null);
            }
            try (FileChannel channel = FileChannel.open(spool.path(), StandardOpenOption.READ)) {
                int width = header.bytesPerElement();
                int chunk = (int) Math.max(1, Math.min(header.rows(), CHUNK_BYTES / ((long) columns * width)));
                for (long first = 0; first < header.rows(); first += chunk) {
                    int rows = (int) Math.min(chunk, header.rows() - first);
                    addChunk(channel, header, source, builder, first, new double[rows][columns], divisor);
                }
            }
        }
    }

    private void addChunk(
            FileChannel channel,
            NpyHeader header,
            String source,
            FeatureBuilder builder,
            long first,
            double[][] rows,
            double divisor)
            throws IOException {
        int width = header.bytesPerElement();
        ByteBuffer buffer = ByteBuffer.allocate(rows.length * width).order(header.order());
        for (int j = 0; j < rows[0].length; j++) {
            buffer.clear();
            long position = (j * header.rows() + first) * width;
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw cutShort(source, null);
                }
            }
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = finite(header.number(buffer, i * width), source, first + i, j) / divisor;
            }
        }
        for (double[] row : rows) {
            builder.add(row);
        }
    }

    static void requireEnd(DataInputStream in, String source, NpyHeader header) throws IOException {
        if (in.read() >= 0) {
            throw new InputException(source, "is longer than its header says, " + header.shapeText());
        }
    }

    static InputException cutShort(String source, IOException cause) {
        return new InputException(source, "is cut short or damaged: it ends before its last element", cause);
    }
}
