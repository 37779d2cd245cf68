package io.github.softmax4j.export.json;

import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Coefficients by the names that scikit-learn has for them, and the recipe of the columns: docs/export.md. */
public final class JsonTarget implements TargetFormat {
    /** What the files call themselves. */
    public static final String FORMAT = "softmax4j coefficients";

    /** The version of the layout. */
    public static final int FORMAT_VERSION = 1;

    @Override
    public String suffix() {
        return ".json";
    }

    @Override
    public Set<Choice> choices() {
        return Set.of();
    }

    @Override
    public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        object.put("format", FORMAT);
        object.put("format_version", FORMAT_VERSION);
        object.put("model", facts(form, facts));
        object.put("classes_", form.classes());
        object.put("feature_names_in_", featureNames(form));
        object.put("coef_", coefficients(form));
        object.put("intercept_", form.intercept());
        if (!form.ofFeatures()) {
            object.put(
                    "columns", form.columns().stream().map(JsonTarget::recipe).toList());
        }
        JsonWriter.write(object, out);
    }

    private static Map<String, Object> facts(ScoringForm form, ModelFacts facts) {
        var object = new LinkedHashMap<String, Object>();
        object.put("trained_by", "softmax4j " + facts.version());
        object.put("type", word(form.type()));
        object.put("label_column", facts.labelColumn());
        object.put("temperature", facts.temperature());
        object.put("fingerprint", facts.fingerprint());
        object.put("data_fingerprint", facts.dataFingerprint());
        facts.missing().ifPresent(missing -> object.put("missing", word(missing)));
        facts.unseen().ifPresent(unseen -> object.put("unseen", word(unseen)));
        return object;
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> featureNames(ScoringForm form) {
        return form.columns().stream()
                .flatMap(column -> source(column).featureNames().stream())
                .toList();
    }

    private static SourceColumn source(FormColumn column) {
        List<String> words = column instanceof WordColumn categories ? categories.words() : List.of();
        List<Double> fill = column.gap()
                .map(gap -> Arrays.stream(gap.fill()).boxed().toList())
                .orElse(List.of());
        return new SourceColumn(
                column.name(),
                column.kind(),
                words,
                words.isEmpty() ? column.weights().length : 1,
                fill,
                column.gap().map(Gap::hasIndicator).orElse(false));
    }

    /** Classes x features, as scikit-learn has it. */
    private static double[][] coefficients(ScoringForm form) {
        double[][] features = form.columns().stream()
                .flatMap(column -> Arrays.stream(weights(column)))
                .toArray(double[][]::new);
        var coefficients = new double[form.classes().size()][features.length];
        for (int j = 0; j < features.length; j++) {
            for (int k = 0; k < coefficients.length; k++) {
                coefficients[k][j] = features[j][k];
            }
        }
        return coefficients;
    }

    private static double[][] weights(FormColumn column) {
        Optional<Gap> marked = column.gap().filter(Gap::hasIndicator);
        double[][] weights = column.weights();
        if (marked.isEmpty()) {
            return weights;
        }
        double[][] all = Arrays.copyOf(weights, weights.length + 1);
        all[weights.length] = marked.get().indicator();
        return all;
    }

    private static Map<String, Object> recipe(FormColumn column) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", column.name());
        object.put("kind", word(column.kind()));
        if (column instanceof WordColumn words) {
            object.put("words", words.words());
            object.put("words_for_nothing", words.nothings());
            object.put("unseen", words.unseen().isPresent() ? "zero" : "error");
        } else {
            object.put("length", column.weights().length);
        }
        object.put("fill", column.gap().map(Gap::fill).orElse(null));
        object.put("indicator", column.gap().map(Gap::hasIndicator).orElse(false));
        return object;
    }

    @Override
    public String description(ScoringForm form, TargetOptions options) {
        return String.format(
                Locale.ROOT,
                "coefficients of %d classes x %d features, %s",
                form.classes().size(),
                featureNames(form).size(),
                form.ofFeatures()
                        ? "numbers that may not be missing"
                        : "made of " + form.columns().size() + " columns");
    }

    @Override
    public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException {
        JsonScorer scorer = JsonScorer.of(JsonObject.of(JsonReader.read(file)));
        if (scorer.inputs() != form.columns().size()
                || scorer.intercept().length != form.classes().size()) {
            throw new JsonException("a file of " + form.columns().size() + " inputs and "
                    + form.classes().size() + " classes was expected, but this one has " + scorer.inputs() + " and "
                    + scorer.intercept().length);
        }
        return Optional.of(scorer);
    }

    @Override
    public String readerName() {
        return "the reader of JSON in softmax4j-export";
    }
}
