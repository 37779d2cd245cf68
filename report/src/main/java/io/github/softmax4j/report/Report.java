package io.github.softmax4j.report;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A page that tells of a training, as one HTML file: what was read, how it went, how good the model is, and what it
 * goes by.
 *
 * <p>It loads nothing and runs no script, is read on a phone, in the dark and on paper, and has words or a table beside
 * every chart. Names of classes and columns are shown as text, whatever they have in them. Where there are many classes
 * or features, it shows some, and says what was left out. Immutable: each method answers a new report.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Fit fit = SoftmaxRegression.withDefaults().fit(training);
 * Report report = Report.of(fit)
 *         .withSpread(training)
 *         .withEvaluation("test rows", fit.model().evaluate(test))
 *         .withFact("Asked by", "the botanists");
 * report.writeTo(file);
 * }</pre>
 */
public final class Report {
    private final SoftmaxModel model;
    private final Optional<Fit> fit;
    private String title = "Softmax regression";
    private Optional<Evaluated> evaluated = Optional.empty();
    private Optional<CrossValidation> sweep = Optional.empty();
    private List<Fit> path = List.of();
    private Optional<Spread> spread = Optional.empty();
    private List<Map.Entry<String, String>> facts = List.of();
    private Optional<String> command = Optional.empty();
    private UnaryOperator<String> words = UnaryOperator.identity();

    /** Predictions that were compared with the labels of some rows. */
    record Evaluated(String rows, Evaluation evaluation) {}

    private Report(SoftmaxModel model, Optional<Fit> fit) {
        this.model = model;
        this.fit = fit;
    }

    private Report(Report other) {
        this(other.model, other.fit);
        title = other.title;
        evaluated = other.evaluated;
        sweep = other.sweep;
        path = other.path;
        spread = other.spread;
        facts = other.facts;
        command = other.command;
        words = other.words;
    }

    /**
     * Of a fit.
     *
     * @param fit the fit
     * @return a report with the curves of its steps
     */
    public static Report of(Fit fit) {
        Objects.requireNonNull(fit, "fit must not be null");
        return new Report(fit.model(), Optional.of(fit));
    }

    /**
     * Of a model, which knows how it was trained, but not its steps.
     *
     * @param model the model
     * @return a report without curves
     */
    public static Report of(SoftmaxModel model) {
        Objects.requireNonNull(model, "model must not be null");
        return new Report(model, Optional.empty());
    }

    /**
     * With another heading.
     *
     * @param text the heading
     * @return a new report
     */
    public Report withTitle(String text) {
        Objects.requireNonNull(text, "text must not be null");
        Report changed = new Report(this);
        changed.title = text;
        return changed;
    }

    /**
     * With what the model says of labelled rows: scores, confusions and more.
     *
     * @param rows what they are, as in a sentence: {@code test rows}
     * @param evaluation of this model, see {@link SoftmaxModel#evaluate}
     * @return a new report
     * @throws IllegalArgumentException if it is of other classes than the model's
     */
    public Report withEvaluation(String rows, Evaluation evaluation) {
        Objects.requireNonNull(rows, "rows must not be null");
        Objects.requireNonNull(evaluation, "evaluation must not be null");
        if (!evaluation.classes().equals(model.classes())) {
            throw new IllegalArgumentException(
                    "the evaluation must be of the model's " + model.classes() + ", but is of " + evaluation.classes());
        }
        Report changed = new Report(this);
        changed.evaluated = Optional.of(new Evaluated(rows, evaluation));
        return changed;
    }

    /**
     * With what a sweep found out about penalties.
     *
     * @param validation the candidates and the choices
     * @return a new report
     */
    public Report withSweep(CrossValidation validation) {
        return withSweep(validation, List.of());
    }

    /**
     * With what a sweep found out about penalties, and how the weights change along its path.
     *
     * @param validation the candidates and the choices
     * @param fits one per penalty, see {@link io.github.softmax4j.Sweep#fitAll(Dataset)}; none for no such chart
     * @return a new report
     * @throws IllegalArgumentException if a fit is of other classes or features than the model
     */
    public Report withSweep(CrossValidation validation, List<Fit> fits) {
        Objects.requireNonNull(validation, "validation must not be null");
        Objects.requireNonNull(fits, "fits must not be null");
        for (Fit one : fits) {
            if (!one.model().classes().equals(model.classes())
                    || !one.model().featureNames().equals(model.featureNames())) {
                throw new IllegalArgumentException(
                        "all fits must have the classes and features of " + model + ", but one is of " + one.model());
            }
        }
        Report changed = new Report(this);
        changed.sweep = Optional.of(validation);
        changed.path = List.copyOf(fits);
        return changed;
    }

    /**
     * With the standard deviations of the features, by which weights can be compared: a weight of 1 is much for a
     * feature of thousands, and little for one of thousandths. Without them weights are shown as they are.
     *
     * @param dataset rows with the features of the model, such as those it was trained on; read once
     * @return a new report
     * @throws IllegalArgumentException if it has another number of features
     */
    public Report withSpread(Dataset dataset) {
        Objects.requireNonNull(dataset, "dataset must not be null");
        if (dataset.featureMatrix().columns() != model.featureNames().size()) {
            throw new IllegalArgumentException("the data set must have the model's "
                    + model.featureNames().size() + " features, but has "
                    + dataset.featureMatrix().columns());
        }
        Report changed = new Report(this);
        changed.spread = Optional.of(Spread.of(dataset.featureMatrix()));
        return changed;
    }

    /**
     * With one thing more to tell at the end.
     *
     * @param name what it is
     * @param value what is told
     * @return a new report
     */
    public Report withFact(String name, String value) {
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(value, "value must not be null");
        Report changed = new Report(this);
        changed.facts = new ArrayList<>(facts);
        changed.facts.add(Map.entry(name, value));
        return changed;
    }

    /**
     * With what makes all of it again.
     *
     * @param line as it is typed; shown to everybody who gets the page, so it must hold no password
     * @return a new report
     */
    public Report withCommand(String line) {
        Objects.requireNonNull(line, "line must not be null");
        Report changed = new Report(this);
        changed.command = Optional.of(line);
        return changed;
    }

    /**
     * With other words for what messages of the library name as its methods do, such as the flags of a program.
     *
     * @param translation of a sentence
     * @return a new report
     */
    public Report withWords(UnaryOperator<String> translation) {
        Objects.requireNonNull(translation, "translation must not be null");
        Report changed = new Report(this);
        changed.words = translation;
        return changed;
    }

    /**
     * The page.
     *
     * @return HTML
     */
    public String html() {
        return Page.of(this);
    }

    /**
     * Writes the page in UTF-8: the whole of it, or nothing.
     *
     * @param file the file to be; replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Objects.requireNonNull(file, "file must not be null");
        byte[] page = html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(page));
    }

    /** Of which model. */
    @Override
    public String toString() {
        return "Report[" + model + "]";
    }

    String title() {
        return title;
    }

    SoftmaxModel model() {
        return model;
    }

    Optional<Fit> fit() {
        return fit;
    }

    Optional<Evaluated> evaluated() {
        return evaluated;
    }

    Optional<CrossValidation> sweep() {
        return sweep;
    }

    List<Fit> path() {
        return path;
    }

    Optional<Spread> spread() {
        return spread;
    }

    List<Map.Entry<String, String>> facts() {
        return facts;
    }

    Optional<String> command() {
        return command;
    }

    /** A sentence of the library in the words of the program, if there is one. */
    String said(String sentence) {
        return Shown.text(words.apply(sentence));
    }
}
