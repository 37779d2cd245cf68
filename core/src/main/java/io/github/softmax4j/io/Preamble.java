package io.github.softmax4j.io;

import java.nio.ByteBuffer;

/**
 * What a model begins with: how long its parts are.
 *
 * @param version of the format
 * @param headerBytes the length of the header, as it is told
 * @param payloadBytes the length of the values, as it is told
 */
record Preamble(int version, int headerBytes, long payloadBytes) {
    /** As in PNG: a first byte that no text has, and line ends that a transfer as text would change. */
    private static final byte[] MAGIC = {(byte) 0x89, 'S', '4', 'J', '\r', '\n', 0x1A, '\n'};

    /** Magic, version, length of the header, length of the values. */
    static final int BYTES = MAGIC.length + Integer.BYTES + Integer.BYTES + Long.BYTES;

    static final int CHECKSUM_BYTES = Integer.BYTES;

    /**
     * Reads it.
     *
     * @param bytes as many as there are, up to {@link #BYTES}
     * @throws IllegalArgumentException with the problem, behind the name of what was read, if that is no model, or of
     *     another version
     */
    static Preamble read(ByteBuffer bytes) {
        int found = bytes.remaining();
        for (byte expected : MAGIC) {
            if (!bytes.hasRemaining() || bytes.get() != expected) {
                throw new IllegalArgumentException("is not a Softmax4J model");
            }
        }
        if (found < BYTES) {
            throw new IllegalArgumentException("is cut short: it has " + found + " bytes");
        }
        int version = bytes.getInt();
        requireVersion(version);
        return new Preamble(version, bytes.getInt(), bytes.getLong());
    }

    private static void requireVersion(int version) {
        if (version < ModelFile.FORMAT_VERSION) {
            throw new IllegalArgumentException("has format version " + version + ", but this program reads "
                    + ModelFile.FORMAT_VERSION + "; train again");
        }
        if (version > ModelFile.FORMAT_VERSION) {
            throw new IllegalArgumentException("has format version " + version + ", but this program reads up to "
                    + ModelFile.FORMAT_VERSION + "; a newer Softmax4J is needed");
        }
    }

    ByteBuffer toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .putInt(version)
                .putInt(headerBytes)
                .putLong(payloadBytes)
                .flip();
    }

    /**
     * The header of a model.
     *
     * @param header its bytes
     * @throws IllegalArgumentException with the problem, behind the name of what was read, if it is none, or does not
     *     fit the length of the values
     */
    ModelHeader decode(ByteBuffer header) {
        try {
            ModelHeader decoded = HeaderCodec.decode(version, header);
            if (decoded.payloadBytes() != payloadBytes) {
                throw new IllegalArgumentException(decoded.featureNames().size() + " features and "
                        + decoded.classes().size() + " classes take " + decoded.payloadBytes()
                        + " bytes, but there are " + payloadBytes);
            }
            return decoded;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("is damaged: " + e.getMessage(), e);
        }
    }
}
