package io.github.softmax4j.formats;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Copies text that DuckDB cannot read as it is; a copy has the name of its file in messages. */
final class TextCopy {
    /** Of macOS and Windows. */
    private static final Pattern ADDED = Pattern.compile("(^|/)(__MACOSX/|\\._|\\.DS_Store$|Thumbs\\.db$)");

    private TextCopy() {}

    /** The text in UTF-8, with line ends of one kind, and without some lines at its beginning. */
    static SourceFile inUtf8(SourceFile file, Charset encoding, int skippedLines, Path folder) throws IOException {
        return copied(file, encoding, folder, (line, number) -> number <= skippedLines ? null : line);
    }

    /** The text with one tab for each run of blanks and tabs between fields. */
    static SourceFile withTabs(SourceFile file, char quote, Path folder) throws IOException {
        return copied(file, StandardCharsets.UTF_8, folder, (line, number) -> TextHead.withTabs(line, quote));
    }

    /** What becomes of a line; null to leave it out. */
    @FunctionalInterface
    private interface LineMaker {
        String make(String line, long number);
    }

    private static SourceFile copied(SourceFile file, Charset encoding, Path folder, LineMaker maker)
            throws IOException {
        Path copy = Files.createTempFile(folder, "utf8-", ".txt");
        try (var text = new BufferedReader(new InputStreamReader(
                        file.open(), encoding.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
                BufferedWriter out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            text.mark(1);
            if (text.read() != RawFile.MARK.charAt(0)) {
                text.reset();
            }
            long number = 0;
            for (String line = nextLine(text, file); line != null; line = nextLine(text, file)) {
                String made = maker.make(line, ++number);
                if (made != null) {
                    out.write(made);
                    out.write('\n');
                }
            }
        } catch (CharacterCodingException e) {
            throw new InputException(
                    file.name(),
                    "text in " + encoding + " was expected, but there are other bytes (" + ReadOption.ENCODING
                            + " says what it is)",
                    e);
        }
        return new SourceFile(copy, file.name());
    }

    /** Up to a line end of any kind; a line that is too long is refused before it fills the memory. */
    private static String nextLine(BufferedReader text, SourceFile file) throws IOException {
        int c = text.read();
        if (c < 0) {
            return null;
        }
        var line = new StringBuilder();
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() >= RawFile.LONGEST_LINE) {
                throw new InputException(
                        file.name(),
                        "lines of text were expected, but one is longer than " + RawFile.LONGEST_LINE_TEXT);
            }
            line.append((char) c);
            c = text.read();
        }
        if (c == '\r') {
            text.mark(1);
            if (text.read() != '\n') {
                text.reset();
            }
        }
        return line.toString();
    }

    /** The one file in a zip archive; what macOS adds to each is passed over. */
    static SourceFile unpacked(SourceFile file, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, "unpacked-", ".txt");
        String found = null;
        try (var zip = new ZipInputStream(Files.newInputStream(file.path()))) {
            for (ZipEntry entry = nextEntry(zip, file); entry != null; entry = nextEntry(zip, file)) {
                if (entry.isDirectory() || ADDED.matcher(entry.getName()).find()) {
                    continue;
                }
                if (found != null) {
                    throw new InputException(
                            file.name(),
                            "a zip archive with one file was expected, but there are more in it, such as " + found
                                    + " and " + entry.getName() + "; unpack it");
                }
                found = entry.getName();
                requireText(file, found);
                Files.copy(zip, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (found == null) {
            throw new InputException(file.name(), "a zip archive with one file was expected, but there is none in it");
        }
        SourceFile unpacked = new SourceFile(copy, file.name());
        ForeignFile.refuse(unpacked, Format.CSV);
        return unpacked;
    }

    private static void requireText(SourceFile file, String member) throws InputException {
        Format format = FormatGuess.ofName(member).orElse(Format.CSV);
        if (!format.isText()) {
            throw new InputException(
                    file.name(), "is a zip archive with " + member + ", which is " + format + "; unpack it");
        }
    }

    private static ZipEntry nextEntry(ZipInputStream zip, SourceFile file) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) { // a name that is no text
            throw new InputException(file.name(), "the zip archive is damaged: " + e.getMessage(), e);
        }
    }
}
