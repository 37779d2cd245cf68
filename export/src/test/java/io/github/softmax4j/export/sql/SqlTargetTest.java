package io.github.softmax4j.export.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Names of tables and columns, and what SQL has no room for. */
class SqlTargetTest {
    @TempDir
    private Path folder;

    private static String messageOf(SoftmaxModel model, TargetOptions options) {
        return assertThrows(
                        IllegalArgumentException.class, () -> Queries.of(model, ScoringForm.ofFeatures(model), options))
                .getMessage();
    }

    private static SoftmaxModel model(String... features) {
        return MadeModels.of(DataType.FLOAT, List.of("a", "b"), List.of(features));
    }

    /** The check runs each in DuckDB: names of steps, words of SQL, a schema, a database, quotes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cells",
                "order",
                "Flights",
                "public.flights",
                "a.b.\"c.d\"",
                "\"it's \"\"one\"\"\"",
                "Fl\u00fcge"
            })
    void tablesMayHaveTheseNames(String table) throws IOException {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ZERO);
        ExportOptions options = ExportOptions.defaults().withTable(table).withKeep(List.of("id", "label", "total"));
        assertTrue(ModelExport.write(model, folder.resolve("model.sql"), options)
                .check()
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a.", ".a", "a;b", "\"a", "a--b", "1a", "a.b.c.d", "\"\"", "a\"b\"", "(SELECT 1)"})
    void tablesMayNotHaveThese(String table) {
        String message = messageOf(model("x"), Queries.options(table));
        assertTrue(
                message.startsWith("the table must be named as SQL has it") && message.endsWith("is " + table),
                message);
    }

    @Test
    void outputsDifferAlsoInCapitals() {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, List.of("a", "A", "b"), List.of("x"));
        OutputNames names =
                OutputNames.of(ScoringForm.ofFeatures(model), Queries.options("t", "label", "Probability_b", "label_"));
        assertEquals("label__", names.label());
        assertEquals(List.of("probability_a", "probability_A_", "probability_b_"), names.probabilities());
    }

    @Test
    void namesThatNoTableHasAreRefused() {
        assertEquals(
                "names of columns must differ in more than capitals, which DuckDB does not tell apart, but there are"
                        + " 'X' and 'x'",
                messageOf(model("x", "X"), Queries.options("t")));
        assertTrue(messageOf(model("x\0"), Queries.options("t")).contains("a zero in it"));
        assertTrue(messageOf(model("x"), Queries.options("t", "id", "ID")).contains("'ID' is there twice"));
    }

    /** What ends a line in a name would end the comment, and the rest of it be SQL. */
    @Test
    void namesDoNotEndComments() throws IOException {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, List.of("a", "b"), List.of("x\nSELECT 1;\r--\u2028y"));
        String query = Queries.of(model, ScoringForm.ofFeatures(model), Queries.options("t"));
        String head = query.substring(0, query.indexOf("WITH cells"));
        assertTrue(head.lines().allMatch(line -> line.startsWith("--")), head);
        assertTrue(ModelExport.write(model, folder.resolve("model.sql"), ExportOptions.defaults())
                .check()
                .isPresent());
    }

    @Test
    void whatTakesLongToPlanIsRefused() {
        SoftmaxModel wide = MadeModels.of(DataType.FLOAT, List.of("a", "b"), MadeModels.names("x", 5001));
        assertTrue(messageOf(wide, Queries.options("t")).contains("but the model has 5001 and 10002; ONNX has room"));
        SoftmaxModel deep = MadeModels.of(DataType.FLOAT, MadeModels.names("k", 101), MadeModels.names("x", 1000));
        assertTrue(messageOf(deep, Queries.options("t")).contains("but the model has 1000 and 101000"));
    }

    @Test
    void thePostgresThatHasNoRoomIsWarnedOf() {
        SoftmaxModel wide = MadeModels.of(DataType.FLOAT, List.of("a", "b"), MadeModels.names("x", 1700));
        ScoringForm form = ScoringForm.ofFeatures(wide);
        assertTrue(new SqlTarget().warnings(form, Queries.options("t")).get(0).contains("1700 columns"));
        String longName = "x".repeat(64);
        ScoringForm named = ScoringForm.ofFeatures(model(longName));
        assertTrue(new SqlTarget().warnings(named, Queries.options("t")).get(0).contains(longName));
        assertEquals(List.of(), new SqlTarget().warnings(ScoringForm.ofFeatures(model("x")), Queries.options("t")));
    }
}
