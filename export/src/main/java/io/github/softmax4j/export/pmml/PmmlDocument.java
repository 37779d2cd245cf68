package io.github.softmax4j.export.pmml;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import java.io.IOException;
import java.util.List;

/** Writes the parts of a document in the order that the schema asks for. */
final class PmmlDocument {
    private final ScoringForm form;
    private final ModelFacts facts;
    private final TargetOptions options;
    private final PmmlNames names;
    private final XmlText xml;

    PmmlDocument(ScoringForm form, ModelFacts facts, TargetOptions options, XmlText xml) {
        this.form = form;
        this.facts = facts;
        this.options = options;
        this.names = PmmlNames.of(form, facts.labelColumn());
        this.xml = xml;
    }

    void write() throws IOException {
        xml.begin("PMML", "xmlns", "http://www.dmg.org/PMML-4_4", "version", "4.4");
        writeHeader();
        writeDictionary();
        xml.begin(
                "RegressionModel",
                "modelName",
                "softmax regression",
                "functionName",
                "classification",
                "algorithmName",
                "multinomial logistic regression",
                "normalizationMethod",
                "softmax");
        writeMiningSchema();
        writeOutput();
        writeTransformations();
        new PmmlTables(form, names, xml).write();
        xml.end();
        xml.end();
        xml.flush();
    }

    /** Without a time: the same model makes the same bytes. */
    private void writeHeader() throws IOException {
        xml.begin("Header", "description", "softmax regression; dates are days since 1970-01-01, with a fraction");
        extension("fingerprint", facts.fingerprint());
        extension("data fingerprint", facts.dataFingerprint());
        extension("temperature", String.valueOf(facts.temperature()));
        xml.empty("Application", "name", "Softmax4J", "version", facts.version());
        xml.end();
    }

    private void extension(String name, String value) throws IOException {
        xml.empty("Extension", "extender", "Softmax4J", "name", name, "value", value);
    }

    private void writeDictionary() throws IOException {
        int inputs = names.inputs().stream().mapToInt(List::size).sum();
        xml.begin("DataDictionary", "numberOfFields", String.valueOf(inputs + 1));
        writeField(names.target(), "categorical", "string");
        writeValues(form.classes(), null);
        xml.end();
        for (int i = 0; i < form.columns().size(); i++) {
            for (String input : names.inputs().get(i)) {
                writeField(form.columns().get(i), input);
            }
        }
        xml.end();
    }

    private void writeField(String name, String operations, String type) throws IOException {
        xml.begin("DataField", "name", name, "optype", operations, "dataType", type);
    }

    private void writeField(FormColumn column, String name) throws IOException {
        if (column instanceof WordColumn words) {
            writeField(name, "categorical", "string");
            writeValues(words.words(), null);
            writeValues(words.nothings(), "missing");
        } else if (column.kind() == Kind.FLAG) {
            writeField(name, "categorical", "boolean");
            writeValues(List.of("true", "false"), null);
        } else {
            writeField(name, "continuous", "double");
            String largest = String.valueOf(Double.MAX_VALUE);
            xml.empty("Interval", "closure", "closedClosed", "leftMargin", "-" + largest, "rightMargin", largest);
        }
        xml.end();
    }

    private void writeValues(List<String> values, String property) throws IOException {
        for (String value : values) {
            xml.empty("Value", "value", value, "property", property);
        }
    }

    private void writeMiningSchema() throws IOException {
        xml.begin("MiningSchema");
        xml.empty("MiningField", "name", names.target(), "usageType", "target");
        for (int i = 0; i < form.columns().size(); i++) {
            FormColumn column = form.columns().get(i);
            boolean mayBeUnseen =
                    column instanceof WordColumn words && words.unseen().isPresent();
            for (String input : names.inputs().get(i)) {
                xml.empty(
                        "MiningField",
                        "name",
                        input,
                        "usageType",
                        "active",
                        "missingValueTreatment",
                        column.gap().isPresent() ? "asIs" : "returnInvalid",
                        "invalidValueTreatment",
                        mayBeUnseen ? "asIs" : "returnInvalid");
            }
        }
        xml.end();
    }

    private void writeOutput() throws IOException {
        xml.begin("Output");
        if (options.label()) {
            xml.empty(
                    "OutputField",
                    "name",
                    names.label(),
                    "optype",
                    "categorical",
                    "dataType",
                    "string",
                    "feature",
                    "predictedValue");
        }
        for (int k = 0; k < form.classes().size(); k++) {
            xml.empty(
                    "OutputField",
                    "name",
                    names.probabilities().get(k),
                    "optype",
                    "continuous",
                    "dataType",
                    "double",
                    "feature",
                    "probability",
                    "value",
                    form.classes().get(k));
        }
        xml.end();
    }

    /** Of columns that may lack values only. */
    private void writeTransformations() throws IOException {
        if (form.columns().stream().allMatch(column -> column.gap().isEmpty())) {
            return;
        }
        xml.begin("LocalTransformations");
        for (int i = 0; i < form.columns().size(); i++) {
            if (form.columns().get(i).gap().isPresent()) {
                writeTransformations(i);
            }
        }
        xml.end();
    }

    /** A vector is missing where all of its numbers are; one that lacks some has no value, and so no result. */
    private void writeTransformations(int column) throws IOException {
        List<String> inputs = names.inputs().get(column);
        String missing = names.missing().get(column);
        beginIf(missing);
        writeAllMissing(inputs);
        constant(1);
        constant(0);
        endIf();
        if (PmmlTables.isFilled(form.columns().get(column))) {
            double[] fill = form.columns().get(column).gap().orElseThrow().fill();
            for (int j = 0; j < inputs.size(); j++) {
                beginIf(names.filled().get(column).get(j));
                xml.begin("Apply", "function", "equal");
                xml.empty("FieldRef", "field", missing);
                constant(1);
                xml.end();
                constant(fill[j]);
                xml.empty("FieldRef", "field", inputs.get(j));
                endIf();
            }
        }
    }

    private void writeAllMissing(List<String> inputs) throws IOException {
        if (inputs.size() > 1) {
            xml.begin("Apply", "function", "and");
        }
        for (String input : inputs) {
            xml.begin("Apply", "function", "isMissing");
            xml.empty("FieldRef", "field", input);
            xml.end();
        }
        if (inputs.size() > 1) {
            xml.end();
        }
    }

    private void beginIf(String name) throws IOException {
        xml.begin("DerivedField", "name", name, "optype", "continuous", "dataType", "double");
        xml.begin("Apply", "function", "if");
    }

    private void endIf() throws IOException {
        xml.end();
        xml.end();
    }

    private void constant(double value) throws IOException {
        xml.text("Constant", String.valueOf(value), "dataType", "double");
    }
}
