package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file or folder is recognised by.
 *
 * @param path where it is
 * @param isFolder whether it is a folder
 * @param head its first bytes, each as one character; empty for a folder
 */
public record FileStart(Path path, boolean isFolder, String head) {
    private static final int HEAD_BYTES = 1 << 12;

    /** What UTF-8 may begin with, each byte as one character. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /**
     * Looks at a file that is there.
     *
     * @param path where it is
     * @return what it begins with
     * @throws IOException if it cannot be read
     */
    public static FileStart of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new FileStart(path, true, "");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new FileStart(path, false, new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1));
        }
    }

    /** Whether its first bytes are these. */
    boolean begins(String bytes) {
        return head.startsWith(bytes);
    }

    /** Whether its text begins so, behind blanks and what marks it as UTF-8. */
    boolean beginsText(String text) {
        String behindMark = begins(BYTE_ORDER_MARK) ? head.substring(BYTE_ORDER_MARK.length()) : head;
        return behindMark.stripLeading().startsWith(text);
    }

    /** Whether its name ends so, in whatever letters. */
    boolean hasSuffix(String suffix) {
        String name = String.valueOf(path.getFileName());
        return name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length());
    }
}
