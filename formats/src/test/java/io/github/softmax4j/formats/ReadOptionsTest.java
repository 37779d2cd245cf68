package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.softmax4j.backend.RunsWithoutBackend;
import io.github.softmax4j.data.Dataset;
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
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Options never change, and each of them counts. */
@RunsWithoutBackend
class ReadOptionsTest {
    private static final List<String> COLUMNS = List.of("a", "b");

    /** A value that is not the default, for each method that sets one. */
    private static final Map<String, Object> READING = Map.ofEntries(
            Map.entry("withLabel", "y"),
            Map.entry("withType", DataType.DOUBLE),
            Map.entry("withLabelFile", Path.of("labels")),
            Map.entry("withFormat", Format.NPZ),
            Map.entry("withTable", TableOptions.standard().withDrop(COLUMNS)),
            Map.entry("withLibsvm", LibsvmOptions.standard().withHashFeatures(8).withIndexBase(0)),
            Map.entry("withHashFeatures", 8),
            Map.entry("withIndexBase", 0),
            Map.entry("withPixelScale", 1.0),
            Map.entry("withNpz", new NpzOptions(Optional.of("x"), NpzOptions.Part.VALIDATION)),
            Map.entry("withArray", "x"),
            Map.entry("withIdx", IdxOptions.standard().withPixelScale(1)),
            Map.entry("withStorage", FeatureStorage.automatic()),
            Map.entry("withLabelUse", ReadOptions.LabelUse.OPTIONAL),
            Map.entry("withStrict", true),
            Map.entry("withListener", (LongConsumer) rows -> {}),
            Map.entry("withCache", Path.of("cache")));

    private static final Map<String, Object> TABLE = Map.ofEntries(
            Map.entry("withDrop", COLUMNS),
            Map.entry("withFeatures", COLUMNS),
            Map.entry("withCategories", COLUMNS),
            Map.entry("withNumbers", COLUMNS),
            Map.entry("withDates", COLUMNS),
            Map.entry("withFlags", COLUMNS),
            Map.entry("withDateFormat", "%d.%m.%Y"),
            Map.entry("withNaValues", List.of("none")),
            Map.entry("withDecimal", ','),
            Map.entry("withThousands", '.'),
            Map.entry("withMissing", Missing.MEAN),
            Map.entry("withUnseen", Unseen.ZERO),
            Map.entry("withKeep", COLUMNS),
            Map.entry("withText", TextOptions.standard().withHeader(true)),
            Map.entry("withHeader", true),
            Map.entry("withDatabase", "d.duckdb"));

    private static final Map<String, Object> TEXT = Map.of(
            "withHeader",
            true,
            "withSeparator",
            ';',
            "withQuote",
            '|',
            "withEncoding",
            StandardCharsets.ISO_8859_1,
            "withSkippedLines",
            2);

    private static List<Method> setters(Class<?> options) {
        return Stream.of(options.getMethods())
                .filter(method -> method.getName().startsWith("with") && method.getParameterCount() == 1)
                .toList();
    }

    /** Sets an option in the form that the method takes: a list, names one by one, or a change of those inside. */
    private static Object set(Object options, Method setter, Object value) throws ReflectiveOperationException {
        Class<?> type = setter.getParameterTypes()[0];
        Object argument = value;
        if (type == UnaryOperator.class) {
            argument = (UnaryOperator<Object>) before -> value;
        } else if (type == String[].class) {
            argument = ((List<?>) value).toArray(String[]::new);
        }
        return setter.invoke(options, new Object[] {argument});
    }

    /** Sets each option alone: the others stay, and options with and without it differ. */
    private static void assertEachCounts(Object standard, Map<String, Object> values)
            throws ReflectiveOperationException {
        String before = standard.toString();
        for (Method setter : setters(standard.getClass())) {
            Object value = values.get(setter.getName());
            assertNotNull(value, "this test needs a value for " + setter.getName());
            Object changed = set(standard, setter, value);
            assertNotEquals(standard, changed, setter.getName());
            assertEquals(set(standard, setter, value), changed, setter.getName());
            assertNotEquals(before, changed.toString(), setter.getName());
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
            table = (TableOptions) set(table, setter, TABLE.get(setter.getName()));
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
        ReadOptions elsewhere = options.withStorage(FeatureStorage.automatic())
                .withCache(Path.of("cache"))
                .withListener(rows -> {});
        assertEquals(options.choices(), elsewhere.choices());
        assertNotEquals(options.choices(), options.withHashFeatures(8).choices());
        TableOptions withHeader = TableOptions.standard().withHeader(true);
        assertNotEquals(options.choices(), options.withTable(withHeader).choices());
    }

    /** A person reads what was told, under the names of the methods, and nothing else. */
    @Test
    void textsSayWhatWasTold() {
        ReadOptions options = ReadOptions.forTraining();
        assertEquals("ReadOptions[]", options.toString());
        assertEquals(
                "ReadOptions[label=species, type=DOUBLE, drop=[id, name], missing=MEAN, header=true, separator=';',"
                        + " hashFeatures=8, pixelScale=1.0, cache=kept]",
                options.withLabel("species")
                        .withType(DataType.DOUBLE)
                        .withTable(table -> table.withDrop("id", "name")
                                .withMissing(Missing.MEAN)
                                .withText(text -> text.withHeader(true).withSeparator(';')))
                        .withHashFeatures(8)
                        .withPixelScale(1)
                        .withCache(Path.of("kept"))
                        .toString());
        assertEquals(
                "ReadOptions[usualLabel=kind, besideTraining=true, expected=width, height of bee, fly]",
                options.matching(Dataset.of(new float[][] {{1, 2}, {2, 1}}, "fly", "bee")
                                .withFeatureNames(List.of("width", "height"))
                                .withLabelColumn("kind"))
                        .toString());
        assertEquals(
                "TextOptions[quote='']", TextOptions.standard().withQuote('\0').toString());
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
        ReadOptions options = ReadOptions.forTraining();
        String message = assertThrows(IllegalArgumentException.class, () -> options.withHashFeatures(0))
                .getMessage();
        assertEquals("features must be hashed into 1 column or more, but are into 0", message);
    }
}
