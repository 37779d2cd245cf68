package io.github.softmax4j.backend.cpu;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A file as the memory of an array, by ND4J's own mapping: of any length, where Java's are of at most 2 GB.
 *
 * <p>Views of an array refer to its buffer: when nobody refers to that any more, the file is unmapped.
 */
final class MappedFile {
    private static final Cleaner CLEANER = Cleaner.create();

    private MappedFile() {}

    static INDArray map(Path file, DataType type, long rows, long columns) throws IOException {
        long values = Math.multiplyExact(rows, columns);
        long bytes = Math.multiplyExact(values, (long) type.width());
        if (Files.size(file) < bytes) {
            throw new IOException(file + ": " + bytes + " bytes were expected, but there are " + Files.size(file));
        }
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        LongPointer handle = operations.mmapFile(null, file.toString(), bytes);
        if (handle == null || handle.get(0) == 0) {
            throw new IOException(file + ": cannot be mapped into memory: " + operations.lastErrorMessage());
        }
        Pointer pointer =
                type == DataType.FLOAT ? new Floats(handle.get(0), values) : new Doubles(handle.get(0), values);
        DataBuffer buffer = Nd4j.createBuffer(pointer, values, type);
        CLEANER.register(buffer, () -> operations.munmapFile(null, handle, bytes));
        return Nd4j.create(buffer, new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c', type);
    }

    /** Values at an address. */
    private static final class Floats extends FloatPointer {
        Floats(long at, long count) {
            super((Pointer) null);
            address = at;
            limit = count;
            capacity = count;
        }
    }

    /** Values at an address. */
    private static final class Doubles extends DoublePointer {
        Doubles(long at, long count) {
            super((Pointer) null);
            address = at;
            limit = count;
            capacity = count;
        }
    }
}
