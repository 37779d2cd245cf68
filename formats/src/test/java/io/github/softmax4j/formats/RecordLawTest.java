package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.RecordFeatures;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A record has the features of a row of a table with the same values, bit for bit; and is refused where that is. */
class RecordLawTest {
    private static final Notation TOLD = new Notation(
            List.of("-999", "unknown"), '.', Optional.empty(), Optional.of("%d.%m.%Y"), Set.of(), Set.of("day"));

    private static final List<String> NAMES = List.of("number", "flag", "day", "word");

    @TempDir
    private Path directory;

    /** What a table is read by: a column of each kind. */
    private static FeatureRecipe recipe(Missing missing, Unseen unseen) {
        List<SourceColumn> columns = List.of(
                SourceColumn.number("number"),
                SourceColumn.of("flag", Kind.FLAG),
                SourceColumn.of("day", Kind.DATE),
                SourceColumn.category("word", List.of("0", "1", "10", "a b", "NA", "false", "true", "1.5")));
        return new FeatureRecipe(
                columns.stream().map(column -> filled(column, missing)).toList(), missing, unseen);
    }

    private static SourceColumn filled(SourceColumn column, Missing missing) {
        return missing.fills()
                ? column.filledWith(Collections.nCopies(column.values(), 0.25), missing == Missing.INDICATOR)
                : column;
    }

    private static ReadOptions reading(FeatureRecipe recipe, Notation notation, DataType type) {
        Dataset training = Dataset.of(Nd4j.zeros(type, 2, recipe.featureNames().size()), List.of("x", "y"))
                .withRecipe(recipe)
                .withReading(new Reading(notation.settings(), List.of(), List.of(), List.of()));
        return ReadOptions.forTraining()
                .withType(type)
                .withLabelUse(ReadOptions.LabelUse.IGNORED)
                .matching(training);
    }

    private static double[][] rows(Table table) {
        return IntStream.range(0, (int) table.matrix().rows())
                .mapToObj(i -> table.features().getRow(i).toDoubleVector())
                .toArray(double[][]::new);
    }

    /** Text of every kind, usual and odd. */
    private static final Map<String, String> TEXTS = Map.of(
            "number",
            "1| 1.50 |-0|+7|.5|5.|1e5|1E-05|0012|4.9e-324|1e-400||NA|none|-|nan|nAn|inf|1e400|1,5|1_0|0x10|1d|1 2|abc"
                    + "|123456789012345678901234567890|-999|-999.0|unknown|(5)|5 %|\u0661|true|2024-01-05|0.1"
                    + "|1.7976931348623157e308",
            "flag",
            "true|T|Yes|on|1|1.0|FALSE|n|off|0|0.0|2||NA|x",
            "day",
            "2024-01-05|1969-12-31 23:59:59.5|2024-01-05T10:00Z|2024-01-05 10:00:00.1234567|2024-01-05T10:00+0230"
                    + "|2024-01-05T10:00:00-02:30|2024-01-05 24:00|2024-01-05 24:00:01|2024-02-30|2023-02-29|0000-01-01"
                    + "|9999-12-31|2024-1-5|05.01.2024|2024-01-05T10:00 Z|2024-01-05 10:00:60|2024-01-05T10:00+15"
                    + "|20240105||NaT|missing",
            "word",
            "1|1.0|+1| 1 |1.000000e+00|01|0|-0|10|a b| a b\t|A b|NA|N/A|TRUE|False|yes|1.5|1.50||none|-999|-999.00"
                    + "|unknown");

    private static Stream<String> words(String separated) {
        return Arrays.stream(separated.split("\\|", -1));
    }

    private static List<Map<String, String>> textRows() {
        Map<String, String> usual = Map.of("number", "1", "flag", "true", "day", "2024-01-05", "word", "1");
        var rows = new ArrayList<Map<String, String>>();
        TEXTS.forEach((column, texts) -> words(texts).forEach(text -> {
            var row = new LinkedHashMap<>(usual);
            row.put(column, text);
            rows.add(row);
        }));
        return rows;
    }

    private String csv(List<Map<String, String>> rows) throws IOException {
        String lines = rows.stream()
                .map(row -> NAMES.stream()
                        .map(name -> '"' + row.get(name) + '"')
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve("t.csv"), String.join(",", NAMES) + "\n" + lines)
                .toString();
    }

    private void assertLaw(List<Map<String, String>> rows, FeatureRecipe recipe, Notation notation)
            throws IOException, SQLException {
        var records = new RecordFeatures(recipe, notation, DataType.DOUBLE);
        ReadOptions options = reading(recipe, notation, DataType.DOUBLE);
        var taken = new ArrayList<Map<String, String>>();
        var refused = new ArrayList<Map<String, String>>();
        for (Map<String, String> row : rows) {
            try {
                records.of(row);
                taken.add(row);
            } catch (IllegalArgumentException e) {
                refused.add(row);
            }
        }
        assertTrue(taken.size() > rows.size() / 5 && !refused.isEmpty(), taken.size() + " of " + rows.size());
        double[][] table = rows(Tables.readTest(csv(taken), options));
        for (int i = 0; i < taken.size(); i++) {
            assertArrayEquals(table[i], records.of(taken.get(i)), taken.get(i).toString());
        }
        String values = refused.stream()
                .map(row -> NAMES.stream()
                        .map(name -> DuckDb.text(row.get(name)))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "(VALUES ", ") AS t(" + String.join(", ", NAMES) + ")"));
        try (DuckDb database = DuckDb.open()) {
            List<List<Object>> answers = selected(database, values, recipe, notation, true);
            for (int i = 0; i < answers.size(); i++) {
                assertTrue(isRefused(answers.get(i), recipe), refused.get(i).toString());
            }
        }
    }

    /** What the reader of tables asks of its rows: one answer for each column, or element of a vector. */
    private static List<List<Object>> selected(
            DuckDb database, String from, FeatureRecipe recipe, Notation notation, boolean isText) throws SQLException {
        List<Relation.Column> columns = database.describe(from);
        String features = IntStream.range(0, columns.size())
                .mapToObj(i -> new FeatureSql(isText, isText, columns.get(i), notation)
                        .features(recipe.columns().get(i), false))
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
        return database.rows("SELECT " + features + " FROM " + from);
    }

    /** As {@link RowMaker} does. */
    private static boolean isRefused(List<Object> answers, FeatureRecipe recipe) {
        List<SourceColumn> columns = recipe.columns();
        return IntStream.range(0, answers.size()).anyMatch(i -> {
            SourceColumn column = columns.get(Math.min(i, columns.size() - 1));
            Object answer = answers.get(i);
            return answer == null
                    ? column.fill().isEmpty()
                    : Double.isInfinite((double) answer)
                            || (column.kind() == Kind.CATEGORY
                                    && (double) answer < 0
                                    && recipe.unseen() == Unseen.ERROR);
        });
    }

    @ParameterizedTest
    @CsvSource({"INDICATOR, ZERO", "MEAN, ERROR", "ERROR, ERROR"})
    void textIsThatOfCsv(Missing missing, Unseen unseen) throws IOException, SQLException {
        if (missing == Missing.ERROR) {
            assertLaw(textRows(), recipe(missing, unseen), Notation.USUAL);
        }
        Notation told =
                new Notation(List.of("-999", "unknown"), '.', Optional.empty(), Optional.empty(), Set.of(), Set.of());
        assertLaw(textRows(), recipe(missing, unseen), told);
    }

    static Stream<Notation> notations() {
        return Stream.of(
                new Notation(List.of(), ',', Optional.of('.'), Optional.empty(), Set.of(), Set.of()),
                new Notation(List.of("-1,5"), ',', Optional.empty(), Optional.empty(), Set.of("number"), Set.of()),
                new Notation(List.of("0"), '.', Optional.of(','), Optional.empty(), Set.of("number"), Set.of()),
                new Notation(List.of(), '.', Optional.of(' '), Optional.empty(), Set.of(), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("notations")
    void numbersAreWrittenAsTold(Notation notation) throws IOException, SQLException {
        String texts = "1|1,5|1.5|1.234,5|1,234.5|1.234.567|1,234,567|12,34,567|1 234|1 234,5|-1,5|-1.5|$5|5 %|5\u20ac"
                + "|EUR 1.234|-\u20ac 5|(5)|($5.50)|\u22125|+5|1e3|1,5e-3|,5|5,|.5|-||0|0,0|NA|USD|1..5|5 USD %|abc"
                + "|1\u00a0234";
        List<Map<String, String>> rows = words(texts)
                .map(text -> Map.of("number", text, "flag", "true", "day", "2024-01-05", "word", "1"))
                .toList();
        assertLaw(rows, recipe(Missing.INDICATOR, Unseen.ZERO), notation);
        assertLaw(rows, recipe(Missing.ERROR, Unseen.ERROR), notation);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%d.%m.%Y, 01.02.2024|1.2.2024|31.02.2024|00.01.2024|01.13.2024|001.02.2024",
                "%d.%m.%Y, 1.2.2024|01. 02.2024|1.2.5|01.02.0000|2024-01-05",
                "%-d/%-m/%y, 1/2/24|01/02/69|01/02/68|1/2/5|1/2/2024",
                "%d%m%y, 010224|10224|01021|0102245",
                "%Y%m%d, 20240105|2024015|202401051",
                "%d %b %Y, 01 Feb 2024|1 feb 2024|01  FEB 2024|1 February 2024|5 May 2024|5 Foo 2024",
                "%A %d %B %Y, Monday 1 January 2024|tuesday 1 january 2024|Mon 1 Jan 2024",
                "%a %d.%m., Mon 1.2.|Xyz 1.2.",
                "%d.%m.%Y %H:%M:%S.%f, 1.2.2024 10:20:30.5|1.2.2024 1:2:3.123456|1.2.2024 1:2:3.1234567",
                "%d.%m.%Y %H:%M:%S, 1.2.2024 23:59:59|1.2.2024 24:00:00",
                "%d.%m.%Y %T.%g, 1.2.2024 10:20:30.5|1.2.2024 10:20:30.1234|1.2.2024 10:20:60.1",
                "%d.%m.%Y %I:%M %p, 1.2.2024 12:05 AM|1.2.2024 12:05 pm|1.2.2024 1:05 PM|1.2.2024 13:05 PM",
                "%d.%m.%Y %H:%M %p, 1.2.2024 1:05 PM|1.2.2024 13:05 PM|1.2.2024 0:05 AM",
                "%d.%m.%Y %Hh%M %%, 1.2.2024 10h30 %|1.2.2024 10:30 %",
                "%d.%m.%Y %H:%M%z, 1.2.2024 10:20+02|1.2.2024 10:20-0230|1.2.2024 10:20+02:00|1.2.2024 10:20Z"
            })
    void datesAreWrittenAsTold(String format, String texts) throws IOException, SQLException {
        var told = new Notation(List.of(), '.', Optional.empty(), Optional.of(format), Set.of(), Set.of("day"));
        List<Map<String, String>> rows = words(texts)
                .map(text -> Map.of("number", "1", "flag", "true", "day", text, "word", "1"))
                .toList();
        assertLaw(rows, recipe(Missing.ERROR, Unseen.ERROR), told);
    }

    /** Values in SQL, of every type that a Parquet file may have; the driver gives the objects of Java. */
    private static final List<String> VALUES = words("1::TINYINT|0::SMALLINT|10::INTEGER|-5::BIGINT|200::UTINYINT"
                    + "|9223372036854775807::BIGINT|1::UBIGINT|0.1::FLOAT|1.0::FLOAT|1.5::DOUBLE|0.1::DOUBLE|1::DOUBLE"
                    + "|10::DOUBLE|1e20::DOUBLE|1.5e-7::DOUBLE|-999::DOUBLE|'nan'::DOUBLE|'infinity'::DOUBLE"
                    + "|1.5::DECIMAL(3,1)|1.50::DECIMAL(5,2)|1.0::DECIMAL(5,1)|true|false|DATE '2024-01-05'"
                    + "|DATE '1969-12-31'|TIMESTAMP '2024-01-05 10:00:00.123456'|TIMESTAMP '1969-12-31 23:59:59.5'"
                    + "|TIMESTAMPTZ '2024-01-05 10:00:00+02'|'a b'|'1.0'|'TRUE'|'other'|''"
                    + "|'71a3b1c8-0000-4000-8000-00000000000a'::UUID|NULL::INTEGER|NULL::VARCHAR|NULL::DATE"
                    + "|NULL::DOUBLE[]|[1.0, 2.5]::DOUBLE[]|[1, 2]::INTEGER[]")
            .toList();

    private static final List<String> WORDS = words("1|0|10|0.1|1.5|1.50|1e+20|1.5e-07|9223372036854775807|true"
                    + "|2024-01-05|2024-01-05 10:00:00.123456|2024-01-05 08:00:00+00|a b"
                    + "|71a3b1c8-0000-4000-8000-00000000000a")
            .toList();

    private static SourceColumn typedColumn(String name, Kind kind) {
        return switch (kind) {
            case CATEGORY -> SourceColumn.category(name, WORDS);
            case VECTOR -> SourceColumn.vector(name, 2);
            default -> SourceColumn.of(name, kind);
        };
    }

    /** One column for each value. */
    private Table read(List<String> values, UnaryOperator<SourceColumn> made, Notation notation)
            throws IOException, SQLException {
        Path file = directory.resolve("t.parquet");
        String columns = IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + " AS v" + i)
                .collect(Collectors.joining(", "));
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (SELECT " + columns + ") TO " + DuckDb.text(file.toString()) + " (FORMAT parquet)");
        }
        List<SourceColumn> all = IntStream.range(0, values.size())
                .mapToObj(i -> made.apply(SourceColumn.number("v" + i)))
                .toList();
        var recipe = new FeatureRecipe(all, Missing.INDICATOR, Unseen.ZERO);
        return Tables.readTest(file.toString(), reading(recipe, notation, DataType.DOUBLE));
    }

    private static List<Object> ofDriver(List<String> values) throws IOException, SQLException {
        var objects = new ArrayList<>();
        try (DuckDb database = DuckDb.open()) {
            for (Object object :
                    database.rows("SELECT " + String.join(", ", values)).get(0)) {
                objects.add(
                        object instanceof java.sql.Array array ? Arrays.asList((Object[]) array.getArray()) : object);
            }
        }
        return objects;
    }

    /** A list is no word, though DuckDB has a text for it; a column of no lists has no vectors, nor lacks any. */
    private static boolean canBe(Kind kind, String value) {
        boolean isList = value.endsWith("[]");
        return kind == Kind.CATEGORY ? !isList : !value.startsWith("NULL") || (kind == Kind.VECTOR) == isList;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void objectsOfJavaAreThoseOfParquet(Kind kind) throws IOException, SQLException {
        UnaryOperator<SourceColumn> made = column -> filled(typedColumn(column.name(), kind), Missing.INDICATOR);
        Notation notation = kind == Kind.DATE ? Notation.USUAL : TOLD;
        var recipe = new FeatureRecipe(List.of(made.apply(SourceColumn.number("v"))), Missing.INDICATOR, Unseen.ZERO);
        var records = new RecordFeatures(recipe, notation, DataType.DOUBLE);
        List<Object> objects = ofDriver(VALUES);
        var taken = new LinkedHashMap<String, double[]>();
        try (DuckDb database = DuckDb.open()) {
            for (int i = 0; i < objects.size(); i++) {
                String value = VALUES.get(i);
                Map<String, Object> record = Collections.singletonMap("v", objects.get(i));
                if (canBe(kind, value)) {
                    List<Object> answers = selected(database, "(SELECT " + value + " AS v)", recipe, notation, false)
                            .get(0);
                    if (isRefused(answers, recipe)) {
                        assertThrows(IllegalArgumentException.class, () -> records.of(record), value);
                    } else {
                        taken.put(value, records.of(record));
                    }
                }
            }
        }
        double[] expected = rows(read(List.copyOf(taken.keySet()), made, notation))[0];
        double[] found = taken.values().stream().flatMapToDouble(Arrays::stream).toArray();
        assertArrayEquals(expected, found, taken.keySet().toString());
        assertTrue(taken.size() >= (kind == Kind.VECTOR ? 3 : 5), taken.keySet().toString());
    }

    /** A recipe that a training has made, of columns of all kinds. */
    @ParameterizedTest
    @CsvSource({"MEAN, parquet", "INDICATOR, parquet", "ZERO, parquet", "DROP_ROW, parquet", "INDICATOR, csv"})
    void rowsOfATrainingAreItsRecords(Missing missing, String format) throws IOException, SQLException {
        String sql = "SELECT * FROM (VALUES"
                + " (1, 0.25::DECIMAL(4,2), true, DATE '1970-01-03', 'red wine', 1.0::DOUBLE, 'x'),"
                + " (2, 1.50, false, DATE '2024-01-04', 'blue', 2.0, 'y'),"
                + " (NULL, 2.75, NULL, NULL, NULL, 1.0, 'x'),"
                + " (7, -1.25, true, DATE '1969-01-04', 'red wine', 2.0, 'y'))"
                + " AS t(whole, tenth, flag, day, colour, code, label)";
        Path file = directory.resolve("t." + format);
        List<List<Object>> rows;
        try (DuckDb database = DuckDb.open()) {
            database.execute("COPY (" + sql + ") TO " + DuckDb.text(file.toString()) + " (FORMAT " + format + ")");
            rows = database.rows(sql);
        }
        TableOptions table = TableOptions.standard().withMissing(missing).withCategories(List.of("code"));
        Table training = Tables.readTraining(
                file.toString(),
                ReadOptions.forTraining().withType(DataType.DOUBLE).withTable(table));
        var records = new RecordFeatures(
                training.recipe().orElseThrow(), Notation.of(training.reading().settings()), DataType.DOUBLE);
        List<Map<String, Object>> all = rows.stream().map(RecordLawTest::named).toList();
        List<Map<String, Object>> kept = all;
        if (missing == Missing.DROP_ROW) {
            String message = assertThrows(IllegalArgumentException.class, () -> records.of(all.get(2)))
                    .getMessage();
            assertTrue(message.contains("'whole': a value was expected, but there is none; the training"), message);
            kept = List.of(all.get(0), all.get(1), all.get(3));
        }
        double[][] expected = rows(training);
        assertEquals(expected.length, kept.size());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], records.of(kept.get(i)), kept.get(i).toString());
        }
    }

    private static Map<String, Object> named(List<Object> row) {
        List<String> names = List.of("whole", "tenth", "flag", "day", "colour", "code");
        var record = new HashMap<String, Object>();
        for (int i = 0; i < names.size(); i++) {
            record.put(names.get(i), row.get(i));
        }
        record.put("an extra column", "is passed over");
        return record;
    }

    /** In float, columns far from 0 are kept as differences; others are the doubles, rounded. */
    @Test
    void floatsAreTheDoublesRounded() throws IOException {
        FeatureRecipe recipe = FeatureRecipe.ofNumbers(List.of("number"));
        String file = Files.writeString(directory.resolve("f.csv"), "number\n0.1\n-3.3\n1e-50\n")
                .toString();
        Table table = Tables.readTest(file, reading(recipe, Notation.USUAL, DataType.FLOAT));
        var records = new RecordFeatures(recipe, Notation.USUAL, DataType.FLOAT);
        List<Double> values = List.of(0.1, -3.3, 1e-50);
        for (int i = 0; i < values.size(); i++) {
            assertEquals(table.features().getFloat(i, 0), (float) records.of(Map.of("number", values.get(i)))[0]);
        }
        assertThrows(IllegalArgumentException.class, () -> records.of(Map.of("number", 1e39)));
        String large =
                Files.writeString(directory.resolve("l.csv"), "number\n1e39\n").toString();
        assertThrows(
                InputException.class, () -> Tables.readTest(large, reading(recipe, Notation.USUAL, DataType.FLOAT)));
    }
}
