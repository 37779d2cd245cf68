package io.github.softmax4j.formats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The encoding of a text: the one told, that of its mark, UTF-8 if its beginning can be that, UTF-16 without a mark
 * where every other byte is 0, else Windows-1252, which is Latin-1 and a little more. The last two are guesses, and
 * told.
 *
 * @param charset the encoding
 * @param notes what may not be meant
 */
record TextEncoding(Charset charset, ReadingNotes notes) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int MOST_LOOKED_AT = 1 << 12;

    /** Text in Latin letters has a zero byte in nearly every character of UTF-16. */
    private static final double SHARE_OF_ZEROS = 0.8;

    static TextEncoding of(byte[] head, boolean isWhole, Optional<Charset> told) {
        if (told.isPresent()) {
            return new TextEncoding(told.get(), ReadingNotes.ofNote("encoding: " + told.get() + ", as told"));
        }
        if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16, ReadingNotes.ofNote("encoding: UTF-16"));
        }
        if (hasZeros(head, 1)) {
            return guessed(StandardCharsets.UTF_16LE, "every other byte is 0");
        }
        if (hasZeros(head, 0)) {
            return guessed(StandardCharsets.UTF_16BE, "every other byte is 0");
        }
        try {
            int end = isWhole ? head.length : LineEnds.lastBehind(head, head.length);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, end));
            return new TextEncoding(StandardCharsets.UTF_8, ReadingNotes.NONE);
        } catch (CharacterCodingException e) {
            return guessed(WINDOWS, "it is no UTF-8");
        }
    }

    private static TextEncoding guessed(Charset charset, String reason) {
        return new TextEncoding(
                charset,
                ReadingNotes.ofWarning("the text is taken for " + charset.name() + ", because " + reason + " ("
                        + ReadOption.ENCODING + " says what it is)"));
    }

    private static boolean begins(byte[] head, int first, int second) {
        return head.length > 1 && (head[0] & 0xFF) == first && (head[1] & 0xFF) == second;
    }

    private static boolean hasZeros(byte[] head, int place) {
        int length = Math.min(head.length, MOST_LOOKED_AT);
        int zeros = 0;
        for (int i = place; i < length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return length > 1 && zeros > SHARE_OF_ZEROS * length / 2;
    }
}
