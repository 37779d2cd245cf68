package io.github.softmax4j.export;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Models of weights that were drawn, and not trained: all that a recipe can hold, under names that hurt. */
public final class MadeModels {
    private MadeModels() {}

    /**
     * A model of random weights of about 1.
     *
     * @param type that it computes in
     * @param classes the names of its classes
     * @param features the names of its features
     * @return a model without a recipe
     */
    public static SoftmaxModel of(DataType type, List<String> classes, List<String> features) {
        var random = new Random(30);
        double[][] matrix = new double[features.size() + 1][classes.size()];
        for (double[] row : matrix) {
            Arrays.setAll(row, k -> random.nextGaussian());
        }
        return of(type, classes, features, matrix);
    }

    /**
     * A model of given weights.
     *
     * @param type that it computes in
     * @param classes the names of its classes
     * @param features the names of its features
     * @param matrix (features + 1) x classes
     * @return a model without a recipe
     */
    public static SoftmaxModel of(DataType type, List<String> classes, List<String> features, double[][] matrix) {
        return new SoftmaxModel(
                Nd4j.createFromArray(matrix), type, ClassLabels.inOrder(classes), features, untrained(Map.of()));
    }

    /**
     * A model of random weights with a recipe.
     *
     * @param type that it computes in
     * @param classes how many
     * @param recipe how its features are made
     * @return the model
     */
    public static SoftmaxModel of(DataType type, int classes, FeatureRecipe recipe) {
        return of(type, names("class ", classes), recipe.featureNames()).withRecipe(recipe);
    }

    /**
     * Names with numbers.
     *
     * @param what the name
     * @param count how many
     * @return such as {@code class 0}
     */
    public static List<String> names(String what, int count) {
        return IntStream.range(0, count).mapToObj(i -> what + i).toList();
    }

    /**
     * A model of one feature, x, and two classes, whose training took words for nothing.
     *
     * @param words beside the usual ones
     * @return a model of float without a recipe
     */
    public static SoftmaxModel takingForNothing(String... words) {
        return of(DataType.FLOAT, names("k", 2), List.of("x"), new double[][] {{1, -1}, {0, 0}})
                .withTraining(untrained(forNothing(words)));
    }

    private static Map<String, String> forNothing(String... words) {
        return new Notation(List.of(words), '.', Optional.empty(), Optional.empty(), Set.of(), Set.of()).settings();
    }

    private static TrainingSummary untrained(Map<String, String> notation) {
        return new TrainingSummary(
                "none",
                "none",
                new Convergence(StopReason.GRADIENT, 0, 0, 0, 0, 0),
                0,
                1,
                "1x1 DOUBLE crc32c:00000000",
                "label",
                "1.2.3",
                "none",
                Instant.EPOCH,
                new Reading(notation, List.of(), List.of(), List.of()));
    }

    /**
     * All kinds of columns, with and without gaps, in numbers from 1e-9 to 1.6e9, and names that hurt.
     *
     * @param type that it computes in
     * @param unseen what becomes of unseen words
     * @return the model
     */
    public static SoftmaxModel mixed(DataType type, Unseen unseen) {
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(
                        SourceColumn.number("label"),
                        SourceColumn.number("probabilities").filledWith(List.of(0.25), false),
                        SourceColumn.of("it's a \"flag\"", Kind.FLAG).filledWith(List.of(0.375), true),
                        SourceColumn.of("a/b:0", Kind.DATE).filledWith(List.of(19_000.5), true),
                        SourceColumn.of(" ", Kind.DATE),
                        SourceColumn.vector("v[0]", 5).filledWith(List.of(1.0, -2.0, 0.5, 0.0, 3.0), true),
                        SourceColumn.vector("logits", 3),
                        SourceColumn.number("seconds").filledWith(List.of(1.6e9), true),
                        SourceColumn.number("tiny"),
                        SourceColumn.category(
                                        "Gr\u00f6\u00dfe",
                                        List.of("gro\u00df", "it's", "\"", "3", "true", "NA", "\ud83d\ude00"))
                                .filledWith(List.of(0.5, 0.25, 0.125, 0.125, 0.0, 0.0, 0.0), true),
                        SourceColumn.category("fill", List.of("a b", "a=b", "\\", "%s;--"))
                                .filledWith(List.of(0.0, 0.0, 0.0, 0.0), false),
                        SourceColumn.category("is missing", List.of("yes", "no"))),
                Missing.INDICATOR,
                unseen);
        List<String> features = recipe.featureNames();
        var random = new Random(4);
        double[][] matrix = new double[features.size() + 1][3];
        for (int j = 0; j < matrix.length; j++) {
            String name = j < features.size() ? features.get(j) : "";
            double unit = name.equals("seconds") ? 1e-6 : name.equals("tiny") ? 1e9 : name.equals("a/b:0") ? 1e-3 : 1;
            Arrays.setAll(matrix[j], k -> unit * random.nextGaussian());
        }
        for (int k = 0; k < 3; k++) { // as training has it: what lies far from 0 is made up for by the intercept
            matrix[features.size()][k] -= 1.6e9 * matrix[features.indexOf("seconds")][k];
        }
        return of(type, List.of("S\u00fcd \"1\"", "it's", ""), features, matrix)
                .withTraining(untrained(forNothing("nil")))
                .withRecipe(recipe);
    }
}
