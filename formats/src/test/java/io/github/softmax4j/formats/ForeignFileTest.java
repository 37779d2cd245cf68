package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are is told in one line, whatever their names say. */
@RunsWithoutBackend
class ForeignFileTest {
    private static final String ROWS = "a,label\n1,x\n2,y\n3,x\n";
    private static final List<String> NAMES = List.of("t.csv", "t.svm", "t.json", "t.parquet", "t", "t.csv.gz");

    @TempDir
    private Path directory;

    private String messageOf(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        InputException e = assertThrows(
                InputException.class,
                () -> Tables.readTraining(file.toString(), ReadOptions.forTraining()),
                () -> name + " of " + HexFormat.of().formatHex(content, 0, Math.min(8, content.length)));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        return e.getMessage();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, String> members) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "425A6839314159265359, bzip2",
        "FD377A585A000004, xz",
        "28B52FFD2400, zstd",
        "04224D18, lz4",
        "1F9D90, compress",
        "377ABCAF271C, 7z",
        "526172211A0700, RAR",
        "D0CF11E0A1B11AE1, old format",
        "53514C69746520666F726D6174203300, SQLite",
        "00000000000000004455434B, DuckDB",
        "4152524F57310000, Feather",
        "46454131, Feather",
        "FFFFFFFF10000000, Arrow",
        "4F626A01, Avro",
        "4F52430A, ORC",
        "894844460D0A1A0A, HDF5",
        "4D41544C414220, MATLAB",
        "8004955D, pickle",
        "80037D71, pickle",
        "80025D71, pickle",
        "89504E470D0A1A0A, PNG",
        "FFD8FFE0, JPEG",
        "24464C32, SPSS",
        "7F454C46, program",
    })
    void binaryFilesAreKnownByTheirFirstBytes(String start, String expected) throws IOException {
        byte[] first = HexFormat.of().parseHex(start);
        byte[] content = Arrays.copyOf(first, 600); // zeros behind
        for (String name : NAMES) {
            assertTrue(messageOf(name, content).contains(expected), () -> name + ": " + expected);
            assertTrue(messageOf(name, gzip(content)).contains(expected), () -> name + " in gzip: " + expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 and so on | PDF",
                "{\\rtf1 | RTF",
                "<!DOCTYPE html><html><body>404</body></html> | HTML",
                "<html lang='en'> | HTML",
                "<?xml version='1.0'?><Workbook/> | XML",
                "@relation iris | ARFF",
                "version https://git-lfs.github.com/spec/v1 | git lfs pull",
                "{\"cells\": [] | Jupyter",
            })
    void textsAreKnownByTheirBeginning(String content, String expected) throws IOException {
        for (String name : NAMES) {
            for (String before : List.of("", "\uFEFF", "\n ")) {
                boolean isExact = expected.equals("PDF") || expected.equals("RTF");
                String text = (isExact ? "" : before) + content + "\n1,2\n3,4\n";
                assertTrue(
                        messageOf(name, text.getBytes(StandardCharsets.UTF_8)).contains(expected), name + expected);
            }
        }
    }

    /** What is read has its own name for it. */
    @Test
    void formatsThatAreReadAreNamed() throws IOException {
        byte[] parquet = Arrays.copyOf("PAR1".getBytes(StandardCharsets.US_ASCII), 100);
        assertTrue(messageOf("t.csv", parquet).contains("is Parquet; ReadOptions.withFormat(Format.PARQUET) reads it"));
        assertTrue(messageOf("t.parquet", gzip(parquet)).contains("is Parquet within gzip; unpack it"));
        byte[] npy = Arrays.copyOf(HexFormat.of().parseHex("934E554D50590100"), 100);
        assertTrue(
                messageOf("t.csv", npy).contains("is an array of NumPy; ReadOptions.withFormat(Format.NPY) reads it"));
        byte[] npz = zip(Map.of("x.npy", "x", "y.npy", "y"));
        assertTrue(messageOf("t.csv", npz)
                .contains("holds arrays of NumPy (NPZ); ReadOptions.withFormat(Format.NPZ) reads it"));
    }

    @Test
    void archivesAreKnownByWhatIsInThem() throws IOException {
        Map<String, Map<String, String>> archives = Map.of(
                "workbook of Excel", Map.of("[Content_Types].xml", "<a/>", "xl/workbook.xml", "<a/>"),
                "document of Word", Map.of("[Content_Types].xml", "<a/>", "word/document.xml", "<a/>"),
                "an office program", Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                "there are more in it", Map.of("a.csv", ROWS, "b.csv", ROWS),
                "there is none in it", Map.of("__MACOSX/._a.csv", "x"),
                "with a.json, which is JSON", Map.of("a.json", "{}"));
        for (Map.Entry<String, Map<String, String>> archive : archives.entrySet()) {
            byte[] content = zip(archive.getValue());
            assertTrue(messageOf("t.csv", content).contains(archive.getKey()), archive.getKey());
            assertTrue(messageOf("t.zip", content).contains(archive.getKey()), archive.getKey());
        }
        assertTrue(messageOf("t.svm", zip(Map.of("a", ROWS))).contains("is a zip archive, of which only CSV is read"));
        assertTrue(messageOf("t.csv", gzip(zip(Map.of("a", ROWS)))).contains("is a zip archive within gzip"));
        assertTrue(messageOf("t.csv", gzip(gzip(ROWS.getBytes(StandardCharsets.UTF_8))))
                .contains("more than once"));
        assertTrue(messageOf("t.svm", gzip(gzip(gzip(new byte[9])))).contains("more than once"));
    }

    @Test
    void whatSystemsAddToArchivesIsPassedOver() throws IOException {
        var members = new LinkedHashMap<String, String>();
        members.put("__MACOSX/._a.csv", "\0\5\26\7");
        members.put("folder/", "");
        members.put("folder/.DS_Store", "x");
        members.put("folder/a.csv", ROWS);
        members.put("folder/._a.csv", "x");
        Path file = Files.write(directory.resolve("t.zip"), zip(members));
        assertEquals(
                3,
                Tables.readTraining(file.toString(), ReadOptions.forTraining())
                        .matrix()
                        .rows());
    }

    /** Columns may be called like that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORCID",
                "PAR1",
                "BZh9",
                "Obj",
                "ARROW1",
                "FEA1",
                "MZ",
                "LZIP",
                "MATLAB ",
                "GIF8",
                "RDX2",
                "$FL2",
                "DUCK",
                "12345678DUCK",
                "html",
                "version",
                "@id",
                "PK",
                "%PDF"
            })
    void namesOfColumnsAreNoMagic(String name) throws IOException {
        Path file = Files.writeString(directory.resolve("t.csv"), name + ",label\n1,x\n2,y\n3,x\n");
        ReadOptions options =
                ReadOptions.forTraining().withTable(TableOptions.standard().withHeader(true));
        assertEquals(3, Tables.readTraining(file.toString(), options).matrix().rows());
    }

    /** A shell's {@code <(cat small.csv)}. */
    @Test
    void pipesAreRead() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        Assumptions.assumeTrue(made == 0, "there are no pipes here");
        for (String content : List.of(
                ROWS,
                "1 1:2\n2 2:2\n1 1:1\n",
                "{\"a\":1,\"label\":1}\n{\"a\":1,\"label\":2}\n{\"a\":1,\"label\":2}\n")) {
            Thread writer = new Thread(() -> {
                try {
                    Files.writeString(pipe, content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            ReadOptions options = content.startsWith("{")
                    ? ReadOptions.forTraining().withFormat(Format.JSON)
                    : ReadOptions.forTraining();
            assertEquals(
                    3, Tables.readTraining(pipe.toString(), options).matrix().rows());
            writer.join();
        }
    }
}
