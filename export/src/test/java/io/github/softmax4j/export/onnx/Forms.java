package io.github.softmax4j.export.onnx;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** Forms with random weights, without a model behind them. */
final class Forms {
    static final TargetOptions IN_DOUBLE = new TargetOptions(false, true, "", List.of());
    static final TargetOptions IN_FLOAT = new TargetOptions(true, true, "", List.of());
    static final ModelFacts FACTS = new ModelFacts(
            "crc32c:01234567", "data", "1.2.3", "species", Optional.of(Missing.INDICATOR), Optional.of(Unseen.ZERO), 1);

    private final Random random;
    private final int classes;

    private Forms(long seed, int classes) {
        this.random = new Random(seed);
        this.classes = classes;
    }

    /** Every kind of column, each with and without something for what is missing, under names that are hard. */
    static ScoringForm mixed(int classes) {
        var make = new Forms(7, classes);
        return make.of(
                make.number("label", Kind.NUMBER, 1, false, false),
                make.number("probabilities", Kind.NUMBER, 1, true, false),
                make.number("s4j/weights", Kind.DATE, 1, true, true),
                make.number("a/b:0", Kind.FLAG, 1, true, false),
                make.number("\u00fcber \"quoted\" 'name'", Kind.VECTOR, 3, true, true),
                make.number(" ", Kind.VECTOR, 2, true, false),
                make.number("plain\nvector", Kind.VECTOR, 2, false, false),
                make.words(
                        "island", List.of("Biscoe", "Dream", "\ud83d\udc27 penguin", "a'b\"c", "\u00e9"), true, true),
                make.words("sex", List.of("male", "female"), false, false),
                make.words("none is a word", List.of("", "x"), true, false));
    }

    /** Numbers that may not be missing, as a model of features has them. */
    static ScoringForm features(int features, int classes) {
        var make = new Forms(11, classes);
        List<FormColumn> columns = IntStream.range(0, features)
                .<FormColumn>mapToObj(j -> make.number("x" + j, Kind.NUMBER, 1, false, false))
                .toList();
        return make.form(columns, true);
    }

    /** One column of so many words. */
    static ScoringForm words(int words, int classes) {
        var make = new Forms(13, classes);
        return make.of(make.words(
                "word", IntStream.range(0, words).mapToObj(i -> "w" + i).toList(), true, true));
    }

    static ScoringForm numbers(int columns, int classes, boolean mayLack) {
        var make = new Forms(17, classes);
        return make.form(
                IntStream.range(0, columns)
                        .<FormColumn>mapToObj(j -> make.number("x" + j, Kind.NUMBER, 1, mayLack, mayLack))
                        .toList(),
                false);
    }

    /** The same form with all weights and intercepts times a factor. */
    static ScoringForm scaled(ScoringForm form, double factor) {
        List<FormColumn> columns = form.columns().stream()
                .<FormColumn>map(column -> new NumberColumn(
                        column.name(), column.kind(), scaled(column.weights(), factor), Optional.empty()))
                .toList();
        return new ScoringForm(
                form.classes(),
                scaled(new double[][] {form.intercept()}, factor)[0],
                columns,
                form.type(),
                form.ofFeatures());
    }

    /** Of features that are called by their numbers, as are the classes. */
    static ScoringForm withWeights(double[][] weights, double... intercept) {
        List<FormColumn> columns = IntStream.range(0, weights.length)
                .<FormColumn>mapToObj(
                        j -> new NumberColumn("" + j, Kind.NUMBER, new double[][] {weights[j]}, Optional.empty()))
                .toList();
        List<String> names =
                IntStream.range(0, intercept.length).mapToObj(k -> "" + k).toList();
        return new ScoringForm(names, intercept, columns, DataType.DOUBLE, true);
    }

    /** A number of that name. */
    static ScoringForm ofColumn(String name) {
        var make = new Forms(19, 2);
        return make.of(make.number(name, Kind.NUMBER, 1, false, false));
    }

    static float[][] floats(double[][] rows) {
        var all = new float[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                all[i][j] = (float) rows[i][j];
            }
        }
        return all;
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(value -> value * factor).toArray())
                .toArray(double[][]::new);
    }

    private ScoringForm of(FormColumn... columns) {
        return form(List.of(columns), false);
    }

    private ScoringForm form(List<FormColumn> columns, boolean ofFeatures) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(k -> "class \u03b1" + k).toList();
        return new ScoringForm(names, row(), columns, DataType.DOUBLE, ofFeatures);
    }

    private NumberColumn number(String name, Kind kind, int length, boolean mayLack, boolean indicator) {
        double[][] weights = matrix(length);
        Optional<Gap> gap = mayLack ? Optional.of(gap(weights, indicator)) : Optional.empty();
        return new NumberColumn(name, kind, weights, gap);
    }

    private WordColumn words(String name, List<String> words, boolean mayLack, boolean unseen) {
        double[][] weights = matrix(words.size());
        Map<String, Integer> places = new HashMap<>();
        words.forEach(word -> places.put(word, places.size()));
        List<String> nothings = new ArrayList<>(List.of("", "NA", "?"));
        nothings.removeAll(words);
        return new WordColumn(
                name,
                words,
                weights,
                mayLack ? Optional.of(gap(weights, true)) : Optional.empty(),
                unseen ? Optional.of(new double[classes]) : Optional.empty(),
                nothings,
                places);
    }

    private Gap gap(double[][] weights, boolean hasIndicator) {
        double[] fill = random.doubles(weights.length).toArray();
        double[] indicator = hasIndicator ? row() : new double[classes];
        double[] logits = indicator.clone();
        for (int j = 0; j < fill.length; j++) {
            for (int k = 0; k < classes; k++) {
                logits[k] += fill[j] * weights[j][k];
            }
        }
        return new Gap(fill, hasIndicator, indicator, logits);
    }

    private double[][] matrix(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> row()).toArray(double[][]::new);
    }

    private double[] row() {
        return random.doubles(classes, -1, 1).toArray();
    }
}
