package io.github.softmax4j.export.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/**
 * The fields of a message of Protocol Buffers, one after the other, read without trust: no length is believed before it
 * is held against the bytes that are left, and nothing is copied. A message within a message is read where somebody
 * asks for it, so a file cannot nest messages deeper than its reader does.
 *
 * <pre>
 *   while (fields.next()) {
 *       switch (fields.number()) {
 *           case 1 -&gt; name = fields.text();
 *           default -&gt; {} // passed over
 *       }
 *   }
 * </pre>
 *
 * <p>All errors are IllegalArgumentExceptions that say what is wrong.
 */
public final class ProtoFields {
    private final ByteBuffer bytes;
    private int number;
    private int wireType;
    private long integer;
    private ByteBuffer content;

    /**
     * Of a message.
     *
     * @param message from its position to its limit, both of which stay as they are
     */
    public ProtoFields(ByteBuffer message) {
        this.bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Goes to the next field.
     *
     * @return false where there are no more
     * @throws IllegalArgumentException if what follows is no field
     */
    public boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 32 != 0) {
            throw damaged("a field has the number " + (tag >>> 3));
        }
        switch (wireType) {
            case ProtoMessage.VARINT -> integer = varint();
            case ProtoMessage.FIXED64 -> content = slice(Long.BYTES);
            case ProtoMessage.LENGTH_DELIMITED -> content = slice(varint());
            case ProtoMessage.FIXED32 -> content = slice(Integer.BYTES);
            default -> throw damaged("field " + number + " is of wire type " + wireType);
        }
        return true;
    }

    /**
     * The number of the field.
     *
     * @return 1 or more
     */
    public int number() {
        return number;
    }

    /**
     * Its value as an integer.
     *
     * @return any
     * @throws IllegalArgumentException if it is none
     */
    public long integer() {
        require(ProtoMessage.VARINT, "an integer");
        return integer;
    }

    /**
     * Its value as a text.
     *
     * @return the text
     * @throws IllegalArgumentException if it is none, or not UTF-8
     */
    public String text() {
        ByteBuffer utf8 = bytes();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file is damaged: field " + number + " is not UTF-8", e);
        }
    }

    /**
     * Its value as bytes.
     *
     * @return a view of them
     * @throws IllegalArgumentException if it is none
     */
    public ByteBuffer bytes() {
        require(ProtoMessage.LENGTH_DELIMITED, "bytes");
        return content.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Its value as a message.
     *
     * @return its fields
     * @throws IllegalArgumentException if it is none
     */
    public ProtoFields message() {
        return new ProtoFields(bytes());
    }

    /**
     * Its value as one integer, or as many in one field.
     *
     * @param each told of each
     * @throws IllegalArgumentException if it is neither
     */
    public void integers(LongConsumer each) {
        if (wireType == ProtoMessage.VARINT) {
            each.accept(integer);
            return;
        }
        var packed = new ProtoFields(bytes());
        while (packed.bytes.hasRemaining()) {
            each.accept(packed.varint());
        }
    }

    /**
     * Its value as one number of 4 bytes, or as many in one field.
     *
     * @param each told of each
     * @throws IllegalArgumentException if it is neither
     */
    public void floats(DoubleConsumer each) {
        ByteBuffer values = numbers(ProtoMessage.FIXED32, Float.BYTES);
        while (values.hasRemaining()) {
            each.accept(values.getFloat());
        }
    }

    /**
     * Its value as one number of 8 bytes, or as many in one field.
     *
     * @param each told of each
     * @throws IllegalArgumentException if it is neither
     */
    public void doubles(DoubleConsumer each) {
        ByteBuffer values = numbers(ProtoMessage.FIXED64, Double.BYTES);
        while (values.hasRemaining()) {
            each.accept(values.getDouble());
        }
    }

    private ByteBuffer numbers(int single, int bytesEach) {
        if (wireType != single) {
            require(ProtoMessage.LENGTH_DELIMITED, "numbers");
        }
        if (content.remaining() % bytesEach != 0) {
            throw damaged("field " + number + " has " + content.remaining() + " bytes, not a multiple of " + bytesEach);
        }
        return content.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(int expected, String what) {
        if (wireType != expected) {
            throw damaged("field " + number + " must be " + what + ", but is of wire type " + wireType);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw damaged("it ends within a number");
            }
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number has more than 10 bytes");
    }

    private ByteBuffer slice(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw damaged("field " + number + " says that it has " + Long.toUnsignedString(length)
                    + " bytes, but there are " + bytes.remaining());
        }
        ByteBuffer slice = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return slice;
    }

    private static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException("the file is damaged, or no file of Protocol Buffers: " + how);
    }
}
