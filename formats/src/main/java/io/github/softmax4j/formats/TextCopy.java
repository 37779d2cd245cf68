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
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Copies text that DuckDB cannot read as it is; a copy has the name of its file in messages. */
final class TextCopy {
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

    /** The one file in a zip archive. */
    static SourceFile unpacked(SourceFile file, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, "unpacked-", ".txt");
        try (var zip = new ZipInputStream(Files.newInputStream(file.path()))) {
            ZipEntry entry = nextEntry(zip, file);
            while (entry != null && entry.isDirectory()) {
                entry = nextEntry(zip, file);
            }
            if (entry == null) {
                throw new InputException(
                        file.name(), "a zip archive with one file was expected, but there is none in it");
            }
            try (var out = Files.newOutputStream(copy)) {
                zip.transferTo(out);
            }
            if (nextEntry(zip, file) != null) {
                throw new InputException(
                        file.name(), "a zip archive with one file was expected, but there are more in it");
            }
        }
        return new SourceFile(copy, file.name());
    }

    private static ZipEntry nextEntry(ZipInputStream zip, SourceFile file) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) { // a name that is no text
            throw new InputException(file.name(), "the zip archive is damaged: " + e.getMessage(), e);
        }
    }
}
