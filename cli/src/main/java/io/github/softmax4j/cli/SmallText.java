package io.github.softmax4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that people write by hand: UTF-8, and of a megabyte at most, so that a wrong one is known for what it is. */
final class SmallText {
    private static final int MOST_BYTES = 1 << 20;

    private SmallText() {}

    /**
     * The text, without a byte order mark, with the line ends of Unix.
     *
     * @throws IllegalArgumentException with the file and what is wrong with it
     */
    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(file + ": must have at most 1 MiB, but has more");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("^\uFEFF", "").replaceAll("\r\n?", "\n");
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": must be text in UTF-8, but is not", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : "cannot be read: " + e.getMessage();
    }
}
