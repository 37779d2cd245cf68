package io.github.softmax4j.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a file of a checkpoint says of itself.
 *
 * @param kind what it holds
 * @param number of the checkpoint, from 1
 * @param before the digest, in hexadecimal digits, of the part that it follows: of a part the one before, or
 *     {@link #NOTHING_BEFORE}; of a state the one of the same number
 * @param identity of the fit: what must be the same when it is resumed, by names
 */
record FileHeader(Kind kind, int number, String before, Map<String, String> identity) {
    /** More than an identity ever takes, and little enough to read. */
    static final int MOST_BYTES = 1 << 20;

    static final int DIGEST_BYTES = 32; // SHA-256

    static final String NOTHING_BEFORE = "00".repeat(DIGEST_BYTES);

    /** What a file holds. */
    enum Kind {
        /** The records since the part before. */
        PART("part"),
        /** What cannot be had from the records. */
        STATE("state");

        /** What the name of the file begins with, and whose first letter stands in it. */
        final String word;

        Kind(String word) {
            this.word = word;
        }

        static Kind of(int letter) throws IOException {
            return Stream.of(values())
                    .filter(kind -> kind.word.charAt(0) == letter)
                    .findFirst()
                    .orElseThrow(() -> new IOException("it is neither a part nor a state"));
        }
    }

    byte[] encode() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(kind.word.charAt(0));
        out.writeInt(number);
        out.write(HexFormat.of().parseHex(before));
        out.writeInt(identity.size());
        for (Map.Entry<String, String> entry : new TreeMap<>(identity).entrySet()) {
            writeString(out, entry.getKey());
            writeString(out, entry.getValue());
        }
        if (bytes.size() > MOST_BYTES) {
            throw new IOException("what a fit is told apart by must take at most " + MOST_BYTES + " bytes, but takes "
                    + bytes.size());
        }
        return bytes.toByteArray();
    }

    /**
     * Reads it; no length is believed before the bytes have been seen.
     *
     * @param bytes all of it
     * @throws IOException with the problem, if it is none
     */
    static FileHeader decode(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        Kind kind = Kind.of(in.readUnsignedByte());
        int number = in.readInt();
        byte[] before = in.readNBytes(DIGEST_BYTES);
        Map<String, String> identity = readIdentity(in);
        if (in.available() > 0) {
            throw new IOException("its header has " + in.available() + " bytes too many");
        }
        return new FileHeader(kind, number, HexFormat.of().formatHex(before), identity);
    }

    private static Map<String, String> readIdentity(DataInputStream in) throws IOException {
        int count = in.readInt();
        SortedMap<String, String> identity = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            identity.put(readString(in), readString(in));
        }
        return identity;
    }

    private static void writeString(DataOutputStream out, String string) throws IOException {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readString(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("its header has a name of " + length + " bytes, but " + in.available() + " left");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(in.readNBytes(length)))
                .toString();
    }
}
