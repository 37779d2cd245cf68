package io.github.softmax4j.formats;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array that NumPy has saved: numpy.lib.format, versions 1 to 3.
 *
 * @param kind of the elements: f float, i int, u unsigned int, b bool, U or S text
 * @param size bytes of an element; characters of a text
 * @param order of the bytes
 * @param fortran whether the first index runs fastest
 * @param shape the lengths of the axes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record NpyHeader(char kind, int size, ByteOrder order, boolean fortran, long[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z])(\\d{0,6})'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\sL]{0,200})\\)");

    /** Reads a header; its claims are not yet compared with the length of the data. */
    static NpyHeader read(DataInputStream in, String source) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new InputException(source, "is not an array of NumPy: it does not begin as one");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        if (version < 1 || version > 3) {
            throw new InputException(source, "version 1, 2 or 3 of NumPy's format was expected, but found " + version);
        }
        byte[] length = in.readNBytes(version == 1 ? 2 : 4);
        ByteBuffer little = ByteBuffer.wrap(Arrays.copyOf(length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = little.getInt();
        if (bytes < 0 || bytes > LONGEST) {
            throw new InputException(source, "the header must have at most " + LONGEST + " bytes, but claims " + bytes);
        }
        String text = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        return parse(text, source);
    }

    private static NpyHeader parse(String text, String source) throws InputException {
        Matcher type = TYPE.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (text.contains("'|O'") || text.contains("'O'")) {
            throw new InputException(
                    source,
                    "holds Python objects, which are never read, because reading them can run any program; save numbers"
                            + " or text");
        }
        if (text.matches("(?s).*'descr':\\s*\\[.*")) {
            throw new InputException(
                    source,
                    "is a structured array, whose columns have types of their own; save a plain one, as"
                            + " numpy.lib.recfunctions.structured_to_unstructured makes it, or write CSV");
        }
        if (!type.find() || !fortran.find() || !shape.find()) {
            throw new InputException(
                    source,
                    "a header with one type, fortran_order and shape was expected, but found "
                            + text.strip()
                                    .substring(0, Math.min(200, text.strip().length())));
        }
        char kind = type.group(2).charAt(0);
        int size = type.group(3).isEmpty() ? 1 : Integer.parseInt(type.group(3));
        requireReadable(kind, size, type.group(), source);
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(kind, size, order, fortran.group(1).equals("True"), lengths(shape.group(1), source));
    }

    private static void requireReadable(char kind, int size, String type, String source) throws InputException {
        boolean isReadable = switch (kind) {
            case 'f' -> size == 2 || size == 4 || size == 8;
            case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
            case 'b' -> size == 1;
            case 'U', 'S' -> size >= 1 && size <= LONGEST_TEXT;
            default -> false;
        };
        if (!isReadable) {
            throw new InputException(
                    source, "float16 to 64, int8 to 64, uint8 to 64, bool or text was expected, but found " + type);
        }
    }

    private static long[] lengths(String text, String source) throws InputException {
        String[] parts = text.replace("L", "").split(",", -1);
        try {
            return Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new InputException(source, "the lengths of the axes are not numbers that can be: " + text, e);
        }
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    int bytesPerElement() {
        return kind == 'U' ? 4 * size : size;
    }

    long rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** The elements of a row, all axes but the first together; a double, because the lengths may be any. */
    double rowLength() {
        return Arrays.stream(shape).skip(1).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    double bytes() {
        return (double) rows() * rowLength() * bytesPerElement();
    }

    String shapeText() {
        return Arrays.toString(shape).replace('[', '(').replace(']', ')');
    }

    /** An element at a place of a buffer that has this order. */
    double number(ByteBuffer buffer, int at) {
        return switch (kind) {
            case 'f' -> size == 8 ? buffer.getDouble(at) : size == 4 ? buffer.getFloat(at) : half(buffer.getShort(at));
            case 'i' ->
                switch (size) {
                    case 1 -> buffer.get(at);
                    case 2 -> buffer.getShort(at);
                    case 4 -> buffer.getInt(at);
                    default -> buffer.getLong(at);
                };
            case 'u' ->
                switch (size) {
                    case 1 -> Byte.toUnsignedInt(buffer.get(at));
                    case 2 -> Short.toUnsignedInt(buffer.getShort(at));
                    case 4 -> Integer.toUnsignedLong(buffer.getInt(at));
                    default -> unsigned(buffer.getLong(at));
                };
            default -> buffer.get(at) == 0 ? 0 : 1;
        };
    }

    /** A whole number at a place, exactly. */
    String whole(ByteBuffer buffer, int at) {
        long bits = size == 8 ? buffer.getLong(at) : (long) number(buffer, at);
        return kind == 'u' && size == 8 ? Long.toUnsignedString(bits) : Long.toString(bits);
    }

    /** Whether elements are bytes from 0 to 255, as pixels are. */
    boolean isBytes() {
        return kind == 'u' && size == 1;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** IEEE 754 binary16. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> (0x400 | fraction) * Math.scalb(1.0, exponent - 25);
        };
        return bits < 0 ? -size : size;
    }

    /** A text at a place, without the zeros that fill it up. */
    String text(ByteBuffer buffer, int at) {
        var text = new StringBuilder();
        if (kind == 'S') {
            var bytes = new byte[size];
            buffer.get(at, bytes);
            int end = size;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        }
        for (int i = 0; i < size; i++) {
            int character = buffer.getInt(at + 4 * i);
            if (character == 0) {
                break;
            }
            text.appendCodePoint(Character.isValidCodePoint(character) ? character : 0xFFFD);
        }
        return text.toString();
    }
}
