package io.github.softmax4j.export.pmml;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores by pmml4s, if it is there: a library of Scala, which is called by its names as nothing else here is in it.
 *
 * <p>It takes exp of the logits as they are, which is infinite beyond 709. Where it so has no number, the same file is
 * asked without its softmax: what it then answers are the logits, except of the last class, which is what the others
 * leave of 1. So a class is put behind that has a table without weights.
 */
final class PmmlScorer implements WrittenScorer {
    private static final String MODEL = "org.pmml4s.model.Model";
    private static final String SOFTMAX = " normalizationMethod=\"softmax\"";
    private static final String FIELD_END = "</DataField>";
    private static final String MODEL_END = "</RegressionModel>";

    private final ScoringForm form;
    private final PmmlNames names;
    private final Object model;
    private final Object linear;
    private final Method predict;

    private PmmlScorer(ScoringForm form, Class<?> type, String document) throws NoSuchMethodException, IOException {
        this.form = form;
        this.names = PmmlNames.of(form, "");
        Method read = type.getMethod("fromString", String.class);
        this.model = call(read, null, document);
        this.linear = call(read, null, withoutSoftmax(document));
        this.predict = type.getMethod("predict", Map.class);
    }

    /** Opens a file; empty where pmml4s is not on the class path. */
    static Optional<PmmlScorer> open(Path file, ScoringForm form) throws IOException {
        Class<?> type;
        try {
            type = Class.forName(MODEL);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PmmlScorer(form, type, Files.readString(file)));
        } catch (NoSuchMethodException e) {
            throw new IOException(
                    "pmml4s must have Model.fromString and predict, as 0.9.15 has, but has no " + e.getMessage(), e);
        }
    }

    /** The classes are the values of the first field. */
    private String withoutSoftmax(String document) {
        int longest = form.classes().stream().mapToInt(String::length).max().orElseThrow();
        String rest = "_".repeat(longest + 1);
        String table = "<RegressionTable intercept=\"0\" targetCategory=\"" + rest + "\"/>";
        int values = document.indexOf(FIELD_END);
        return document.substring(0, values)
                + "<Value value=\"" + rest + "\"/>"
                + document.substring(values).replace(SOFTMAX, "").replace(MODEL_END, table + MODEL_END);
    }

    private static Object call(Method method, Object on, Object argument) throws IOException {
        try {
            return method.invoke(on, argument);
        } catch (InvocationTargetException e) {
            throw new IOException("pmml4s fails: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new IOException("pmml4s does not let itself be called: " + e.getMessage(), e);
        }
    }

    @Override
    public double[][] probabilities(CheckRows rows) throws IOException {
        var probabilities = new double[rows.rows()][];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = isOfItsTypes(rows, i) ? answer(record(rows, i)) : nothing();
        }
        return probabilities;
    }

    /** A flag is a boolean in PMML: another number cannot be handed over. */
    private boolean isOfItsTypes(CheckRows rows, int row) {
        for (int c = 0; c < form.columns().size(); c++) {
            if (form.columns().get(c).kind() == Kind.FLAG && Double.isInfinite(rows.numbers(c)[row])) {
                return false;
            }
        }
        return true;
    }

    private double[] nothing() {
        var nothing = new double[form.classes().size()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    private double[] answer(Map<String, Object> record) throws IOException {
        double[] probabilities = outputs((Map<?, ?>) call(predict, model, record));
        return Arrays.stream(probabilities).noneMatch(Double::isNaN)
                ? probabilities
                : ScoringForm.softmax(outputs((Map<?, ?>) call(predict, linear, record)));
    }

    private double[] outputs(Map<?, ?> outputs) {
        return names.probabilities().stream()
                .mapToDouble(name -> outputs.get(name) instanceof Number number ? number.doubleValue() : Double.NaN)
                .toArray();
    }

    /** What is missing is not there. */
    private Map<String, Object> record(CheckRows rows, int row) {
        var record = new HashMap<String, Object>();
        for (int c = 0; c < form.columns().size(); c++) {
            FormColumn column = form.columns().get(c);
            List<String> fields = names.inputs().get(c);
            if (column instanceof NumberColumn) {
                putNumbers(
                        record,
                        column,
                        fields,
                        Arrays.copyOfRange(rows.numbers(c), row * fields.size(), (row + 1) * fields.size()));
            } else if (rows.words(c)[row] != null) {
                record.put(fields.get(0), rows.words(c)[row]);
            }
        }
        return record;
    }

    private static void putNumbers(
            Map<String, Object> record, FormColumn column, List<String> fields, double... numbers) {
        for (int j = 0; j < numbers.length; j++) {
            if (!Double.isNaN(numbers[j])) {
                record.put(fields.get(j), column.kind() == Kind.FLAG ? numbers[j] == 1 : (Object) numbers[j]);
            }
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
