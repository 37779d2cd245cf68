package io.github.softmax4j.export.reading;

import io.github.softmax4j.export.json.JsonReader;
import io.github.softmax4j.export.json.JsonTarget;
import java.io.IOException;
import java.nio.file.Path;

/** Coefficients in JSON: those of scikit-learn, and what this module has written itself. */
public final class JsonModels implements ForeignFormat {
    @Override
    public String word() {
        return "sklearn";
    }

    @Override
    public String library() {
        return "scikit-learn";
    }

    @Override
    public boolean fits(FileStart start) {
        return start.beginsText("{");
    }

    @Override
    public ForeignModel read(Path file) throws IOException {
        return read(ForeignText.of(file));
    }

    static ForeignModel read(String text) throws IOException {
        JsonObject json = JsonObject.of(JsonReader.read(text));
        boolean isOwn = json.values().get("format") instanceof String format && format.equals(JsonTarget.FORMAT);
        return isOwn ? OwnJson.read(json) : SklearnJson.read(json);
    }
}
