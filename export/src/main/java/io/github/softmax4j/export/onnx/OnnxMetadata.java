package io.github.softmax4j.export.onnx;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file says of its model beside the graph: {@code metadata_props}, whose lists are JSON. */
final class OnnxMetadata {
    static final String PREFIX = "softmax4j.";

    private OnnxMetadata() {}

    static Map<String, String> of(ScoringForm form, ModelFacts facts, List<String> inputs) {
        var all = new LinkedHashMap<String, String>();
        all.put("classes", JsonWriter.text(form.classes()));
        all.put("inputs", JsonWriter.text(inputs));
        List<String> names = form.columns().stream().map(FormColumn::name).toList();
        all.put(form.ofFeatures() ? "features" : "columns", JsonWriter.text(names));
        if (!form.ofFeatures()) {
            all.put(
                    "kinds",
                    JsonWriter.text(
                            form.columns().stream().map(OnnxMetadata::kind).toList()));
        }
        facts.missing().ifPresent(missing -> all.put("missing", missing.name()));
        unseen(form).ifPresent(unseen -> all.put("unseen", unseen.name()));
        all.put("labelColumn", facts.labelColumn());
        all.put("type", form.type().name());
        all.put("temperature", Double.toString(facts.temperature()));
        all.put("fingerprint", facts.fingerprint());
        all.put("dataFingerprint", facts.dataFingerprint());
        all.put("version", facts.version());
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> PREFIX + entry.getKey(), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** As the graph has it, which need not be as the model has it. */
    private static Optional<Unseen> unseen(ScoringForm form) {
        return form.columns().stream()
                .filter(WordColumn.class::isInstance)
                .map(WordColumn.class::cast)
                .map(column -> column.unseen().isPresent() ? Unseen.ZERO : Unseen.ERROR)
                .findFirst();
    }

    private static String kind(FormColumn column) {
        return column instanceof NumberColumn number && number.length() > 1
                ? column.kind() + " of " + number.length()
                : column.kind().name();
    }
}
