package io.github.softmax4j.formats;

import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.io.HeaderStrings;
import io.github.softmax4j.io.ReadingCodec;
import io.github.softmax4j.io.RecipeCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table in one file: a mark (long); the length of what comes next (int), which is the key of what was read, and all
 * of the table but its features; these, row after row in this machine's order of bytes; a checksum of everything
 * before it (CRC-32C, int).
 *
 * <p>It is read from its beginning to its end, once, and nothing of it is mapped: what another process does to the file
 * later changes nothing here.
 */
final class KeptTable {
    /** The version of the layout: another one whenever what is written changes. */
    static final int LAYOUT = 4;

    private static final Logger LOG = LoggerFactory.getLogger(KeptTable.class);
    private static final long MARK = 0x8953344A54424C33L;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final int VALUES_AT_A_TIME = 1 << 20;

    private KeptTable() {}

    static void write(String key, Table table, OutputStream target) throws IOException {
        var checked = new CheckedOutputStream(target, new CRC32C());
        var out = new DataOutputStream(checked);
        byte[] rest = rest(key, table);
        out.writeLong(MARK);
        out.writeInt(rest.length);
        out.write(rest);
        FeatureMatrix matrix = table.matrix();
        try (Blocks<FeatureBlock> blocks = matrix.blocks(Math.max(1, VALUES_AT_A_TIME / matrix.columns()))) {
            for (FeatureBlock block : blocks) {
                ByteBuffer bytes = block.bytes();
                var copy = new byte[bytes.remaining()];
                bytes.get(copy);
                out.write(copy);
            }
        }
        out.writeInt((int) checked.getChecksum().getValue());
    }

    private static byte[] rest(String key, Table table) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        HeaderStrings.write(out, key);
        FeatureMatrix matrix = table.matrix();
        out.writeByte(matrix.type() == DataType.FLOAT ? Float.BYTES : Double.BYTES);
        out.writeLong(matrix.rows());
        out.writeInt(matrix.columns());
        double[] center = matrix.isCentered() ? matrix.center() : new double[0];
        out.writeInt(center.length);
        for (double value : center) {
            out.writeDouble(value);
        }
        HeaderStrings.write(out, table.source());
        HeaderStrings.write(out, table.featureNames());
        RecipeCodec.write(out, table.recipe());
        HeaderStrings.write(out, table.labelColumn().stream().toList());
        writeLabels(out, table.labels());
        out.writeLong(table.leftOut());
        out.writeInt(table.kept().size());
        for (Map.Entry<String, List<String>> column : table.kept().entrySet()) {
            HeaderStrings.write(out, column.getKey());
            HeaderStrings.write(out, column.getValue());
        }
        ReadingCodec.write(out, table.reading());
        return bytes.toByteArray();
    }

    /** Every different label once, then the index of one of these per row. */
    private static void writeLabels(DataOutputStream out, Optional<List<String>> labels) throws IOException {
        var indices = new LinkedHashMap<String, Integer>();
        labels.orElse(List.of()).forEach(label -> indices.putIfAbsent(label, indices.size()));
        HeaderStrings.write(out, List.copyOf(indices.keySet()));
        out.writeInt(labels.map(List::size).orElse(0));
        for (String label : labels.orElse(List.of())) {
            out.writeInt(indices.get(label));
        }
    }

    /**
     * The table in a file; empty if there is none, if it was read of something else, or if it is damaged. No count in
     * it is believed, whoever has computed the checksum.
     */
    static Optional<Table> read(Path file, String key, FeatureStorage storage) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return Optional.of(read(new Checked(channel), channel.size(), key, storage));
        } catch (EOFException | BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            LOG.debug("{} is not the table that is wanted", file, e);
            return Optional.empty();
        }
    }

    private static Table read(Checked in, long size, String key, FeatureStorage storage) throws IOException {
        ByteBuffer head = in.read(HEAD_BYTES);
        require(head.getLong() == MARK, "mark");
        int length = head.getInt();
        require(length >= 0 && length <= size - HEAD_BYTES - Integer.BYTES, "length");
        require(length < Runtime.getRuntime().maxMemory() / 2, "length for this memory");
        ByteBuffer rest = in.read(length);
        require(HeaderStrings.read(rest).equals(key), "key");
        FeatureMatrix.Shape shape = readShape(rest);
        require(shape.bytes() == size - HEAD_BYTES - length - Integer.BYTES, "number of features");
        Optional<double[]> center = readCenter(rest, shape.columns());
        TableOf table = readRest(rest, shape);
        FeatureMatrix matrix = FeatureMatrix.read(in, shape, center, storage);
        int checksum = in.checksum();
        require(in.read(Integer.BYTES).getInt() == checksum, "checksum");
        return table.features(matrix);
    }

    /** What is missing of a table are its features. */
    @FunctionalInterface
    private interface TableOf {
        Table features(FeatureMatrix matrix);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a kept table with another " + what);
        }
    }

    private static FeatureMatrix.Shape readShape(ByteBuffer bytes) {
        int width = bytes.get();
        require(width == Float.BYTES || width == Double.BYTES, "type");
        long rows = bytes.getLong();
        int columns = bytes.getInt();
        require(rows > 0 && columns > 0, "number of rows");
        return new FeatureMatrix.Shape(width == Float.BYTES ? DataType.FLOAT : DataType.DOUBLE, rows, columns);
    }

    private static Optional<double[]> readCenter(ByteBuffer bytes, int columns) {
        double[] center = new double[HeaderStrings.readCount(bytes, Double.BYTES)];
        for (int j = 0; j < center.length; j++) {
            center[j] = bytes.getDouble();
            require(Double.isFinite(center[j]), "center");
        }
        require(center.length == 0 || center.length == columns, "center");
        return center.length == 0 ? Optional.empty() : Optional.of(center);
    }

    private static TableOf readRest(ByteBuffer bytes, FeatureMatrix.Shape shape) {
        String source = HeaderStrings.read(bytes);
        List<String> featureNames = HeaderStrings.readList(bytes);
        require(featureNames.size() == shape.columns(), "number of names");
        Optional<FeatureRecipe> recipe = RecipeCodec.read(bytes, shape.columns());
        require(recipe.isEmpty() || width(recipe.get()) == shape.columns(), "recipe");
        Optional<String> labelColumn = HeaderStrings.readList(bytes).stream().findFirst();
        Optional<List<String>> labels = readLabels(bytes);
        require(labels.isEmpty() || labels.get().size() == shape.rows(), "number of labels");
        long leftOut = bytes.getLong();
        require(leftOut >= 0, "number of rows that are left out");
        Map<String, List<String>> kept = readKept(bytes, shape.rows());
        Reading reading = ReadingCodec.read(bytes);
        require(!bytes.hasRemaining(), "length");
        return matrix -> new Table(source, matrix, featureNames, recipe, labels, labelColumn, kept, leftOut, reading);
    }

    private static long width(FeatureRecipe recipe) {
        return recipe.columns().stream()
                .mapToLong(column -> column.values() + (column.hasIndicator() ? 1L : 0L))
                .sum();
    }

    private static Map<String, List<String>> readKept(ByteBuffer bytes, long rows) {
        int columns = HeaderStrings.readCount(bytes, 2 * Integer.BYTES);
        var kept = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < columns; i++) {
            List<String> previous = kept.put(HeaderStrings.read(bytes), HeaderStrings.readList(bytes));
            require(previous == null, "column");
        }
        require(kept.values().stream().allMatch(column -> column.size() == rows), "length of columns");
        return kept;
    }

    private static Optional<List<String>> readLabels(ByteBuffer bytes) {
        List<String> names = HeaderStrings.readList(bytes);
        int count = HeaderStrings.readCount(bytes, Integer.BYTES);
        var labels = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            int index = bytes.getInt();
            require(index >= 0 && index < names.size(), "label");
            labels.add(names.get(index));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(labels);
    }

    /** A file that is read once, and the checksum of what has been read of it. */
    private static final class Checked implements ReadableByteChannel {
        private final FileChannel channel;
        private final CRC32C checksum = new CRC32C();

        Checked(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int from = target.position();
            int count = channel.read(target);
            if (count > 0) {
                checksum.update(target.duplicate().flip().position(from));
            }
            return count;
        }

        ByteBuffer read(int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (read(bytes) < 0) {
                    throw new EOFException();
                }
            }
            return bytes.flip();
        }

        int checksum() {
            return (int) checksum.getValue();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
