package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.backend.RunsWithoutBackend;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.FeatureStorage;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Options never change, and each of them counts. */
@RunsWithoutBackend
class ReadOptionsTest {
    private static final List<String> COLUMNS = List.of("a", "b");

    /** A value that is not the default, for each method that sets one. */
    private static final Map<String, Object> READING = Map.ofEntries(
            Map.entry("withLabel", Optional.of("y")),
            Map.entry("withType", DataType.DOUBLE),
            Map.entry("withLabelFile", Optional.of(Path.of("labels"))),
            Map.entry("withFormat", Optional.of(Format.NPZ)),
            Map.entry("withTable", TableOptions.standard().withDrop(COLUMNS)),
            Map.entry("withLibsvm", new LibsvmOptions(OptionalInt.of(8), OptionalInt.of(0))),
            Map.entry("withHashFeatures", OptionalInt.of(8)),
            Map.entry("withNpz", new NpzOptions(Optional.of("x"), NpzOptions.Part.VALIDATION)),
            Map.entry("withArray", Optional.of("x")),
            Map.entry("withIdx", new IdxOptions(OptionalDouble.of(1))),
            Map.entry("withStorage", FeatureStorage.automatic()),
            Map.entry("withUsualLabel", Optional.of("y")),
            Map.entry("withLabelUse", ReadOptions.LabelUse.OPTIONAL),
            Map.entry("withStrict", true),
            Map.entry("withCache", Optional.of(Path.of("cache"))));

    private static final Map<String, Object> TABLE = Map.ofEntries(
            Map.entry("withDrop", COLUMNS),
            Map.entry("withFeatures", COLUMNS),
            Map.entry("withCategories", COLUMNS),
            Map.entry("withNumbers", COLUMNS),
            Map.entry("withDates", COLUMNS),
            Map.entry("withFlags", COLUMNS),
            Map.entry("withDateFormat", Optional.of("%d.%m.%Y")),
            Map.entry("withNaValues", List.of("none")),
            Map.entry("withDecimal", Optional.of(',')),
            Map.entry("withThousands", Optional.of('.')),
            Map.entry("withMissing", Missing.MEAN),
            Map.entry("withUnseen", Optional.of(Unseen.ZERO)),
            Map.entry("withKeep", COLUMNS),
            Map.entry("withText", TextOptions.standard().withHeader(Optional.of(true))),
            Map.entry("withHeader", Optional.of(true)),
            Map.entry("withDatabase", Optional.of("d.duckdb")));

    private static final Map<String, Object> TEXT = Map.of(
            "withHeader",
            Optional.of(true),
            "withSeparator",
            Optional.of(';'),
            "withQuote",
            Optional.of('|'),
            "withEncoding",
            Optional.of(StandardCharsets.ISO_8859_1),
            "withSkippedLines",
            2);

    private static List<Method> setters(Class<?> options) {
        return Stream.of(options.getMethods())
                .filter(method -> method.getName().startsWith("with"))
                .toList();
    }

    /** Sets each option alone: the others stay, and options with and without it differ. */
    private static void assertEachCounts(Object standard, Map<String, Object> values)
            throws ReflectiveOperationException {
        String before = standard.toString();
        for (Method setter : setters(standard.getClass())) {
            Object value = values.get(setter.getName());
            assertNotNull(value, "this test needs a value for " + setter.getName());
            Object changed = setter.invoke(standard, value);
            assertNotEquals(standard, changed, setter.getName());
            assertEquals(setter.invoke(standard, value), changed, setter.getName());
            assertEquals(before, standard.toString(), setter.getName());
        }
    }

    @Test
    void eachOptionCounts() throws ReflectiveOperationException {
        assertEachCounts(ReadOptions.forTraining(), READING);
        assertEachCounts(TableOptions.standard(), TABLE);
        assertEachCounts(TextOptions.standard(), TEXT);
    }

    @Test
    void allOptionsAreKeptTogether() throws ReflectiveOperationException {
        TableOptions table = TableOptions.standard();
        for (Method setter : setters(TableOptions.class)) {
            table = (TableOptions) setter.invoke(table, TABLE.get(setter.getName()));
        }
        assertEquals(COLUMNS, table.drop());
        assertEquals(COLUMNS, table.features());
        assertEquals(COLUMNS, table.categories());
        assertEquals(Missing.MEAN, table.missing());
        assertEquals(Optional.of(Unseen.ZERO), table.unseen());
        assertEquals(COLUMNS, table.keep());
        assertEquals(Optional.of(true), table.text().header());
        assertEquals(Optional.of("d.duckdb"), table.database());
    }

    /** Where features are kept changes nothing of what is read. */
    @Test
    void choicesAreWhatChangesTheTable() {
        ReadOptions options = ReadOptions.forTraining();
        ReadOptions elsewhere =
                options.withStorage(FeatureStorage.automatic()).withCache(Optional.of(Path.of("cache")));
        assertEquals(options.choices(), elsewhere.choices());
        assertNotEquals(
                options.choices(), options.withHashFeatures(OptionalInt.of(8)).choices());
        TableOptions withHeader = TableOptions.standard().withHeader(Optional.of(true));
        assertNotEquals(options.choices(), options.withTable(withHeader).choices());
    }

    @Test
    void listsAreCopied() {
        var columns = new ArrayList<>(COLUMNS);
        TableOptions options = TableOptions.standard().withDrop(columns);
        columns.clear();
        assertEquals(COLUMNS, options.drop());
    }

    @Test
    void featuresAreHashedIntoOneColumnAtLeast() {
        OptionalInt none = OptionalInt.of(0);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ReadOptions.forTraining().withHashFeatures(none))
                .getMessage();
        assertEquals("features must be hashed into 1 column or more, but are into 0", message);
    }
}
