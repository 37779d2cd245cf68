package io.github.softmax4j.export.protobuf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message of Protocol Buffers in the making: fields in the order in which they are added, so equal calls are equal
 * bytes. Nothing is copied that was handed over as an array, and no message is copied into the one around it.
 *
 * <p>Source: Protocol Buffers, Encoding (protobuf.dev/programming-guides/encoding).
 */
public final class ProtoMessage {
    /** How the value of a field is written. */
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final int MOST_BYTES_OF_VARINT = 10;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    /**
     * Adds an integer, a truth value or a constant of an enumeration.
     *
     * @param field its number
     * @param value any
     * @return this message
     */
    public ProtoMessage integer(int field, long value) {
        return add(varint(tag(field, VARINT))).add(varint(value));
    }

    /**
     * Adds a text.
     *
     * @param field its number
     * @param value any that is Unicode
     * @return this message
     * @throws IllegalArgumentException if it has half of a pair of characters: that cannot be written as UTF-8
     */
    public ProtoMessage text(int field, String value) {
        return bytes(field, utf8(value));
    }

    /**
     * Adds bytes.
     *
     * @param field its number
     * @param value not to be changed any more
     * @return this message
     */
    public ProtoMessage bytes(int field, byte[] value) {
        return add(varint(tag(field, LENGTH_DELIMITED)))
                .add(varint(value.length))
                .add(value);
    }

    /**
     * Adds a message.
     *
     * @param field its number
     * @param value as it is now
     * @return this message
     */
    public ProtoMessage message(int field, ProtoMessage value) {
        return add(varint(tag(field, LENGTH_DELIMITED))).add(varint(value.size)).append(value);
    }

    /**
     * Adds the fields of another message to those of this one.
     *
     * @param fields as they are now
     * @return this message
     */
    public ProtoMessage append(ProtoMessage fields) {
        pieces.addAll(fields.pieces);
        size += fields.size;
        return this;
    }

    /**
     * The length of the message.
     *
     * @return in bytes
     */
    public long size() {
        return size;
    }

    /**
     * Writes the message.
     *
     * @param out not closed
     * @throws IOException if that fails
     */
    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    private ProtoMessage add(byte[] piece) {
        pieces.add(piece);
        size += piece.length;
        return this;
    }

    private static long tag(int field, int wireType) {
        return ((long) field << 3) | wireType;
    }

    /** Seven bits a byte, the lowest first; all but the last byte have the highest bit set. */
    private static byte[] varint(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES_OF_VARINT);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * A text as bytes; not as {@code String.getBytes}, which writes a question mark for what it cannot write.
     *
     * @param text any that is Unicode
     * @return UTF-8
     * @throws IllegalArgumentException if it has half of a pair of characters
     */
    public static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "a name must be Unicode, but '" + text + "' has half of a pair of characters", e);
        }
    }
}
