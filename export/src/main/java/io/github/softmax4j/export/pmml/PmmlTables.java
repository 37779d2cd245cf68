package io.github.softmax4j.export.pmml;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.WordColumn;
import java.io.IOException;
import java.util.List;

/**
 * Writes the regression tables, one for each class. A number that may be missing has its filled field, and one for its
 * indicator; a word or flag has predictors for what it may be, and one for being missing, of all that then is added.
 *
 * @param form the model
 * @param names of the fields
 * @param xml is written to
 */
record PmmlTables(ScoringForm form, PmmlNames names, XmlText xml) {
    /** Whether its fields have others beside them with something in the place of what is missing. */
    static boolean isFilled(FormColumn column) {
        return column.gap().isPresent() && column.kind() != Kind.CATEGORY && column.kind() != Kind.FLAG;
    }

    void write() throws IOException {
        for (int k = 0; k < form.classes().size(); k++) {
            xml.begin(
                    "RegressionTable",
                    "intercept",
                    String.valueOf(form.intercept()[k]),
                    "targetCategory",
                    form.classes().get(k));
            for (int i = 0; i < form.columns().size(); i++) {
                writeNumeric(i, k);
            }
            for (int i = 0; i < form.columns().size(); i++) {
                writeCategorical(i, k);
            }
            xml.end();
        }
    }

    private void writeNumeric(int index, int k) throws IOException {
        FormColumn column = form.columns().get(index);
        if (column.kind() != Kind.CATEGORY && column.kind() != Kind.FLAG) {
            List<String> fields = (isFilled(column) ? names.filled() : names.inputs()).get(index);
            for (int j = 0; j < fields.size(); j++) {
                writeNumeric(fields.get(j), column.weights()[j][k]);
            }
        }
        if (column.gap().isPresent()) {
            Gap gap = column.gap().get();
            double[] added = isFilled(column) ? gap.indicator() : gap.logits();
            writeNumeric(names.missing().get(index), added[k]);
        }
    }

    private void writeNumeric(String field, double coefficient) throws IOException {
        if (coefficient != 0) {
            xml.empty("NumericPredictor", "name", field, "coefficient", String.valueOf(coefficient));
        }
    }

    /** Where a flag is false there must be a predictor that says so: without, pmml4s has no result. */
    private void writeCategorical(int index, int k) throws IOException {
        FormColumn column = form.columns().get(index);
        String field = names.inputs().get(index).get(0);
        if (column instanceof WordColumn words) {
            for (int j = 0; j < words.words().size(); j++) {
                writeCategorical(field, words.words().get(j), words.weights()[j][k]);
            }
        } else if (column.kind() == Kind.FLAG) {
            writeCategorical(field, "true", column.weights()[0][k]);
            writeCategorical(field, "false", 0);
        }
    }

    private void writeCategorical(String field, String value, double coefficient) throws IOException {
        xml.empty("CategoricalPredictor", "name", field, "value", value, "coefficient", String.valueOf(coefficient));
    }
}
