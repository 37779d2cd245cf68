package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the name of a source means. */
@RunsWithoutBackend
class SourceTest {
    @TempDir
    private Path directory;

    private static Source parsed(String name) throws InputException {
        return Source.of(name, Optional.empty());
    }

    private Path write(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "a,label\n1,x\n");
    }

    private static void assertRefused(String expected, String name, Optional<String> database) {
        assertEquals(
                expected,
                assertThrows(InputException.class, () -> Source.of(name, database))
                        .getMessage());
    }

    @Test
    void aFileIsNamedAsUsersNameIt() throws IOException {
        Path path = write("data.csv");
        var file = assertInstanceOf(Source.OneFile.class, parsed(path.toString()));
        assertEquals(path.toString(), file.name());
        assertEquals(path, file.file().path());
    }

    @Test
    void aPatternFindsFilesInTheOrderOfTheirNames() throws IOException {
        Path second = write("part-2.csv");
        Path first = write("part-1.csv");
        Files.createDirectory(directory.resolve("part-3.csv"));
        var pattern = assertInstanceOf(Source.Pattern.class, parsed(directory + "/part-*.csv"));
        assertTrue(pattern.mayHaveSeveralFiles());
        try (DuckDb database = DuckDb.open()) {
            List<Path> found =
                    pattern.files(database).stream().map(SourceFile::path).toList();
            assertEquals(List.of(first, second), found);
            var nothing = new Source.Pattern(directory + "/none-?.csv");
            assertEquals(
                    directory + "/none-?.csv: no file fits this pattern",
                    assertThrows(InputException.class, () -> nothing.files(database))
                            .getMessage());
        }
    }

    @Test
    void aNameThatExistsIsAFileWhateverIsInIt() throws IOException {
        Path path = write("data[1].csv");
        assertInstanceOf(Source.OneFile.class, parsed(path.toString()));
    }

    @Test
    void aDashIsStandardInput() throws IOException {
        assertEquals("standard input", parsed("-").name());
        assertEquals(new Source.StandardInput(), parsed("-"));
    }

    @Test
    void aSampleHasItsOwnTestRows() throws IOException {
        Source training = parsed("sample:digits");
        Source test = training.ofTestRows();
        assertEquals("sample:digits", training.name());
        assertEquals("sample:digits", test.name());
        for (Source source : List.of(training, test)) {
            var builtIn = assertInstanceOf(Source.BuiltIn.class, source);
            try (InputStream in = new GZIPInputStream(builtIn.open())) {
                assertTrue(in.readAllBytes().length > 0);
            }
        }
        assertTrue(!training.equals(test));
        assertEquals(parsed("-"), parsed("-").ofTestRows());
    }

    @Test
    void aQueryIsAskedWhereItIsTold() throws IOException {
        Path file = write("d.duckdb");
        assertEquals(new Source.Query("sql:SELECT 1", "SELECT 1", new Database.WithoutFile()), parsed("sql:SELECT 1"));
        assertEquals(
                new Source.Query(
                        "sql:SELECT 1", "SELECT 1", new Database.OfDuckDb(new SourceFile(file, file.toString()))),
                Source.of("sql:SELECT 1", Optional.of(file.toString())));
        assertEquals(
                new Source.Query("sql:SELECT 1", "SELECT 1", new Database.Jdbc("jdbc:x:y")),
                Source.of("sql:SELECT 1", Optional.of("jdbc:x:y")));
    }

    @Test
    void wrongNamesAreRefused() {
        assertRefused(
                "sample:nosuch: there is no such sample; there is sample:digits", "sample:nosuch", Optional.empty());
        assertRefused("nosuch.csv: there is no such file", "nosuch.csv", Optional.empty());
        assertRefused(
                directory + ": a file was expected, but this is a directory, without files of Parquet; a pattern names"
                        + " files of other kinds, such as " + directory + "/*.csv",
                directory.toString(),
                Optional.empty());
        for (String address : List.of(
                "http://x.org/t.csv",
                "https://example.org/t.csv",
                "s3://bucket/t.parquet",
                "gs://b/t.csv",
                "abfs://c@a/t",
                "hdfs://n/t*.csv",
                "HTTPS://x?a=b")) {
            assertRefused(
                    address + ": addresses are not read; download what is there, and name the file",
                    address,
                    Optional.empty());
        }
        assertRefused("file:///a.csv: is an address; name the file without file:", "file:///a.csv", Optional.empty());
        assertRefused(
                "/dev/null: a file was expected, but this is a device or a socket", "/dev/null", Optional.empty());
        assertRefused("a\0b: is not a file name: Nul character not allowed", "a\0b", Optional.empty());
        assertRefused("nosuch.duckdb: there is no such file", "sql:SELECT 1", Optional.of("nosuch.duckdb"));
    }

    /** A database is for queries, and of no use to a file. */
    @Test
    void aDatabaseIsNotLookedAtForAFile() throws IOException {
        Path path = write("data.csv");
        assertInstanceOf(Source.OneFile.class, Source.of(path.toString(), Optional.of("nosuch.duckdb")));
    }
}
