package io.github.softmax4j.data;

import io.github.softmax4j.files.Uninterrupted;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows in a file, of which only some are in arrays at a time: for devices whose memory they do not fit into. The file
 * is mapped into the memory of the host, where the system keeps of it what there is room for; it may lose its name
 * then, and is unmapped when nothing refers to this any more.
 */
final class FileRows implements FeatureRows {
    /** Java maps no more than 2 GB in one piece. */
    private static final long PIECE_BYTES = 1L << 30;

    private static final int GATHERED_BYTES = 1 << 26;

    private final DataType type;
    private final long rows;
    private final int columns;
    private final long rowBytes;
    /** Of each piece but the last. */
    private final long pieceRows;

    private final List<MappedByteBuffer> pieces = new ArrayList<>();

    private FileRows(FileChannel channel, DataType type, long rows, int columns, long pieceBytes) throws IOException {
        this.type = type;
        this.rows = rows;
        this.columns = columns;
        this.rowBytes = (long) columns * type.width();
        this.pieceRows = Math.max(1, pieceBytes / rowBytes);
        for (long first = 0; first < rows; first += pieceRows) {
            long bytes = Math.min(pieceRows, rows - first) * rowBytes;
            pieces.add(channel.map(FileChannel.MapMode.READ_ONLY, first * rowBytes, bytes));
        }
    }

    static FileRows open(Path file, DataType type, long rows, int columns) throws IOException {
        return open(file, type, rows, columns, PIECE_BYTES);
    }

    /** In pieces of so many bytes, or a row. */
    static FileRows open(Path file, DataType type, long rows, int columns, long pieceBytes) throws IOException {
        return Uninterrupted.untilDone(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                long bytes = Math.multiplyExact(rows, (long) columns * type.width());
                if (channel.size() < bytes) {
                    throw new IOException(
                            file + ": " + bytes + " bytes were expected, but there are " + channel.size());
                }
                return new FileRows(channel, type, rows, columns, pieceBytes);
            }
        });
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public Optional<INDArray> array() {
        return Optional.empty();
    }

    @Override
    public Blocks<FeatureBlock> blocks(int blockRows, int step) {
        return new BlockStream(this, blockRows, step).blocks();
    }

    @Override
    public INDArray copy(int... wanted) {
        INDArray copy = newArray(wanted.length);
        int atATime = (int) Math.min(wanted.length, Math.max(1, GATHERED_BYTES / rowBytes));
        try (var gathered = new BytePointer(atATime * rowBytes)) {
            for (int first = 0; first < wanted.length; first += atATime) {
                int[] some = Arrays.copyOfRange(wanted, first, Math.min(wanted.length, first + atATime));
                gather(some, gathered, copy, (long) first * columns);
            }
        }
        return copy;
    }

    @Override
    public INDArray copyAll() {
        INDArray copy = newArray(rows);
        read(0, rows, copy);
        return copy;
    }

    @Override
    public RowGather gather(int mostRows) {
        return new FileGather(this, mostRows);
    }

    /**
     * Copies rows to a place of an array, by way of memory of the host: to a device one large copy is much faster than
     * many.
     */
    void gather(int[] wanted, BytePointer memory, INDArray target, long at) {
        for (int i = 0; i < wanted.length; i++) {
            Pointer.memcpy(memory.position(i * rowBytes), at(wanted[i]), rowBytes);
        }
        HostValues.copy(memory.position(0), (long) wanted.length * columns, target, at);
    }

    long rowBytes() {
        return rowBytes;
    }

    INDArray newArray(long count) {
        return Nd4j.createUninitialized(type, new long[] {count, columns}, 'c');
    }

    /** Copies neighbouring rows to the head of an array that is dense in c order. */
    void read(long first, long count, INDArray target) {
        for (long done = 0; done < count; ) {
            long row = first + done;
            long some = Math.min(count - done, pieceRows - row % pieceRows);
            HostValues.copy(at(row), some * columns, target, done * columns);
            done += some;
        }
    }

    /**
     * At position 0: where a pointer is made one of another type, JavaCPP's versions differ in what becomes of its
     * position.
     */
    private Pointer at(long row) {
        MappedByteBuffer piece = pieces.get((int) (row / pieceRows));
        return new BytePointer(
                piece.duplicate().position((int) (row % pieceRows * rowBytes)).slice());
    }
}
