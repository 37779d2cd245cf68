package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.reading.PmmlTable.Predictor;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a document element by element. It has no DTD, reads nothing but itself, and is nested as little as PMML is. */
final class PmmlReader {
    private static final int DEEPEST = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /** Beside the model they stand for other things than models. */
    private static final Set<String> NO_MODELS =
            Set.of("Header", "MiningBuildTask", "DataDictionary", "TransformationDictionary", "Extension");

    private final String text;
    private final PmmlContent content = new PmmlContent();
    private final Deque<String> open = new ArrayDeque<>();
    private XMLStreamReader xml;
    private PmmlField field;
    private PmmlTable table;
    private boolean hasModel;

    PmmlReader(String text) {
        this.text = text;
    }

    /** All that counts; see {@link PmmlModels}. */
    PmmlContent read() {
        try {
            xml = factory().createXMLStreamReader(new StringReader(text)); // of bytes, it prints what it does not like
            requireUtf8(xml.getCharacterEncodingScheme());
            while (xml.hasNext()) {
                handle(xml.next());
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("it must be XML without errors, but: " + lastLine(e), e);
        }
        if (!hasModel) {
            throw new IllegalArgumentException("there must be a RegressionModel, but there is no model");
        }
        content.requireSoftmax();
        return content;
    }

    /** That of the JDK, whose limits are known. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The text was read as UTF-8, of which ASCII is a part. */
    private static void requireUtf8(String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("US-ASCII")) {
            throw new IllegalArgumentException("the encoding must be UTF-8, but is " + encoding);
        }
    }

    private static String lastLine(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .reduce((first, last) -> last)
                .orElse("");
    }

    private void handle(int event) {
        if (event == XMLStreamConstants.DTD) {
            throw new IllegalArgumentException("PMML must have no document type, but has one");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            begin(xml.getLocalName());
            open.push(xml.getLocalName());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            open.pop();
        }
    }

    private void begin(String element) {
        if (open.isEmpty() && !element.equals("PMML")) {
            throw new IllegalArgumentException("the outermost element must be PMML, but is " + element);
        }
        if (open.size() >= DEEPEST) {
            throw new IllegalArgumentException("elements must be nested at most " + DEEPEST + " deep, but are deeper");
        }
        if (open.size() == 1) {
            beginPart(element);
        } else if (!open.isEmpty()) {
            beginInside(open.peek(), element);
        }
    }

    private void beginPart(String element) {
        if (NO_MODELS.contains(element)) {
            return;
        }
        if (!element.equals("RegressionModel") || hasModel) {
            throw new IllegalArgumentException("there must be one model, a RegressionModel, but there is "
                    + (hasModel ? "another one" : "a " + element));
        }
        hasModel = true;
        String function = attribute("functionName");
        if (!"classification".equals(function)) {
            throw new IllegalArgumentException("functionName must be classification, but is " + function);
        }
        content.setNormalization(attribute("normalizationMethod"));
        if (attribute("targetFieldName") != null) {
            content.setTarget(attribute("targetFieldName"));
        }
    }

    private void beginInside(String parent, String element) {
        switch (parent + "/" + element) {
            case "Header/Application" -> {
                content.addFact("library", attribute("name"));
                content.addFact("version", attribute("version"));
            }
            case "DataDictionary/DataField" -> field = content.addField(required("name"));
            case "DataField/Value" -> addValue();
            case "MiningSchema/MiningField" -> treat();
            case "RegressionModel/RegressionTable" -> beginTable();
            case "RegressionTable/NumericPredictor" -> addNumeric();
            case "RegressionTable/CategoricalPredictor" ->
                table.add(new Predictor(required("name"), required("value")), number("coefficient"));
            case "RegressionTable/PredictorTerm" ->
                throw new IllegalArgumentException("tables must have predictors of one field each, but there is a"
                        + " PredictorTerm, a product of several");
            default -> {} // what is not asked for
        }
    }

    private void addValue() {
        String property = attribute("property");
        if (property == null || property.equals("valid")) {
            field.values().add(required("value"));
        }
    }

    private void treat() {
        String name = required("name");
        String usage = attribute("usageType");
        if ("target".equals(usage) || "predicted".equals(usage)) {
            content.setTarget(name);
            return;
        }
        content.field(name)
                .treat(
                        attribute("missingValueReplacement"),
                        attribute("missingValueTreatment"),
                        attribute("invalidValueTreatment"));
    }

    private void beginTable() {
        table = new PmmlTable(required("targetCategory"), number("intercept"));
        content.addTable(table);
    }

    private void addNumeric() {
        String exponent = attribute("exponent");
        if (exponent != null && number("exponent") != 1) {
            throw new IllegalArgumentException("exponent of '" + required("name") + "' must be 1, but is " + exponent);
        }
        table.add(new Predictor(required("name"), null), number("coefficient"));
    }

    private String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    private String required(String name) {
        String value = attribute(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    xml.getLocalName() + " must have the attribute " + name + ", but has not");
        }
        return value;
    }

    private double number(String name) {
        String text = required(name).strip();
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name + " of " + xml.getLocalName() + " must be a number, but is '" + text + "'");
        }
        return Double.parseDouble(text);
    }
}
