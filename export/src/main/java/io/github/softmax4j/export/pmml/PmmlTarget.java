package io.github.softmax4j.export.pmml;

import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** PMML 4.4: a RegressionModel with softmax, one table for each class; docs/serving.md. Computes in double. */
public final class PmmlTarget implements TargetFormat {
    /** Readers go through the predictors one by one: some take milliseconds a row from here on. */
    private static final long MANY_WEIGHTS = 5000;

    @Override
    public String suffix() {
        return ".pmml";
    }

    @Override
    public Set<Choice> choices() {
        return Set.of(Choice.NO_LABEL);
    }

    @Override
    public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException {
        new PmmlDocument(form, facts, options, new XmlText(out)).write();
    }

    @Override
    public String description(ScoringForm form, TargetOptions options) {
        int fields =
                PmmlNames.of(form, "").inputs().stream().mapToInt(List::size).sum();
        return String.format(
                Locale.ROOT,
                "PMML 4.4, a RegressionModel with softmax, %d fields in, %s%d probabilities out",
                fields,
                options.label() ? "label and " : "",
                form.classes().size());
    }

    @Override
    public List<String> warnings(ScoringForm form, TargetOptions options) {
        return form.weights() > MANY_WEIGHTS
                ? List.of(String.format(
                        Locale.ROOT,
                        "PMML has one element for each of %d weights; beyond some %d, readers take milliseconds a row.",
                        form.weights(),
                        MANY_WEIGHTS))
                : List.of();
    }

    @Override
    public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException {
        return PmmlScorer.open(file, form).map(scorer -> scorer);
    }

    @Override
    public String readerName() {
        return "pmml4s (org.pmml4s:pmml4s_2.13)";
    }
}
