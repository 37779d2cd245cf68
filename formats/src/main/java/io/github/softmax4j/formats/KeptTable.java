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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

/**
 * A table in one file: the features, row after row in this machine's order of bytes, so that they can be mapped;
 * the rest of the table; the length of the rest (int), a checksum of everything before it (CRC-32C, int), and a
 * mark.
 */
final class KeptTable {
    /** The version of the layout: another one whenever what is written changes. */
    static final int LAYOUT = 2;

    private static final long MARK = 0x8953344A54424C31L;
    private static final int TRAILER_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;
    private static final int VALUES_AT_A_TIME = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 20;

    private KeptTable() {}

    static void write(Table table, OutputStream target) throws IOException {
        var checked = new CheckedOutputStream(target, new CRC32C());
        FeatureMatrix matrix = table.matrix();
        try (Blocks<FeatureBlock> blocks = matrix.blocks(Math.max(1, VALUES_AT_A_TIME / matrix.columns()))) {
            for (FeatureBlock block : blocks) {
                ByteBuffer bytes = block.bytes();
                var copy = new byte[bytes.remaining()];
                bytes.get(copy);
                checked.write(copy);
            }
        }
        byte[] rest = rest(table);
        checked.write(rest);
        var out = new DataOutputStream(checked);
        out.writeInt(rest.length);
        out.writeInt((int) checked.getChecksum().getValue());
        out.writeLong(MARK);
    }

    private static byte[] rest(Table table) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
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

    /** The table in a file; empty if there is none, or it is damaged. */
    static Optional<Table> read(Path file, FeatureStorage storage) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < TRAILER_BYTES) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer trailer = read(channel, channel.size() - TRAILER_BYTES, TRAILER_BYTES);
            int length = trailer.getInt();
            int checksum = trailer.getInt();
            boolean fits = trailer.getLong() == MARK && length >= 0 && length <= channel.size() - TRAILER_BYTES;
            if (!fits || checksum(file, channel.size() - Integer.BYTES - Long.BYTES) != checksum) {
                return Optional.empty();
            }
            return Optional.of(table(file, read(channel, channel.size() - TRAILER_BYTES - length, length), storage));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // until it is full
        }
        return bytes.flip();
    }

    private static int checksum(Path file, long length) throws IOException {
        var crc = new CRC32C();
        var buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
        }
        return (int) crc.getValue();
    }

    private static Table table(Path file, ByteBuffer bytes, FeatureStorage storage) throws IOException {
        DataType type = bytes.get() == Float.BYTES ? DataType.FLOAT : DataType.DOUBLE;
        long rows = bytes.getLong();
        int columns = bytes.getInt();
        double[] center = new double[HeaderStrings.readCount(bytes, Double.BYTES)];
        for (int j = 0; j < center.length; j++) {
            center[j] = bytes.getDouble();
        }
        String source = HeaderStrings.read(bytes);
        List<String> featureNames = HeaderStrings.readList(bytes);
        Optional<FeatureRecipe> recipe = RecipeCodec.read(bytes, columns);
        Optional<String> labelColumn = HeaderStrings.readList(bytes).stream().findFirst();
        Optional<List<String>> labels = readLabels(bytes);
        long leftOut = bytes.getLong();
        var kept = new LinkedHashMap<String, List<String>>();
        for (int i = bytes.getInt(); i > 0; i--) {
            kept.put(HeaderStrings.read(bytes), HeaderStrings.readList(bytes));
        }
        Reading reading = ReadingCodec.read(bytes);
        FeatureMatrix matrix = FeatureMatrix.ofFile(
                file,
                new FeatureMatrix.Shape(type, rows, columns),
                center.length == 0 ? Optional.empty() : Optional.of(center),
                storage);
        return new Table(source, matrix, featureNames, recipe, labels, labelColumn, kept, leftOut, reading);
    }

    private static Optional<List<String>> readLabels(ByteBuffer bytes) {
        List<String> names = HeaderStrings.readList(bytes);
        int count = HeaderStrings.readCount(bytes, Integer.BYTES);
        var labels = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            labels.add(names.get(bytes.getInt()));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(labels);
    }
}
