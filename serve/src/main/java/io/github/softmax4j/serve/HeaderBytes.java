package io.github.softmax4j.serve;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a header, read one after the other; no count is believed before it is held against those left. */
final class HeaderBytes {
    private final ByteBuffer bytes;

    HeaderBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int left() {
        return bytes.remaining();
    }

    byte oneByte() {
        return bytes.get();
    }

    int number() {
        return bytes.getInt();
    }

    double real() {
        return bytes.getDouble();
    }

    /** A number of things, each of which takes so many bytes at least. */
    int count(int bytesEach) {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw new IllegalArgumentException(
                    "the header counts " + count + " entries, but has " + bytes.remaining() + " bytes left");
        }
        return count;
    }

    String text() {
        int length = count(1);
        ByteBuffer utf8 = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name in the header is not UTF-8", e);
        }
    }

    List<String> texts() {
        int count = count(Integer.BYTES);
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /** One of the words that are known. */
    String word(List<String> known) {
        return known(known, text());
    }

    static String known(List<String> known, String word) {
        if (!known.contains(word)) {
            throw new IllegalArgumentException("the header must say one of " + known + ", but says '" + word + "'");
        }
        return word;
    }
}
