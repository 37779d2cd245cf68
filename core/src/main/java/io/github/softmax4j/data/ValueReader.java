package io.github.softmax4j.data;

import io.github.softmax4j.backend.Backend;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Values in the byte order of this machine, on their way from a channel to where features are. */
final class ValueReader {
    private static final int LARGEST_CHUNK_BYTES = 1 << 22;

    private final ReadableByteChannel channel;
    private final FeatureMatrix.Shape shape;
    private final ByteBuffer chunk;

    ValueReader(ReadableByteChannel channel, FeatureMatrix.Shape shape) {
        this.channel = channel;
        this.shape = shape;
        this.chunk = ByteBuffer.allocateDirect((int) Math.min(LARGEST_CHUNK_BYTES, shape.bytes()))
                .order(ByteOrder.nativeOrder());
    }

    /** Takes values that have come. */
    @FunctionalInterface
    private interface Target {
        /** All of the chunk, whose first value has this place among all. */
        void take(ByteBuffer values, long at);
    }

    INDArray intoArray() throws IOException {
        Backend.start();
        INDArray array = Nd4j.createUninitialized(shape.type(), new long[] {shape.rows(), shape.columns()}, 'c');
        try {
            readAll((values, at) -> HostValues.copy(
                    new BytePointer(values), values.remaining() / shape.type().width(), array, at));
            return array;
        } catch (IOException | RuntimeException e) {
            array.close();
            throw e;
        }
    }

    FeatureRows intoFile(FeatureStorage storage) throws IOException {
        FeatureSpool spool = FeatureSpool.create(storage, shape.type(), shape.columns());
        try {
            readAll((values, at) -> spool.append(values));
        } catch (IOException | RuntimeException e) {
            spool.discard();
            throw e;
        }
        return spool.finish();
    }

    private void readAll(Target target) throws IOException {
        long bytes = shape.bytes();
        for (long done = 0; done < bytes; done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - done));
            while (chunk.hasRemaining()) {
                if (channel.read(chunk) < 0) {
                    throw new EOFException("there should be " + bytes + " bytes of features, but there are "
                            + (done + chunk.position()));
                }
            }
            chunk.flip();
            requireFinite();
            target.take(chunk, done / shape.type().width());
        }
    }

    private void requireFinite() {
        boolean finite = true;
        if (shape.type() == DataType.FLOAT) {
            for (int at = 0; at < chunk.limit(); at += Float.BYTES) {
                finite &= Float.isFinite(chunk.getFloat(at));
            }
        } else {
            for (int at = 0; at < chunk.limit(); at += Double.BYTES) {
                finite &= Double.isFinite(chunk.getDouble(at));
            }
        }
        if (!finite) {
            throw new IllegalArgumentException("features must be finite, but one that was written is not");
        }
    }
}
