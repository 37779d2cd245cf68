package io.github.softmax4j.export.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PmmlModelsTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int FILES = 1000;

    private static final String SOFTMAX = """
            <?xml version="1.0" encoding="UTF-8"?>
            <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
              <Header><Application name="some library" version="1.2"/></Header>
              <DataDictionary>
                <DataField name="kind" optype="categorical" dataType="string">
                  <Value value="a"/><Value value="b"/><Value value="c"/>
                </DataField>
                <DataField name="port" optype="categorical" dataType="string">
                  <Value value="Cork"/><Value value="Dover"/><Value value="?" property="missing"/>
                </DataField>
                <DataField name="x" optype="continuous" dataType="double"/>
                <DataField name="unused" optype="continuous" dataType="double"/>
              </DataDictionary>
              <RegressionModel functionName="classification" normalizationMethod="softmax">
                <MiningSchema>
                  <MiningField name="kind" usageType="target"/>
                  <MiningField name="x" missingValueReplacement="2.5"/>
                  <MiningField name="port" invalidValueTreatment="asIs" missingValueTreatment="returnInvalid"/>
                </MiningSchema>
                <RegressionTable intercept="0.5" targetCategory="a">
                  <NumericPredictor name="x" coefficient="-1e-2"/>
                  <CategoricalPredictor name="port" value="Dover" coefficient="3"/>
                </RegressionTable>
                <RegressionTable intercept="-.25" targetCategory="b">
                  <NumericPredictor name="x" exponent="1" coefficient="4"/>
                </RegressionTable>
                <RegressionTable intercept="0" targetCategory="c"/>
              </RegressionModel>
            </PMML>
            """;

    private static final String LOGIT = """
            <PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2">
              <DataDictionary>
                <DataField name="y"/><DataField name="u"/><DataField name="v"/>
              </DataDictionary>
              <RegressionModel functionName="classification" normalizationMethod="logit" targetFieldName="y">
                <RegressionTable intercept="1" targetCategory="yes">
                  <NumericPredictor name="v" coefficient="2"/><NumericPredictor name="u" coefficient="3"/>
                </RegressionTable>
                <RegressionTable intercept="0" targetCategory="no"/>
              </RegressionModel>
            </PMML>
            """;

    private static ForeignModel read(String text) {
        return PmmlModels.read(text);
    }

    /** A word without a coefficient has zeros, and a class without predictors too. */
    @Test
    void tablesAreClassesAndFieldsAreColumns() {
        ForeignModel model = read(SOFTMAX);
        assertEquals(List.of("a", "b", "c"), model.classes());
        assertEquals(List.of("port=Cork", "port=Dover", "x"), model.featureNames());
        assertArrayEquals(new double[][] {{0, 0, 0}, {3, 0, 0}, {-0.01, 4, 0}}, model.weights());
        assertArrayEquals(new double[] {0.5, -0.25, 0}, model.intercept());
        assertEquals("kind", model.labelColumn());
        assertEquals(Map.of("library", "some library", "version", "1.2"), model.facts());
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(
                        SourceColumn.category("port", List.of("Cork", "Dover")),
                        SourceColumn.number("x").filledWith(List.of(2.5), false)),
                Missing.MEAN,
                Unseen.ZERO);
        assertEquals(Optional.of(recipe), model.recipe());
        assertEquals(List.of(), model.warnings());
    }

    /** P(yes) = 1 / (1 + exp(-y)), which is a softmax of y and 0. */
    @Test
    void logitOfTwoClassesIsASoftmax() {
        ForeignModel model = read(LOGIT);
        assertEquals(List.of("yes", "no"), model.classes());
        assertEquals(List.of("u", "v"), model.featureNames());
        assertArrayEquals(new double[][] {{3, 0}, {2, 0}}, model.weights());
        assertArrayEquals(new double[] {1, 0}, model.intercept());
        assertEquals("y", model.labelColumn());
        assertEquals(Optional.empty(), model.recipe());
    }

    /** Where one field takes words that are not listed and another does not, all are refused, and that is told. */
    @Test
    void mixedAnswersToUnseenWordsAreWarnedOf() {
        String two = SOFTMAX.replace(
                        "<DataField name=\"unused\" optype=\"continuous\" dataType=\"double\"/>",
                        "<DataField name=\"deck\"><Value value=\"1\"/></DataField>")
                .replace(
                        "<RegressionTable intercept=\"0\" targetCategory=\"c\"/>",
                        "<RegressionTable intercept=\"0\" targetCategory=\"c\">"
                                + "<CategoricalPredictor name=\"deck\" value=\"1\" coefficient=\"1\"/>"
                                + "</RegressionTable>");
        ForeignModel model = read(two);
        assertEquals(Unseen.ERROR, model.recipe().orElseThrow().unseen());
        assertTrue(model.warnings().get(0).startsWith("Rows with a category that the file does not list are refused"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8 | ISO-8859-1 | the encoding must be UTF-8, but is ISO-8859-1",
                "normalizationMethod=\"softmax\" | | normalizationMethod must be softmax, or logit of two classes,"
                        + " but is null",
                "\"softmax\" | \"cauchit\" | normalizationMethod must be softmax, or logit of two classes,"
                        + " but is cauchit",
                "\"softmax\" | \"logit\" | with logit there must be two RegressionTables, the second empty, but"
                        + " there are 3; more than two are not made to sum to 1",
                "classification | regression | functionName must be classification, but is regression",
                "RegressionModel | TreeModel | there must be one model, a RegressionModel, but there is a TreeModel",
                "<PMML | <html | the outermost element must be PMML, but is html",
                "exponent=\"1\" | exponent=\"2\" | exponent of 'x' must be 1, but is 2",
                "coefficient=\"4\" | coefficient=\"NaN\" | coefficient of NumericPredictor must be a number, but is"
                        + " 'NaN'",
                "coefficient=\"4\" | coefficient=\"0x1p3\" | coefficient of NumericPredictor must be a number, but is"
                        + " '0x1p3'",
                "coefficient=\"4\" | coefficient=\"1e400\" | weights must be finite, but there is Infinity",
                "coefficient=\"4\" | | NumericPredictor must have the attribute coefficient, but has not",
                "targetCategory=\"b\" | targetCategory=\"a\" | names of classes must differ, but 'a' stands twice",
                "<Value value=\"c\"/> | | there must be a RegressionTable for each of the 2 values of 'kind', but"
                        + " there are 3",
                "<CategoricalPredictor name=\"port\" | <CategoricalPredictor name=\"x\" | a field must be a number or a"
                        + " category, but 'x' has predictors of both",
                "CategoricalPredictor name=\"port\" | CategoricalPredictor name=\"made\" | fields must be in the"
                        + " DataDictionary, as they come from the table, but 'made' is not: fields that are computed"
                        + " from others cannot be taken over",
                "CategoricalPredictor name | PredictorTerm name | tables must have predictors of one field each, but"
                        + " there is a PredictorTerm, a product of several",
                "2.5 | many | missingValueReplacement of 'x' must be a number, but is 'many'",
                "name=\"unused\" | name=\"x\" | names of fields must differ, but 'x' is there twice"
            })
    void whatIsNoSoftmaxRegressionIsRefused(String right, String wrong, String said) {
        assertEquals(said, messageOf(SOFTMAX.replace(right, wrong == null ? "" : wrong)));
    }

    private static String messageOf(String text) {
        return assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
    }

    /** Entities within entities, files beside, elements in elements: none is followed. */
    @Test
    void hostileDocumentsAreRefusedAtOnce() {
        String bomb = "<!DOCTYPE PMML [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        String beside = "<!DOCTYPE PMML [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
        String body = SOFTMAX.substring(SOFTMAX.indexOf("<PMML")).replace("some library", "&a;");
        for (String type : List.of(bomb, beside, "<!DOCTYPE PMML SYSTEM \"file:///etc/hostname\">")) {
            assertTimeoutPreemptively(
                    LONGEST,
                    () -> assertEquals("PMML must have no document type, but has one", messageOf(type + body)));
        }
        String deep = "<PMML>" + "<Extension>".repeat(100_000);
        assertEquals("elements must be nested at most 64 deep, but are deeper", messageOf(deep));
    }

    /** A table is a few bytes, and so is a field: their product is not made before it is known to be small enough. */
    @Test
    void fewBytesCannotAskForMuchMemory() {
        var text = new StringBuilder("<PMML><DataDictionary>");
        for (int i = 0; i < 20_000; i++) {
            text.append("<DataField name='").append(i).append("'/>");
        }
        text.append("</DataDictionary><RegressionModel functionName='classification' normalizationMethod='softmax'>")
                .append("<RegressionTable intercept='0' targetCategory='first'>");
        for (int i = 0; i < 20_000; i++) {
            text.append("<NumericPredictor name='").append(i).append("' coefficient='1'/>");
        }
        text.append("</RegressionTable>");
        for (int k = 0; k < 20_000; k++) {
            text.append("<RegressionTable intercept='0' targetCategory='")
                    .append(k)
                    .append("'/>");
        }
        String message = messageOf(text + "</RegressionModel></PMML>");
        assertTrue(message.startsWith("there must be 1 to "), message);
    }

    @Test
    void damagedDocumentsAreAModelOrAnError() {
        byte[] intact = SOFTMAX.getBytes(StandardCharsets.UTF_8);
        var random = new Random(44);
        int errors = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = damaged(intact, random);
            errors += assertTimeoutPreemptively(LONGEST, () -> isError(bytes), () -> Arrays.toString(bytes)) ? 1 : 0;
        }
        assertTrue(errors > FILES / 2, errors + " errors");
    }

    private static byte[] damaged(byte[] intact, Random random) {
        int end = random.nextInt(4) == 0 ? random.nextInt(intact.length) : intact.length;
        byte[] bytes = Arrays.copyOf(intact, end);
        for (int change = random.nextInt(4); change >= 0 && end > 0; change--) {
            bytes[random.nextInt(end)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static boolean isError(byte[] bytes) {
        try {
            ForeignModel model = PmmlModels.read(new String(bytes, StandardCharsets.UTF_8));
            return model.classes().isEmpty();
        } catch (IllegalArgumentException e) {
            return !e.getMessage().isBlank();
        }
    }
}
