package io.github.softmax4j.serve;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a model begins with.
 *
 * @param headerBytes the length of the header, as it is told
 * @param payloadBytes the length of the values, as it is told
 */
record Preamble(int headerBytes, long payloadBytes) {
    /** The only version that is read: those before it were never released. */
    private static final int VERSION = 3;

    private static final byte[] MAGIC = {(byte) 0x89, 'S', '4', 'J', '\r', '\n', 0x1A, '\n'};

    /** Magic, version, length of the header, length of the values. */
    static final int BYTES = MAGIC.length + Integer.BYTES + Integer.BYTES + Long.BYTES;

    static final int CHECKSUM_BYTES = Integer.BYTES;

    /**
     * Reads it.
     *
     * @param bytes as many as there are, up to {@link #BYTES}
     * @throws IllegalArgumentException with the problem, behind the name of what was read
     */
    static Preamble of(byte[] bytes) {
        if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new IllegalArgumentException("is not a Softmax4J model");
        }
        if (bytes.length < BYTES) {
            throw new IllegalArgumentException("is cut short: it has " + bytes.length + " bytes");
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes).position(MAGIC.length);
        requireVersion(rest.getInt());
        return new Preamble(rest.getInt(), rest.getLong());
    }

    private static void requireVersion(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("has format version " + version + ", but this program reads "
                    + (version < VERSION
                            ? VERSION + "; train again"
                            : "up to " + VERSION + "; a newer Softmax4J is needed"));
        }
    }

    /** Of a file, whose length is known before it is read. */
    void requireSize(long size) {
        long rest = size - BYTES - CHECKSUM_BYTES - headerBytes;
        if (headerBytes < 0 || payloadBytes < 0 || rest != payloadBytes) {
            throw new IllegalArgumentException("is cut short or damaged: a header of " + headerBytes
                    + " bytes and values of " + payloadBytes + " bytes do not make a file of " + size + " bytes");
        }
    }

    /** Of a stream, which does not tell its length. */
    void requireNotNegative() {
        if (headerBytes < 0 || payloadBytes < 0) {
            throw new IllegalArgumentException("is damaged: a header of " + headerBytes + " bytes and values of "
                    + payloadBytes + " bytes cannot be");
        }
    }
}
