package io.github.softmax4j.export;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.ExportOptions.Input;
import io.github.softmax4j.export.ExportOptions.Precision;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetFormat.Choice;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What is decided before a file is written: nothing is left to choose.
 *
 * @param model what the file is to say, unseen categories included
 * @param form the model as a sum
 * @param options what the target goes by
 * @param warnings what may not be meant
 */
record ExportPlan(SoftmaxModel model, ScoringForm form, TargetOptions options, List<String> warnings) {
    /** An error of the logits of twice that is one of a probability: not seen beside what a model does not know. */
    private static final double LARGEST_ERROR = 1e-5;

    static ExportPlan of(SoftmaxModel given, TargetFormat target, ExportOptions wanted) {
        requireChoices(target, wanted);
        SoftmaxModel model = answering(given, wanted.unseen());
        boolean ofColumns = takesColumns(model, wanted.input());
        ScoringForm form = ofColumns
                ? ScoringForm.ofColumns(model, model.recipe().orElseThrow().unseen())
                : ScoringForm.ofFeatures(model);
        var warnings = new ArrayList<String>();
        boolean inFloat =
                target.choices().contains(Choice.FLOAT) && computesInFloat(form, wanted.precision(), warnings);
        if (ofColumns) {
            warnNumbersForNothing(model, warnings);
        }
        var options = new TargetOptions(inFloat, wanted.label(), wanted.table(), wanted.keep());
        warnings.addAll(target.warnings(form, options));
        return new ExportPlan(model, form, options, warnings);
    }

    private static void requireChoices(TargetFormat target, ExportOptions wanted) {
        boolean hasTable =
                !wanted.table().equals(ExportOptions.TABLE) || !wanted.keep().isEmpty();
        require(target, Choice.TABLE, hasTable, "ExportOptions.withTable and ExportOptions.withKeep are for SQL");
        require(target, Choice.NO_LABEL, !wanted.label(), "ExportOptions.withNoLabel is for files that have a label");
        require(
                target,
                Choice.FLOAT,
                wanted.precision() == Precision.FLOAT,
                "ExportOptions.withPrecision(Precision.FLOAT) is for files that say what they are computed in");
    }

    private static void require(TargetFormat target, Choice choice, boolean isMade, String problem) {
        if (isMade && !target.choices().contains(choice)) {
            throw new IllegalArgumentException(problem + ", but this one is to be " + target.suffix());
        }
    }

    private static SoftmaxModel answering(SoftmaxModel model, Optional<Unseen> unseen) {
        if (unseen.isEmpty()) {
            return model;
        }
        FeatureRecipe recipe = model.recipe()
                .orElseThrow(() -> new IllegalArgumentException(
                        "ExportOptions.withUnseen needs a model of a table; this one takes "
                                + model.featureNames().size() + " features"));
        return model.withRecipe(recipe.withUnseen(unseen.get()));
    }

    private static boolean takesColumns(SoftmaxModel model, Input input) {
        if (input == Input.COLUMNS && model.recipe().isEmpty()) {
            throw new IllegalArgumentException(
                    "ExportOptions.withInput(Input.COLUMNS) needs a model of a table; this one takes "
                            + model.featureNames().size() + " features");
        }
        return input == Input.COLUMNS
                || (input == Input.AUTO && model.recipe().stream().anyMatch(ExportPlan::doesMore));
    }

    /** Whether the recipe does more than to take numbers as they are. */
    private static boolean doesMore(FeatureRecipe recipe) {
        return recipe.columns().stream()
                .anyMatch(
                        column -> column.kind() != Kind.NUMBER || !column.fill().isEmpty());
    }

    private static boolean computesInFloat(ScoringForm form, Precision precision, List<String> warnings) {
        boolean isOff = form.errorBoundInFloat() > LARGEST_ERROR;
        boolean isCandidate = form.ofFeatures() && form.type() == DataType.FLOAT;
        if (precision == Precision.DOUBLE || (precision == Precision.AUTO && !isCandidate)) {
            return false;
        }
        if (isOff) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "ExportOptions.withPrecision(Precision.FLOAT) could be off by %s in the logits, as intercepts"
                            + " reach %.0f%s",
                    brief(form.errorBoundInFloat()),
                    form.largestCentredIntercept(),
                    precision == Precision.FLOAT ? "" : "; double is used unless you insist"));
        }
        return precision == Precision.FLOAT || !isOff;
    }

    /** 2e-4 and not 2e-04. */
    private static String brief(double number) {
        return String.format(Locale.ROOT, "%.0e", number).replace("e-0", "e-");
    }

    /** What the model takes for nothing, and a file for a number: -999. */
    private static void warnNumbersForNothing(SoftmaxModel model, List<String> warnings) {
        List<Double> numbers =
                Notation.of(model.training().reading().settings()).naNumbers();
        if (!numbers.isEmpty()) {
            warnings.add("The training took " + numbers + " for values that are missing; this file takes them for"
                    + " numbers, and must be given a missing value instead.");
        }
    }
}
