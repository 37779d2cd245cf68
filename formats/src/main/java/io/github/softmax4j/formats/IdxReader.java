package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.Features;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads IDX, the format of MNIST: a header of dimensions, then numbers, big-endian.
 *
 * <p>Unsigned bytes of images are read as value / 255; other types as they are. Nothing is allocated for what a header
 * claims: rows are read one by one, and the first that is not there ends it.
 */
final class IdxReader {
    private static final int LARGEST_ROW = 1 << 24;
    private static final double WHITE = 255;

    private final Path images;
    private final ReadOptions options;

    IdxReader(Path images, ReadOptions options) {
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
            return Table.ofArrays(images.toString(), features.build(), names, labels);
        }
    }

    private int rowLength(IdxStream in) throws InputException {
        long length = 1;
        for (int i = 1; i < in.dimensions().length; i++) {
            length = Math.min(LARGEST_ROW + 1L, length * in.dimensions()[i]);
        }
        if (length < 1 || length > LARGEST_ROW) {
            throw new InputException(
                    images.toString(),
                    "an image must have 1 to " + LARGEST_ROW + " numbers, but the header says "
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
                        images + ", image " + index + ", number " + i,
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
                    images.toString(),
                    "images must have " + expected.size() + " numbers as in the training, but have " + columns);
        }
        return expected;
    }

    private Path labelFile() throws InputException {
        if (options.labelFile().isPresent()) {
            return Tables.requireFile(options.labelFile().get().toString());
        }
        String name = images.getFileName().toString();
        String labels = name.replace("images-idx3", "labels-idx1").replace("images.idx3", "labels.idx1");
        Path plain = images.resolveSibling(labels.replaceFirst("\\.gz$", ""));
        Path compressed = images.resolveSibling(plain.getFileName() + ".gz");
        if (!labels.equals(name) && (Files.exists(plain) || Files.exists(compressed))) {
            return Files.exists(images.resolveSibling(labels))
                    ? images.resolveSibling(labels)
                    : Files.exists(plain) ? plain : compressed;
        }
        throw new InputException(
                images.toString(),
                "the labels were expected beside the images, as "
                        + (labels.equals(name) ? "...-labels-idx1-ubyte" : labels)
                        + ", but are not there; name them with --labels");
    }

    private List<String> readLabels(Path file, long expectedRows) throws IOException {
        try (IdxStream in = IdxStream.open(file)) {
            if (in.dimensions().length != 1 || !in.isWhole()) {
                throw new InputException(
                        file.toString(),
                        "labels must be one whole number each, but the file has dimensions "
                                + IdxStream.text(in.dimensions()));
            }
            if (in.rows() != expectedRows) {
                throw new InputException(
                        file.toString(),
                        "there must be " + expectedRows + " labels as there are images, but there are " + in.rows());
            }
            var labels = new ArrayList<String>();
            var number = new double[1];
            for (long i = 0; i < in.rows(); i++) {
                in.read(number);
                String label = Long.toString((long) number[0]);
                long index = i;
                options.knownLabels().require(label, () -> file + ", label " + index);
                labels.add(label);
            }
            in.requireEnd();
            return labels;
        }
    }

    /** The header of an IDX file, and its numbers one after the other. */
    private static final class IdxStream implements AutoCloseable {
        private static final int UNSIGNED_BYTE = 0x08;
        private static final int SIGNED_BYTE = 0x09;
        private static final int SHORT = 0x0B;
        private static final int INT = 0x0C;
        private static final int FLOAT = 0x0D;
        private static final int DOUBLE = 0x0E;

        private final Path file;
        private final DataInputStream in;
        private final int type;
        private final int[] dimensions;
        private long numbersRead;

        private IdxStream(Path file, DataInputStream in) throws IOException {
            this.file = file;
            this.in = in;
            try {
                int zeros = in.readUnsignedShort();
                type = in.readUnsignedByte();
                int rank = in.readUnsignedByte();
                boolean known = type >= UNSIGNED_BYTE && type <= DOUBLE && type != 0x0A;
                if (zeros != 0 || !known || rank < 1 || rank > 8) {
                    throw new InputException(file.toString(), "is not an IDX file: it does not begin as one");
                }
                dimensions = new int[rank];
                for (int i = 0; i < rank; i++) {
                    dimensions[i] = in.readInt();
                }
            } catch (EOFException | ZipException e) {
                throw cutShort(e);
            }
            if (IntStream.of(dimensions).anyMatch(size -> size < 1)) {
                throw new InputException(
                        file.toString(), "dimensions must be at least 1, but the header says " + text(dimensions));
            }
        }

        static IdxStream open(Path file) throws IOException {
            var in = new DataInputStream(Tables.decompress(Files.newInputStream(file), file.toString()));
            try {
                return new IdxStream(file, in);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }

        /**
         * Holds the header against the size of the file, before anything is allocated for what it claims. No gzip file
         * unpacks to more than 1032 times its size (the limit of deflate).
         */
        void requireRoom() throws IOException {
            double claimed = bytesPerNumber();
            for (int size : dimensions) {
                claimed *= size;
            }
            if (claimed > 1032.0 * Files.size(file)) {
                throw cutShort(null);
            }
        }

        private int bytesPerNumber() {
            return switch (type) {
                case UNSIGNED_BYTE, SIGNED_BYTE -> Byte.BYTES;
                case SHORT -> Short.BYTES;
                case INT, FLOAT -> Integer.BYTES;
                default -> Double.BYTES;
            };
        }

        int[] dimensions() {
            return dimensions;
        }

        long rows() {
            return dimensions[0];
        }

        boolean isBytes() {
            return type == UNSIGNED_BYTE;
        }

        boolean isWhole() {
            return type != FLOAT && type != DOUBLE;
        }

        /** Fills an array with the next numbers. */
        void read(double[] numbers) throws IOException {
            try {
                if (isBytes()) {
                    readBytes(numbers);
                } else {
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = next();
                    }
                }
                numbersRead += numbers.length;
            } catch (EOFException | ZipException e) {
                throw cutShort(e);
            }
        }

        private void readBytes(double[] numbers) throws IOException {
            byte[] bytes = new byte[numbers.length];
            in.readFully(bytes);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Byte.toUnsignedInt(bytes[i]);
            }
        }

        private double next() throws IOException {
            return switch (type) {
                case SIGNED_BYTE -> in.readByte();
                case SHORT -> in.readShort();
                case INT -> in.readInt();
                case FLOAT -> in.readFloat();
                default -> in.readDouble();
            };
        }

        void requireEnd() throws IOException {
            try {
                if (in.read() >= 0) {
                    throw new InputException(file.toString(), "is longer than its header says, " + text(dimensions));
                }
            } catch (EOFException | ZipException e) {
                throw cutShort(e);
            }
        }

        private InputException cutShort(IOException cause) {
            String expected = dimensions == null ? "a header" : text(dimensions) + " numbers";
            return new InputException(
                    file.toString(),
                    "is cut short or damaged: " + expected + " were expected, but it ends after " + numbersRead
                            + " or a few more",
                    cause);
        }

        static String text(int[] dimensions) {
            return String.join(
                    " x ", IntStream.of(dimensions).mapToObj(Integer::toString).toList());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
