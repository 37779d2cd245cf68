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

    /** The text in UTF-8, with line ends of one kind. */
    static SourceFile inUtf8(SourceFile file, Charset encoding, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, "utf8-", ".txt");
        try (var text = new BufferedReader(new InputStreamReader(
                        file.open(), encoding.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
                BufferedWriter out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            text.mark(1);
            if (text.read() != RawFile.MARK.charAt(0)) {
                text.reset();
            }
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                out.write(line);
                out.write('\n');
            }
        } catch (CharacterCodingException e) {
            throw new InputException(
                    file.name(), "text in " + encoding + " was expected, but there are other bytes", e);
        }
        return new SourceFile(copy, file.name());
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
