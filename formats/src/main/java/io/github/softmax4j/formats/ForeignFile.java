package io.github.softmax4j.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Refuses files that are not in the format they are taken for, by their first bytes: a reader of text would find fault
 * with some character of theirs, or make rows of them.
 */
final class ForeignFile {
    private static final int HEAD_BYTES = 1 << 12;
    private static final int MOST_LAYERS = 3;

    private ForeignFile() {}

    /** Refuses it if it is surely of no format, or of another. */
    static void refuse(SourceFile file, Format format) throws IOException {
        byte[] head = head(file, 0);
        int layers = 0;
        try {
            while (isGzip(head) && layers < MOST_LAYERS) {
                layers++;
                head = head(file, layers);
            }
        } catch (EOFException | ZipException e) {
            return; // the reader says what is wrong
        }
        if (layers > 1) {
            throw new InputException(file.name(), "is packed with gzip more than once; unpack it once with gunzip");
        }
        if (isZip(head)) {
            refuseZip(file, format, layers);
        }
        Optional<FileKind> kind = FileKind.of(head);
        boolean isPackedBinary =
                layers > 0 && kind.isPresent() && kind.get().format().isPresent();
        boolean isRight = kind.isEmpty() || kind.get().format().equals(Optional.of(format));
        if (!isRight || isPackedBinary) {
            throw new InputException(
                    file.name(),
                    kind.get().what()
                            + (isPackedBinary
                                    ? " within gzip; unpack it"
                                    : "; " + kind.get().advice()));
        }
    }

    private static byte[] head(SourceFile file, int layers) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            InputStream unpacked = new BufferedInputStream(in);
            for (int i = 0; i < layers; i++) {
                unpacked = new GZIPInputStream(unpacked);
            }
            return unpacked.readNBytes(HEAD_BYTES);
        }
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
    }

    private static void refuseZip(SourceFile file, Format format, int layers) throws IOException {
        if (layers > 0) {
            throw new InputException(file.name(), "is a zip archive within gzip; unpack it");
        }
        List<String> names = names(file);
        boolean isOffice = names.contains("[Content_Types].xml") || names.contains("mimetype");
        if (isOffice) {
            throw new InputException(file.name(), office(names) + "; save its sheet as CSV");
        }
        if (format == Format.NPZ) {
            return;
        }
        boolean areArrays = !names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"));
        if (areArrays) {
            throw new InputException(
                    file.name(), "holds arrays of NumPy (NPZ); " + ReadOption.FORMAT.of(Format.NPZ) + " reads it");
        }
        if (!format.isText()) {
            throw new InputException(file.name(), "is a zip archive, of which only CSV is read; unpack it");
        }
    }

    private static String office(List<String> names) {
        if (names.stream().anyMatch(name -> name.startsWith("xl/"))) {
            return "is a workbook of Excel, which is not read";
        }
        return names.stream().anyMatch(name -> name.startsWith("word/"))
                ? "is a document of Word, which is not read"
                : "is a document of an office program, which is not read";
    }

    private static List<String> names(SourceFile file) throws IOException {
        try (ZipFile zip = new ZipFile(file.path().toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            return List.of(); // damaged, says the reader
        }
    }
}
