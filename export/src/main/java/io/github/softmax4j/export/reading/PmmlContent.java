package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.reading.PmmlTable.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document says, as far as it counts here; checked for being a softmax regression. */
final class PmmlContent {
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, PmmlField> fields = new LinkedHashMap<>();
    private final List<PmmlTable> tables = new ArrayList<>();
    private String target = "";
    private String normalization;

    void addFact(String name, String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    PmmlField addField(String name) {
        var field = new PmmlField(name);
        if (fields.putIfAbsent(name, field) != null) {
            throw new IllegalArgumentException("names of fields must differ, but '" + name + "' is there twice");
        }
        return field;
    }

    void addTable(PmmlTable table) {
        tables.add(table);
    }

    void setTarget(String name) {
        target = name;
    }

    void setNormalization(String method) {
        normalization = method;
    }

    /** The field of that name, which the DataDictionary must have. */
    PmmlField field(String name) {
        PmmlField field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "fields must be in the DataDictionary, as they come from the table, but '" + name
                            + "' is not: fields that are computed from others cannot be taken over");
        }
        return field;
    }

    Map<String, String> facts() {
        return facts;
    }

    /** All fields, in the order of the file. */
    List<PmmlField> fields() {
        return List.copyOf(fields.values());
    }

    List<PmmlTable> tables() {
        return tables;
    }

    /** The name of the field of the classes, or empty. */
    String target() {
        return target;
    }

    /** Checks what the tables must be, and that each predictor has a field. */
    void requireSoftmax() {
        boolean isLogit = "logit".equals(normalization);
        if (!isLogit && !"softmax".equals(normalization)) {
            throw new IllegalArgumentException(
                    "normalizationMethod must be softmax, or logit of two classes, but is " + normalization);
        }
        if (tables.size() < 2) {
            throw new IllegalArgumentException(
                    "there must be a RegressionTable for each of 2 or more classes, but there are " + tables.size());
        }
        if (isLogit && (tables.size() > 2 || !tables.get(1).isEmpty())) {
            throw new IllegalArgumentException(
                    "with logit there must be two RegressionTables, the second empty, but there"
                            + " are " + tables.size() + (tables.size() > 2 ? "" : ", and the second has numbers")
                            + "; more than two are not made to sum to 1");
        }
        List<String> classes = fields.containsKey(target) ? field(target).values() : List.of();
        if (!classes.isEmpty() && classes.size() != tables.size()) {
            throw new IllegalArgumentException("there must be a RegressionTable for each of the " + classes.size()
                    + " values of '" + target + "', but there are " + tables.size());
        }
        tables.forEach(table ->
                table.coefficients().keySet().stream().map(Predictor::field).forEach(this::field));
    }
}
