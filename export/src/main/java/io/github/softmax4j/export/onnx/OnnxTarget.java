package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of ONNX: one tensor of features in, or each column by its name; tensors out. */
public final class OnnxTarget implements TargetFormat {
    private static final int MOST_TOLD = 8;

    /** Asked for before anything that needs it is touched. */
    private static final String READER_CLASS = "ai.onnxruntime.OrtEnvironment";

    @Override
    public String suffix() {
        return ".onnx";
    }

    @Override
    public Set<Choice> choices() {
        return Set.of(Choice.FLOAT, Choice.NO_LABEL);
    }

    @Override
    public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException {
        OnnxModel.message(form, facts, options).writeTo(out);
    }

    @Override
    public String description(ScoringForm form, TargetOptions options) {
        Names names = OnnxModel.names(form);
        return inputs(form, OnnxModel.number(options).word()) + " in, "
                + (options.label() ? names.label() + " and " : "") + names.probabilities()
                + " out; opset " + OnnxModel.OPSET + ", ONNX Runtime 1.8 or later";
    }

    private static String inputs(ScoringForm form, String number) {
        if (form.ofFeatures()) {
            return Names.FEATURES + " (" + number + ", rows x " + form.columns().size() + ")";
        }
        int count = form.columns().size();
        String some = form.columns().stream()
                .limit(MOST_TOLD)
                .map(column -> column.name() + " " + type(column, number))
                .collect(Collectors.joining(", "));
        return count + (count == 1 ? " column (" : " columns (") + some + (count > MOST_TOLD ? ", ..." : "") + ")";
    }

    private static String type(FormColumn column, String number) {
        return column instanceof NumberColumn numbers
                ? number + (numbers.length() > 1 ? " x " + numbers.length() : "")
                : "text";
    }

    @Override
    public List<String> warnings(ScoringForm form, TargetOptions options) {
        var warnings = new ArrayList<String>();
        Names names = OnnxModel.names(form);
        if (names.renames()) {
            warnings.add("a column has the name of an output; outputs are "
                    + (options.label() ? names.label() + " and " : "") + names.probabilities());
        }
        if (options.label() && form.classes().contains("")) {
            warnings.add("a class has the empty name, which is also the label of rows that are refused: there the"
                    + " probabilities tell the class");
        }
        List<String> inputs = OnnxModel.inputs(form);
        inputs.stream()
                .filter(OfJava::differs)
                .findFirst()
                .ifPresent(name -> warnings.add("column '" + name
                        + "' has a character in its name that ONNX Runtime does not take from Java; it does from other"
                        + " languages"));
        form.classes().stream()
                .filter(OfJava::differs)
                .findFirst()
                .ifPresent(name -> warnings.add("class '" + name
                        + "' has a character that ONNX Runtime does not give to Java as it is: there the probabilities"
                        + " tell the class"));
        return warnings;
    }

    @Override
    public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException {
        boolean canRead = isThere()
                && OfJava.obstacle().isEmpty()
                && OnnxModel.inputs(form).stream().noneMatch(OfJava::differs);
        return canRead ? Optional.of(OnnxScorer.of(file, form, options)) : Optional.empty();
    }

    private static boolean isThere() {
        try {
            Class.forName(READER_CLASS, false, OnnxTarget.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public String readerName() {
        return "ONNX Runtime (com.microsoft.onnxruntime:onnxruntime)"
                + OfJava.obstacle().map(needed -> " and " + needed).orElse("");
    }
}
