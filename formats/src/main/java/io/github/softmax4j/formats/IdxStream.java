package io.github.softmax4j.formats;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/** The header of an IDX file, and its elements one after the other. */
final class IdxStream implements AutoCloseable {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int SIGNED_BYTE = 0x09;
    private static final int SHORT = 0x0B;
    private static final int INT = 0x0C;
    private static final int FLOAT = 0x0D;
    private static final int DOUBLE = 0x0E;

    private final SourceFile file;
    private final DataInputStream in;
    private final int type;
    private final int[] dimensions;
    private long elementsRead;

    private IdxStream(SourceFile file, DataInputStream in) throws IOException {
        this.file = file;
        this.in = in;
        try {
            int zeros = in.readUnsignedShort();
            type = in.readUnsignedByte();
            int rank = in.readUnsignedByte();
            boolean known = type >= UNSIGNED_BYTE && type <= DOUBLE && type != 0x0A;
            if (zeros != 0 || !known || rank < 1 || rank > 8) {
                throw new InputException(file.name(), "is not an IDX file: it does not begin as one");
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
                    file.name(), "dimensions must be at least 1, but the header says " + text(dimensions));
        }
    }

    static IdxStream open(SourceFile file) throws IOException {
        var in = new DataInputStream(file.open());
        try {
            return new IdxStream(file, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Compares the header with the size of the file, before anything is allocated for what it claims. No gzip file
     * unpacks to more than 1032 times its size (the limit of deflate).
     */
    void requireRoom() throws IOException {
        double claimed = bytesPerElement();
        for (int size : dimensions) {
            claimed *= size;
        }
        if (claimed > 1032.0 * Files.size(file.path())) {
            throw cutShort(null);
        }
        PackedSize.requirePlausible(file.name(), claimed, (double) Files.size(file.path()));
    }

    private int bytesPerElement() {
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

    /** Fills an array with the next elements. */
    void read(double[] elements) throws IOException {
        try {
            if (isBytes()) {
                readBytes(elements);
            } else {
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = next();
                }
            }
            elementsRead += elements.length;
        } catch (EOFException | ZipException e) {
            throw cutShort(e);
        }
    }

    private void readBytes(double[] elements) throws IOException {
        byte[] bytes = new byte[elements.length];
        in.readFully(bytes);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Byte.toUnsignedInt(bytes[i]);
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
                throw new InputException(file.name(), "is longer than its header says, " + text(dimensions));
            }
        } catch (EOFException | ZipException e) {
            throw cutShort(e);
        }
    }

    private InputException cutShort(IOException cause) {
        String expected = dimensions == null ? "a header" : text(dimensions) + " values";
        return new InputException(
                file.name(),
                "is cut short or damaged: " + expected + " were expected, but it ends after " + elementsRead
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
