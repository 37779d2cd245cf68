package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parquet, JSON and answers of databases, whose columns have types. */
class TypedTableTest {
    private static final ReadOptions TRAINING = ReadOptions.forTraining();
    private static final String ROWS =
            "(VALUES (1::SMALLINT, 0.5::DECIMAL(4,2), true, DATE '1970-01-03', 'red', [1.0::FLOAT, 2.0], 'x'),"
                    + " (2, 1.5, false, DATE '1970-01-04', 'blue', [3.0, 4.0], 'y'))"
                    + " AS t(whole, tenth, flag, day, colour, vector, label)";
    private static final List<String> NAMES =
            List.of("whole", "tenth", "flag", "day", "colour=blue", "colour=red", "vector[0]", "vector[1]");

    @TempDir
    private Path directory;

    private String written(String name, String rows, String format) throws IOException {
        Path file = directory.resolve(name);
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (SELECT * FROM " + rows + ") TO " + DuckDb.text(file.toString()) + " (FORMAT "
                    + format + ")");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return file.toString();
    }

    private static void assertWhole(Table table) {
        assertEquals(NAMES, table.featureNames());
        assertArrayEquals(
                new float[] {1, 0.5f, 1, 2, 0, 1, 1, 2},
                table.features().getRow(0).toFloatVector());
        assertArrayEquals(
                new float[] {2, 1.5f, 0, 3, 1, 0, 3, 4},
                table.features().getRow(1).toFloatVector());
        assertEquals(Optional.of(List.of("x", "y")), table.labels());
    }

    /** As Spark and Hive write a table: in folders whose names are columns. */
    @Test
    void aFolderOfParquetIsOneTable() throws IOException {
        for (String folder : List.of("t/year=2025/kind=b", "t/year=2024/kind=a", "t/_temporary/year=1")) {
            Files.createDirectories(directory.resolve(folder));
        }
        written("t/year=2024/kind=a/p.parquet", "(VALUES (1, 'x'), (2, 'y')) AS t(a, label)", "parquet");
        written("t/year=2025/kind=b/p.parquet", "(VALUES (3, 'x')) AS t(a, label)", "parquet");
        written("t/_temporary/year=1/p.parquet", "(VALUES (9, 'x')) AS t(a, label)", "parquet");
        Files.writeString(directory.resolve("t/_SUCCESS"), "");
        Table table = Tables.readTraining(directory.resolve("t").toString(), TRAINING);
        assertEquals(List.of("a", "year", "kind=a", "kind=b"), sorted(table.featureNames()));
        assertEquals(3, table.matrix().rows());
        assertEquals(
                "rows of 2 files of Parquet; the columns [year, kind] are from the names of folders",
                table.reading().notes().get(table.reading().notes().size() - 1));
        Files.createDirectories(directory.resolve("flat"));
        written("flat/b.parquet", "(VALUES (3, 'y')) AS t(a, label)", "parquet");
        written("flat/a.parquet", "(VALUES (1, 'x')) AS t(a, label)", "parquet");
        assertEquals(
                Optional.of(List.of("x", "y")),
                Tables.readTraining(directory.resolve("flat").toString(), TRAINING)
                        .labels());
    }

    private static List<String> sorted(List<String> names) {
        return names.stream()
                .sorted(Comparator.comparing(name -> name.contains("=")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"t.parquet, parquet", "t.jsonl, json", "t.json, 'json, ARRAY true'"})
    void typesSayWhatColumnsHold(String name, String format) throws IOException {
        assertWhole(Tables.readTraining(written(name, ROWS, format), TRAINING));
    }

    @Test
    void otherFormatsAreReadByTheSameRecipe() throws IOException {
        Table training = Tables.readTraining(written("t.parquet", ROWS, "parquet"), TRAINING);
        String json = written("t.jsonl", ROWS, "json");
        assertWhole(Tables.readTest(json, TRAINING.matching(training.trainingSet())));
        String csv = written("t.csv", "(SELECT * EXCLUDE (vector) FROM " + ROWS + ")", "csv");
        Table flat = Tables.readTraining(
                written("f.parquet", "(SELECT * EXCLUDE (vector) FROM " + ROWS + ")", "parquet"), TRAINING);
        assertEquals(
                flat.features(),
                Tables.readTest(csv, TRAINING.matching(flat.trainingSet())).features());
    }

    @Test
    void queriesGoOverFiles() throws IOException {
        String file = written("t.parquet", ROWS, "parquet");
        assertWhole(Tables.readTraining("sql:SELECT * FROM '" + file + "' ORDER BY whole;", TRAINING));
        Table joined = Tables.readTraining(
                "sql:SELECT a.whole, b.tenth AS other, a.label FROM '" + file + "' a JOIN '" + file
                        + "' b ON a.whole = b.whole ORDER BY 1",
                TRAINING);
        assertEquals(List.of("whole", "other"), joined.featureNames());
    }

    @Test
    void queriesThatFailAreTold() {
        String message = assertThrows(
                        InputException.class, () -> Tables.readTraining("sql:SELECT x FROM nowhere", TRAINING))
                .getMessage();
        assertTrue(message.contains("nowhere"), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static ReadOptions asking(String database) {
        return TRAINING.withTable(TableOptions.standard().withDatabase(database));
    }

    @Test
    void queriesGoToDatabasesOfDuckDb() throws IOException, SQLException {
        Path file = directory.resolve("d.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT * FROM " + ROWS);
        }
        assertWhole(Tables.readTraining("sql:SELECT * FROM t ORDER BY whole", asking(file.toString())));
    }

    @Test
    void queriesGoToOtherDatabasesByJdbc() throws IOException, SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("s.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (whole INTEGER, tenth REAL, colour TEXT, label TEXT)");
            statement.execute(
                    "INSERT INTO t VALUES (1, 0.5, 'red', 'x'), (2, 1.5, 'blue', 'y'), (3, NULL, 'red', 'x')");
        }
        Table table = Tables.readTraining(
                "sql:SELECT * FROM t",
                TRAINING.withTable(TableOptions.standard().withDatabase(url).withMissing(Missing.MEAN)));
        assertEquals(List.of("whole", "tenth", "colour=blue", "colour=red"), table.featureNames());
        assertArrayEquals(new float[] {3, 1, 0, 1}, table.features().getRow(2).toFloatVector());
    }

    private String sqlite(String... statements) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("k.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return url;
    }

    /** SQLite keeps anything in any column. */
    @Test
    void whatATypeDoesNotSayIsNotChanged() throws SQLException {
        String url = sqlite(
                "CREATE TABLE t (a INTEGER, day DATE, label TEXT)",
                "INSERT INTO t VALUES (1, '1970-01-03', 'x'), ('', '1970-01-04', 'y'), (2.5, '1970-01-05', 'x')");
        String fraction = assertThrows(
                        InputException.class, () -> Tables.readTraining("sql:SELECT * FROM t", asking(url)))
                .getMessage();
        assertTrue(fraction.contains("row 3, column 1 (a): a whole number was expected"), fraction);
        String nothing = assertThrows(
                        InputException.class,
                        () -> Tables.readTraining("sql:SELECT * FROM t WHERE a <> 2.5 OR a = ''", asking(url)))
                .getMessage();
        assertTrue(nothing.contains("a value is missing, by column: 1 (a) 1 (row 2)"), nothing);
        String twice = assertThrows(
                        InputException.class, () -> Tables.readTraining("sql:SELECT a, a FROM t", asking(url)))
                .getMessage();
        assertTrue(twice.contains("two are called 'a'"), twice);
    }

    @Test
    void datesOfTextAreRead() throws IOException, SQLException {
        String url = sqlite(
                "CREATE TABLE d (day DATE, label TEXT)",
                "INSERT INTO d VALUES ('1970-01-03', 'x'), ('1970-01-04 12:00:00', 'y')");
        Table table = Tables.readTraining("sql:SELECT * FROM d", asking(url));
        assertArrayEquals(new float[] {2, 3.5f}, table.features().getColumn(0).toFloatVector());
    }

    /** A path is not a feature, whatever it is called. */
    @Test
    void foldersAreNoColumns() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("year=2020"));
        Path file = Files.copy(Path.of(written("h.parquet", ROWS, "parquet")), folder.resolve("h.parquet"));
        assertWhole(Tables.readTraining(file.toString(), TRAINING));
    }

    @Test
    void databasesThatAreNotThereAreTold() {
        String unknown = assertThrows(
                        InputException.class,
                        () -> Tables.readTraining("sql:SELECT 1", asking("jdbc:nosuch://me:secret@host/db")))
                .getMessage();
        assertTrue(unknown.contains("driver must be on the class path") && !unknown.contains("secret"), unknown);
        assertThrows(InputException.class, () -> Tables.readTraining("sql:SELECT 1", asking("missing.duckdb")));
        String database = assertThrows(
                        InputException.class,
                        () -> Tables.readTraining(
                                Files.writeString(directory.resolve("x.sqlite"), "")
                                        .toString(),
                                TRAINING))
                .getMessage();
        assertTrue(database.contains("TableOptions.withDatabase(\""), database);
    }

    private String refusal(String rows) throws IOException {
        String file = written("r.parquet", rows, "parquet");
        String message = assertThrows(InputException.class, () -> Tables.readTraining(file, TRAINING))
                .getMessage();
        assertTrue(message.startsWith(file), message);
        return message;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(VALUES ([1, 2], 'x'), ([3], 'y'))"
                        + "|all vectors must have the same number of elements, at least 1, but have 1 to 2",
                "(VALUES ([1, 'nan'::DOUBLE], 'x'), ([3, 4], 'y'))|row 1, column 1 (v): a vector of 2 finite numbers",
                "(VALUES ([1, NULL], 'x'), ([3, 4], 'y'))"
                        + "|row 1, column 1 (v): a vector of 2 finite numbers was expected",
                "(VALUES ({'a': 1}, 'x'))|a STRUCT(a INTEGER) cannot be a feature; TableOptions.withDrop",
                "(VALUES ('inf'::DOUBLE, 'x'), (1, 'y'))|row 1, column 1 (v): a finite number was expected",
                "(VALUES ('nan'::DOUBLE, 'x'), (1, 'y'))|a value is missing, by column: 1 (v) 1 (row 1)",
                "(VALUES (1e300, 'x'), (1, 'y'))|is too large for float",
                "(VALUES (1, 'x'), (NULL, 'y'))|a value is missing",
                "(VALUES (1, 1.0::DOUBLE), (2, 'nan'::DOUBLE))|row 2, column 2 (label): a label was expected",
                "(VALUES (1, 'x'), (2, NULL))|row 2, column 2 (label): a label was expected"
            })
    void saysWhatCannotBeAFeature(String rows, String expected) throws IOException {
        String message = refusal(rows + " AS t(v, label)");
        assertTrue(message.contains(expected), message);
    }

    /** Text in a typed column is a word, even where it looks like a number: somebody chose that type. */
    @Test
    void textStaysText() throws IOException {
        String file = written("p.parquet", "(VALUES ('0123', 'x'), ('0045', 'y')) AS t(code, label)", "parquet");
        assertEquals(
                List.of("code=0045", "code=0123"),
                Tables.readTraining(file, TRAINING).featureNames());
    }

    @Test
    void vectorsThatAreMissingAreFilled() throws IOException {
        String file =
                written("v.parquet", "(VALUES ([1, 2], 'x'), (NULL, 'y'), ([3, 6], 'x')) AS t(v, label)", "parquet");
        Table table = Tables.readTraining(
                file, TRAINING.withTable(TableOptions.standard().withMissing(Missing.INDICATOR)));
        assertArrayEquals(new float[] {2, 4, 1}, table.features().getRow(1).toFloatVector());
    }

    private Table readJson(String text) throws IOException {
        return Tables.readTraining(
                Files.writeString(directory.resolve("strings.jsonl"), text).toString(), ReadOptions.forTraining());
    }

    /** DuckDB makes dates, times and identifiers of strings, and writes them anew. */
    @Test
    void stringsOfJsonStayAsTheyStand() throws IOException {
        List<String> strings =
                List.of("25-11-2025", "0FC067A1-65D2-46DA-B24B-7A9CBE000000", "10:30:00", "2A", "1.50", "03/04/2025");
        for (String string : strings) {
            Table table = readJson("{\"v\":\"" + string + "\",\"w\":1,\"label\":\"" + string + "\"}\n"
                    + "{\"v\":\"other\",\"w\":2,\"label\":\"b\"}\n");
            assertEquals(List.of(string, "b"), table.labels().orElseThrow());
            assertTrue(
                    table.featureNames().contains("v=" + string),
                    table.featureNames().toString());
        }
        Table alone = readJson("{\"v\":\"25-11-2025\",\"label\":\"a\"}\n{\"v\":\"26-11-2025\",\"label\":\"b\"}\n");
        assertEquals(List.of("v=25-11-2025", "v=26-11-2025"), alone.featureNames());
        String warnings = String.join("; ", alone.reading().warnings());
        assertTrue(warnings.contains("v: looks like dates"), warnings);
        Table dates = readJson("{\"v\":\"1970-01-02\",\"label\":true}\n{\"v\":\"1970-01-11\",\"label\":false}\n");
        assertEquals(List.of("v"), dates.featureNames());
        assertEquals(10, dates.features().getDouble(1, 0));
        assertEquals(Optional.of(List.of("true", "false")), dates.labels());
    }

    @Test
    void jsonThatIsNoTableIsExplained() {
        Map<String, String> problems = Map.of(
                "{\"v\":1,\"label\":\"a\"}\n{\"v\":\"oops\",\"label\":\"b\"}\n{\"v\":2,\"label\":\"b\"}\n",
                "row 2, column v: a number was expected, as in most rows, but found \"oops\"",
                "{\"v\":{\"0\":1,\"1\":2},\"label\":{\"0\":\"a\",\"1\":\"b\"}}",
                "as pandas' to_json writes them");
        problems.forEach((text, problem) -> {
            String message =
                    assertThrows(InputException.class, () -> readJson(text)).getMessage();
            assertTrue(message.contains(problem), message);
        });
    }

    /** Of types that know missing values, NA and None are words, and that is told. */
    @Test
    void wordsForNothingAreTold() throws IOException {
        String text = "{\"v\":\"NA\",\"w\":1,\"label\":\"a\"}\n{\"v\":\"DE\",\"w\":2,\"label\":\"b\"}\n";
        String warnings = String.join("; ", readJson(text).reading().warnings());
        assertTrue(warnings.contains("v: 'NA' (1 rows) is taken for a category"), warnings);
    }

    @Test
    void marksOfJsonArePassedOver() throws IOException {
        String text = "{\"v\":1,\"label\":\"a\"}\n{\"v\":2,\"label\":\"b\"}\n";
        assertEquals(2, readJson("\uFEFF" + text).features().rows());
    }
}
