package io.github.softmax4j.export.pmml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.ExportOptions;
import io.github.softmax4j.export.ExportOptions.Input;
import io.github.softmax4j.export.ExportedModels;
import io.github.softmax4j.export.MadeModels;
import io.github.softmax4j.export.ModelExport;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.xml.sax.SAXException;

/** Documents are as the schema has it; what they say is held against models by the check of each export. */
class PmmlTargetTest {
    @TempDir
    private Path folder;

    private static Validator schema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(PmmlTargetTest.class.getResource("/pmml.xsd")) // of pmml-model, PMML 4.4
                .newValidator();
    }

    static Stream<String> models() {
        return ExportedModels.names().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void documentsAreValid(String name) throws IOException, SAXException {
        SoftmaxModel model = ExportedModels.named(name).model();
        Path file = folder.resolve("model.pmml");
        for (ExportOptions options : List.of(
                ExportOptions.defaults(),
                ExportOptions.defaults().withInput(Input.FEATURES).withNoLabel())) {
            ModelExport.write(model, file, options);
            schema().validate(new StreamSource(file.toFile()));
        }
    }

    @Test
    void whatXmlCannotHoldIsRefused() {
        SoftmaxModel model = MadeModels.of(DataType.FLOAT, List.of("a", "b\u0001"), List.of("x"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelExport.write(model, folder.resolve("model.pmml"), ExportOptions.defaults()))
                .getMessage();
        assertEquals(
                "names and words must have characters that XML has room for, but there is \\u0001 in 'b?'", message);
    }

    /** Readers make blanks of tabs and ends of lines that stand in attributes as they are. */
    @Test
    void blanksOfAllKindsAreKept() throws IOException {
        SoftmaxModel model =
                MadeModels.of(DataType.FLOAT, List.of("a\tb", "a\nb", "a\rb", " a<b&\"c\"> "), List.of("x\ty", " x "));
        assertTrue(ModelExport.write(model, folder.resolve("model.pmml"), ExportOptions.defaults())
                .check()
                .isPresent());
    }

    @Test
    void namesShareOneSpace() {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ERROR);
        PmmlNames names = PmmlNames.of(ScoringForm.ofColumns(model, Unseen.ERROR), "fill");
        List<String> all = Stream.of(
                        names.inputs().stream().flatMap(List::stream),
                        names.filled().stream().flatMap(List::stream),
                        names.missing().stream(),
                        names.probabilities().stream(),
                        Stream.of(names.label(), names.target()))
                .flatMap(part -> part)
                .toList();
        assertEquals(all.size(), all.stream().distinct().count());
        assertEquals("label_", names.label());
        assertEquals("fill_", names.target());
    }

    @Test
    void manyWeightsAreWarnedOf() {
        SoftmaxModel large = MadeModels.of(DataType.FLOAT, MadeModels.names("k", 60), MadeModels.names("x", 100));
        var options = new TargetOptions(false, true, "t", List.of());
        assertTrue(new PmmlTarget()
                .warnings(ScoringForm.ofFeatures(large), options)
                .get(0)
                .contains("6000 weights"));
    }
}
