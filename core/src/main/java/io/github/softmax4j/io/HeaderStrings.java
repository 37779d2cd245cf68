package io.github.softmax4j.io;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Counts and strings as bytes: an int that counts, then what it counts; no count is believed.
 *
 * <p>For example:
 *
 * <pre>{@code
 * var bytes = new ByteArrayOutputStream();
 * HeaderStrings.write(new DataOutputStream(bytes), List.of("bee", "fly"));
 * List<String> names = HeaderStrings.readList(ByteBuffer.wrap(bytes.toByteArray()));
 * }</pre>
 */
public final class HeaderStrings {
    private HeaderStrings() {}

    /**
     * Writes strings.
     *
     * @param out where to
     * @param strings in their order
     * @throws IOException if that fails
     */
    public static void write(DataOutputStream out, List<String> strings) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        Objects.requireNonNull(strings, "strings must not be null");
        out.writeInt(strings.size());
        for (String string : strings) {
            write(out, string);
        }
    }

    /**
     * Writes a string.
     *
     * @param out where to
     * @param string any
     * @throws IOException if that fails
     */
    public static void write(DataOutputStream out, String string) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        Objects.requireNonNull(string, "string must not be null");
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /**
     * Reads a count; each of what is counted takes some bytes at least, and more than are left cannot be there.
     *
     * @param bytes what was written
     * @param bytesEach what each takes at least
     * @return 0 or more
     * @throws IllegalArgumentException if there cannot be so many
     */
    public static int readCount(ByteBuffer bytes, int bytesEach) {
        Objects.requireNonNull(bytes, "bytes must not be null");
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw new IllegalArgumentException(
                    "the header counts " + count + " entries, but has " + bytes.remaining() + " bytes left");
        }
        return count;
    }

    /**
     * Reads strings.
     *
     * @param bytes what was written
     * @return in their order
     * @throws IllegalArgumentException if they are none
     */
    public static List<String> readList(ByteBuffer bytes) {
        Objects.requireNonNull(bytes, "bytes must not be null");
        int count = readCount(bytes, Integer.BYTES);
        var strings = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            strings.add(read(bytes));
        }
        return strings;
    }

    /**
     * Reads a string.
     *
     * @param bytes what was written
     * @return the string
     * @throws IllegalArgumentException if it is none
     */
    public static String read(ByteBuffer bytes) {
        Objects.requireNonNull(bytes, "bytes must not be null");
        int length = readCount(bytes, 1);
        ByteBuffer utf8 = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name in the header is not UTF-8", e);
        }
    }

    /**
     * One of the words that are known.
     *
     * @param <E> their type
     * @param type their type
     * @param word what was written
     * @return the word
     * @throws IllegalArgumentException if it is none of them
     */
    static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the header must say one of "
                        + Arrays.toString(type.getEnumConstants()) + ", but says '" + word + "'"));
    }
}
