package io.github.softmax4j.export;

import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WrittenScorer;
import io.github.softmax4j.export.json.JsonTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Writes files whose first class is a little more probable than it should be. */
final class WrongTarget implements TargetFormat {
    private static final double TOO_MUCH = 1e-9;

    private final TargetFormat right = new JsonTarget();

    @Override
    public String suffix() {
        return right.suffix();
    }

    @Override
    public Set<Choice> choices() {
        return right.choices();
    }

    @Override
    public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException {
        double[] intercept = form.intercept().clone();
        intercept[0] += TOO_MUCH;
        right.write(
                new ScoringForm(form.classes(), intercept, form.columns(), form.type(), form.ofFeatures()),
                facts,
                options,
                out);
    }

    @Override
    public String description(ScoringForm form, TargetOptions options) {
        return "wrong";
    }

    @Override
    public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException {
        return right.reader(file, form, options);
    }

    @Override
    public String readerName() {
        return "its reader";
    }
}
