package io.github.softmax4j.export;

import io.github.softmax4j.export.form.CheckRows;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.WrittenScorer;
import io.github.softmax4j.export.json.JsonTarget;
import io.github.softmax4j.export.onnx.OnnxTarget;
import io.github.softmax4j.export.pmml.PmmlTarget;
import io.github.softmax4j.export.sql.SqlTarget;
import io.github.softmax4j.files.AtomicFile;
import io.github.softmax4j.files.TemporaryPath;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes models as files that other programs score with, and checks each before it is kept: a file that does not say
 * what the model says is an error, and is not there afterwards.
 *
 * <p>The end of the name says what is written; {@link #suffixes()} has them all.
 *
 * <p>Known elsewhere as: {@code skl2onnx.convert_sklearn} and {@code sklearn2pmml} of Python, {@code ONNXExportable} of
 * Tribuo.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String said;
 * try {
 *     ExportReport report = ModelExport.write(model, file, ExportOptions.defaults());
 *     said = report.description() + report.check().map(check -> ", off by " + check.largestDifference());
 * } catch (ExportException e) { // it does not say what the model says, and is not kept
 *     said = e.getMessage();
 * }
 * }</pre>
 */
public final class ModelExport {
    private static final List<TargetFormat> TARGETS =
            List.of(new JsonTarget(), new OnnxTarget(), new SqlTarget(), new PmmlTarget());

    /** Of the rows made to cover what a model knows: any will do, as long as it is the same in every export. */
    private static final long SEED = 30;

    private static final double[][] NO_ROWS = {};

    private ModelExport() {}

    /**
     * What names of files may end with.
     *
     * @return in small letters, each with its point
     */
    public static List<String> suffixes() {
        return targets().stream().map(TargetFormat::suffix).toList();
    }

    /** All that there are. */
    static List<TargetFormat> targets() {
        return TARGETS;
    }

    /**
     * Writes a model, and checks the file on rows made for it: every word, missing and unseen values, rows that are
     * refused, and rows near the borders between classes.
     *
     * @param model the model
     * @param file replaced, if it is there; what its name ends with says what is written
     * @param options what the file is to be like
     * @return what was written, and how it compares with the model
     * @throws ExportException if the file does not say what the model says; nothing was written then
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the options do not fit the model or the format, or the format has no room for
     *     the model
     */
    public static ExportReport write(SoftmaxModel model, Path file, ExportOptions options) throws IOException {
        return write(model, file, options, NO_ROWS);
    }

    /**
     * The same, checked on rows of data, too.
     *
     * @param model the model
     * @param file replaced, if it is there
     * @param options what the file is to be like
     * @param features rows x features, finite, as a reader makes them for this model
     * @return what was written, and how it compares with the model
     * @throws ExportException if the file does not say what the model says; nothing was written then
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the options do not fit the model or the format, the format has no room for
     *     the model, or no row has such features
     */
    public static ExportReport write(SoftmaxModel model, Path file, ExportOptions options, double[][] features)
            throws IOException {
        requireAll(model, file, options, features);
        return write(targetOf(file), model, file, options, features);
    }

    /** By a target that need not be one of those that names of files lead to. */
    static ExportReport write(
            TargetFormat target, SoftmaxModel model, Path file, ExportOptions options, double[][] features)
            throws IOException {
        ExportPlan plan = ExportPlan.of(model, target, options);
        AtomicFile.requireWritable(file);
        try (TemporaryPath folder = TemporaryPath.folder()) {
            Path written = folder.path().resolve("model" + target.suffix());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written))) {
                target.write(plan.form(), ModelFacts.of(plan.model()), plan.options(), out);
            }
            ExportReport report = report(target, plan, file, written, features);
            AtomicFile.write(file, out -> Files.copy(written, out));
            return report;
        }
    }

    /**
     * Checks a file that was written before.
     *
     * @param model the model
     * @param file the file
     * @param options what the file was to be like
     * @param features rows x features, finite, that are compared beside those made for it; may be none
     * @return how it compares with the model
     * @throws ExportException if the file does not say what the model says
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the options do not fit the model or the format, or no row has such features
     */
    public static ExportReport check(SoftmaxModel model, Path file, ExportOptions options, double[][] features)
            throws IOException {
        requireAll(model, file, options, features);
        TargetFormat target = targetOf(file);
        return report(target, ExportPlan.of(model, target, options), file, file, features);
    }

    private static void requireAll(SoftmaxModel model, Path file, ExportOptions options, double[][] features) {
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(file, "file must not be null");
        Objects.requireNonNull(options, "options must not be null");
        Objects.requireNonNull(features, "features must not be null");
    }

    private static TargetFormat targetOf(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return targets().stream()
                .filter(target -> name.endsWith(target.suffix()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the name of the file must end with "
                        + String.join(", ", suffixes()) + ", but is " + file.getFileName()));
    }

    private static ExportReport report(
            TargetFormat target, ExportPlan plan, Path file, Path written, double[][] features) throws IOException {
        CheckRows given = CheckRows.ofFeatures(plan.form(), features);
        var warnings = new ArrayList<>(plan.warnings());
        Optional<ExportReport.Check> check;
        try (WrittenScorer scorer = opened(target, plan, file, written).orElse(null)) {
            check = scorer == null ? Optional.empty() : Optional.of(check(target, plan, file, scorer, given));
        }
        if (check.isEmpty()) {
            warnings.add("The file was not checked: the class path has no " + target.readerName() + ".");
        }
        return new ExportReport(
                file,
                target.description(plan.form(), plan.options()),
                plan.options().inFloat(),
                check,
                warnings);
    }

    private static Optional<WrittenScorer> opened(TargetFormat target, ExportPlan plan, Path file, Path written)
            throws ExportException {
        try {
            return target.reader(written, plan.form(), plan.options());
        } catch (IOException e) {
            throw new ExportException(file, "cannot be read by " + target.readerName() + ": " + e.getMessage());
        }
    }

    private static ExportReport.Check check(
            TargetFormat target, ExportPlan plan, Path file, WrittenScorer scorer, CheckRows given) throws IOException {
        CheckRows covering = CheckRows.covering(plan.form(), SEED);
        var comparison = new FileCheck(file, plan);
        comparison.compare(scorer, covering);
        comparison.compare(scorer, given);
        return new ExportReport.Check(
                target.readerName(),
                (long) covering.rows() + given.rows(),
                given.rows(),
                comparison.refused(),
                comparison.largestDifference(),
                comparison.allowed());
    }
}
