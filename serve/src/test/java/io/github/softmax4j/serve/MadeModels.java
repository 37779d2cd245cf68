package io.github.softmax4j.serve;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Models with random weights and recipes, and the same models as a scorer reads them. */
final class MadeModels {
    static final List<String> WORDS = List.of(
            "0",
            "1",
            "10",
            "1.5",
            "1.50",
            "a b",
            "NA",
            "none",
            "false",
            "true",
            "RED",
            "x",
            "2024-01-05",
            "-999",
            "2024-01-05 10:00:00.5",
            "2024-01-05 08:00:00+00",
            "1e+20",
            "1.5e-07",
            "0.1",
            "\u00c4 \"quoted\"",
            "1.25",
            "71a3b1c8-0000-4000-8000-00000000000a",
            "200",
            "9223372036854775807",
            "-0.0",
            "inf");

    private MadeModels() {}

    static SoftmaxModel of(double[][] matrix, DataType type, List<String> features, Notation notation) {
        var reading = new Reading(notation.settings(), List.of("a note"), List.of(), List.of());
        var training = new TrainingSummary(
                "lbfgs",
                "made weights",
                new Convergence(StopReason.GRADIENT, 0.25, 1e-6, 12, 15, 0.5),
                0.125,
                150,
                "",
                "label",
                "0.1.0",
                "none",
                Instant.EPOCH,
                reading);
        List<String> classes =
                IntStream.range(0, matrix[0].length).mapToObj(k -> "class " + k).toList();
        return new SoftmaxModel(Nd4j.createFromArray(matrix), type, ClassLabels.inOrder(classes), features, training);
    }

    /** Of random weights. */
    static SoftmaxModel random(Random random, int features, int classes, DataType type) {
        return of(weights(random, features, classes), type, Features.defaultNames(features), Notation.USUAL);
    }

    static double[][] weights(Random random, int features, int classes) {
        var matrix = new double[features + 1][classes];
        for (double[] row : matrix) {
            for (int k = 0; k < classes; k++) {
                row[k] = random.nextGaussian();
            }
        }
        return matrix;
    }

    static Scorer scorer(SoftmaxModel model) {
        try {
            return Scorer.ofBytes(ModelFile.toBytes(model));
        } catch (IOException e) {
            throw new AssertionError("what the library writes is read", e);
        }
    }

    /** Of a random recipe and notation. */
    static SoftmaxModel ofRecords(Random random) {
        FeatureRecipe recipe = recipe(random);
        int features = recipe.featureNames().size();
        DataType type = random.nextBoolean() ? DataType.FLOAT : DataType.DOUBLE;
        int classes = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 9);
        double[][] weights = weights(random, features, classes);
        return of(weights, type, recipe.featureNames(), notation(random)).withRecipe(recipe);
    }

    private static FeatureRecipe recipe(Random random) {
        Missing missing = anyOf(List.of(Missing.values()), random);
        Unseen unseen = anyOf(List.of(Unseen.values()), random);
        List<String> names =
                List.of("number", "day", "a/b:0", " ", "label", "\u00c4 'x'").subList(0, 1 + random.nextInt(6));
        List<SourceColumn> columns =
                names.stream().map(name -> column(name, random, missing)).toList();
        return new FeatureRecipe(columns, missing, unseen);
    }

    private static SourceColumn column(String name, Random random, Missing missing) {
        Kind kind = name.equals("day") ? Kind.DATE : anyOf(List.of(Kind.values()), random);
        SourceColumn column = switch (kind) {
            case CATEGORY -> SourceColumn.category(name, words(random));
            case VECTOR -> SourceColumn.vector(name, 1 + random.nextInt(4));
            default -> SourceColumn.of(name, kind);
        };
        if (!missing.fills()) {
            return column;
        }
        List<Double> fill = random.doubles(column.values()).boxed().toList();
        return column.filledWith(fill, missing == Missing.INDICATOR && random.nextBoolean());
    }

    static <T> T anyOf(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> words(Random random) {
        var words = new ArrayList<>(WORDS);
        words.removeIf(word -> random.nextInt(3) == 0);
        return words;
    }

    private static Notation notation(Random random) {
        List<String> nothings = random.nextBoolean() ? List.of() : List.of("-999", "unknown", "-1,5");
        List<String> formats = List.of("%d.%m.%Y", "%-d/%b/%y", "%A %d %B %Y %I:%M %p", "%Y-%m-%d %T.%f%z", "%d %U");
        return switch (random.nextInt(5)) {
            case 0 -> Notation.USUAL;
            case 1 -> new Notation(nothings, ',', Optional.of('.'), Optional.empty(), Set.of(), Set.of());
            case 2 -> new Notation(nothings, '.', Optional.of(','), Optional.empty(), Set.of("number", " "), Set.of());
            default ->
                new Notation(
                        nothings,
                        '.',
                        Optional.empty(),
                        Optional.of(formats.get(random.nextInt(10) == 0 ? 4 : random.nextInt(4))),
                        Set.of(),
                        Set.of("day"));
        };
    }

    /** What is made of a record: numbers, or the words of a refusal. */
    static Object outcome(Function<Map<String, ?>, double[]> answer, Map<String, ?> record) {
        try {
            return answer.apply(record);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
