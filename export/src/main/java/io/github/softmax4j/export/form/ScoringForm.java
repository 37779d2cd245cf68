package io.github.softmax4j.export.form;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model as a sum: what all targets print, and what they are held against.
 *
 * <pre>
 *   logits = intercept + sum over columns of (numbers times weights | the row of a table of a word)
 *   P(class k) = exp(logits_k) / sum_j exp(logits_j)
 * </pre>
 *
 * <p>All in double. Recipe, indicators of missing values and temperature are folded into the weights and the tables.
 *
 * @param classes the names of the classes, K
 * @param intercept one for each class, their mean subtracted, which changes no probability: what is far from 0 loses
 *     digits in float
 * @param columns what a row is made of, in their order
 * @param type the number type that the model computes in, FLOAT or DOUBLE
 * @param ofFeatures whether the columns are the features of the model, and not those of its table
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
public record ScoringForm(
        List<String> classes, double[] intercept, List<FormColumn> columns, DataType type, boolean ofFeatures) {
    /** Half the distance between 1 and the next float. */
    private static final double ROUNDING_OF_FLOAT = 0x1p-24;

    /**
     * The form whose columns are those of the model's table.
     *
     * @param model a model with a recipe
     * @param unseen what becomes of a category that the training did not have
     * @return the form
     * @throws IllegalArgumentException if the model has no recipe
     */
    public static ScoringForm ofColumns(SoftmaxModel model, Unseen unseen) {
        return new FormMaker(model).ofColumns(unseen);
    }

    /**
     * The form whose columns are the features of the model, numbers that may not be missing.
     *
     * @param model any
     * @return the form
     */
    public static ScoringForm ofFeatures(SoftmaxModel model) {
        return new FormMaker(model).ofFeatures();
    }

    /**
     * What the model says of a row, in plain double Java.
     *
     * @param row one value for each column, see {@link FormColumn#addLogits}
     * @return one for each class, 0 to 1; NaN everywhere where the row is refused
     */
    public double[] probabilities(Object[] row) {
        double[] logits = intercept.clone();
        for (int c = 0; c < row.length; c++) {
            if (!columns.get(c).addLogits(row[c], logits)) {
                return WordColumn.refused(logits.length);
            }
        }
        return softmax(logits);
    }

    /**
     * The probabilities of logits.
     *
     * @param logits one for each class
     * @return one for each class, 0 to 1; NaN everywhere where a logit is not finite
     */
    public static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        if (!Arrays.stream(logits).allMatch(Double::isFinite)) {
            return WordColumn.refused(logits.length);
        }
        double[] powers =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    /**
     * The class that wins.
     *
     * @param probabilities one for each class
     * @return its index, of equal ones the first; -1 where the row was refused
     */
    public static int winner(double[] probabilities) {
        if (Arrays.stream(probabilities).anyMatch(Double::isNaN)) {
            return -1;
        }
        return IntStream.range(0, probabilities.length)
                .reduce((best, k) -> probabilities[k] > probabilities[best] ? k : best)
                .orElseThrow();
    }

    /**
     * How large the numbers are whose sums are the logits of a row.
     *
     * @param row of a row that is not refused
     * @return the sum of their largest absolute values over the classes
     */
    public double magnitude(Object[] row) {
        double sum = largestCentredIntercept();
        for (int c = 0; c < row.length; c++) {
            sum += columns.get(c).magnitude(row[c]);
        }
        return sum;
    }

    /**
     * How far the intercepts reach.
     *
     * @return the largest distance of one from their mean
     */
    public double largestCentredIntercept() {
        return FormColumn.largest(intercept);
    }

    /**
     * By how much the logits of a row may be off where they are computed in float: where an intercept is large, what is
     * added to it is the difference of large numbers.
     *
     * @return half a unit in the last place of a float as large as the largest centred intercept
     */
    public double errorBoundInFloat() {
        return ROUNDING_OF_FLOAT * largestCentredIntercept();
    }

    /**
     * How many numbers the form has.
     *
     * @return weights of all columns, without the intercept
     */
    public long weights() {
        return columns.stream().mapToLong(column -> column.weights().length).sum() * classes.size();
    }

    /** Its size, never its weights. */
    @Override
    public String toString() {
        return "ScoringForm[" + columns.size() + (ofFeatures ? " features, " : " columns, ") + classes.size()
                + " classes, " + type + "]";
    }
}
