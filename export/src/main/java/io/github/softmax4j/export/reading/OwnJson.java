package io.github.softmax4j.export.reading;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.json.JsonTarget;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/** What this module writes as JSON, back as a model: {@link JsonTarget}, docs/export.md. */
final class OwnJson {
    private OwnJson() {}

    static ForeignModel read(JsonObject json) {
        int version = json.count("format_version");
        if (version != JsonTarget.FORMAT_VERSION) {
            throw new IllegalArgumentException("format_version must be " + JsonTarget.FORMAT_VERSION + ", but is "
                    + version + ", which a later version of Softmax4J reads");
        }
        JsonObject model = json.object("model");
        var read = new ForeignModel(
                        json.texts("classes_"),
                        json.texts("feature_names_in_"),
                        turned(json.matrix("coef_")),
                        json.numbers("intercept_"),
                        List.of())
                .withType(word(DataType.class, model.text("type")))
                .withLabelColumn(model.text("label_column"))
                .withFacts(Map.of("library", model.text("trained_by"), "fingerprint", model.text("fingerprint")));
        return json.has("columns") ? read.withRecipe(recipe(json.list("columns"), model, read.weights().length)) : read;
    }

    private static double[][] turned(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        var turned = new double[columns][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j][i] = rows[i][j];
            }
        }
        return turned;
    }

    private static FeatureRecipe recipe(List<?> columns, JsonObject model, int features) {
        return new FeatureRecipe(
                columns.stream()
                        .map(column -> column(JsonObject.of(column), features))
                        .toList(),
                word(Missing.class, model.text("missing")),
                unseen(columns, model));
    }

    /** What the columns say: whoever wrote the file may have wanted another answer than the model's. */
    private static Unseen unseen(List<?> columns, JsonObject model) {
        List<Unseen> answers = columns.stream()
                .map(JsonObject::of)
                .filter(column -> column.has("unseen"))
                .map(column -> word(Unseen.class, column.text("unseen")))
                .distinct()
                .toList();
        if (answers.size() > 1) {
            throw new IllegalArgumentException("all columns must treat unseen words alike, but some refuse them");
        }
        return answers.isEmpty() ? word(Unseen.class, model.text("unseen")) : answers.get(0);
    }

    private static SourceColumn column(JsonObject column, int features) {
        Kind kind = word(Kind.class, column.text("kind"));
        int length = kind == Kind.CATEGORY ? 1 : column.count("length");
        if (length > features) {
            throw new IllegalArgumentException(
                    "a vector of " + length + " values cannot be in a model of " + features + " features");
        }
        List<Double> fill = column.has("fill")
                ? Arrays.stream(column.numbers("fill")).boxed().toList()
                : List.of();
        return new SourceColumn(
                column.text("name"),
                kind,
                kind == Kind.CATEGORY ? column.texts("words") : List.of(),
                length,
                fill,
                column.flag("indicator"));
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "one of the words of " + type.getSimpleName() + " was expected, but found '" + text + "'"));
    }
}
