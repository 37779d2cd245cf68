package io.github.softmax4j.export.form;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the form of a model: deals its weights out to columns. */
final class FormMaker {
    private final SoftmaxModel model;
    private final int classes;
    /** (features + 1) x classes, the last row the intercept. */
    private final double[][] matrix;

    FormMaker(SoftmaxModel model) {
        this.model = model;
        this.classes = model.classes().size();
        this.matrix = matrix(model);
    }

    /** All weights, the last row the intercept; one by one ND4J would take longer for the rows than for the rest. */
    static double[][] matrix(SoftmaxModel model) {
        INDArray matrix = model.matrix();
        int classes = matrix.columns();
        double[] values = matrix.reshape(matrix.length()).toDoubleVector();
        return IntStream.range(0, values.length / classes)
                .mapToObj(j -> Arrays.copyOfRange(values, j * classes, (j + 1) * classes))
                .toArray(double[][]::new);
    }

    ScoringForm ofFeatures() {
        List<String> names = model.featureNames();
        List<FormColumn> columns = IntStream.range(0, names.size())
                .<FormColumn>mapToObj(
                        j -> new NumberColumn(names.get(j), Kind.NUMBER, new double[][] {matrix[j]}, Optional.empty()))
                .toList();
        return form(columns, true);
    }

    ScoringForm ofColumns(Unseen unseen) {
        FeatureRecipe recipe = model.recipe()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a model of a table was expected, but this one takes " + matrix.length + " features"));
        var columns = new ArrayList<FormColumn>();
        int first = 0;
        for (SourceColumn column : recipe.columns()) {
            columns.add(column(column, first, unseen));
            first += column.values() + (column.hasIndicator() ? 1 : 0);
        }
        return form(columns, false);
    }

    private ScoringForm form(List<FormColumn> columns, boolean ofFeatures) {
        return new ScoringForm(
                model.classes().names(), centred(matrix[matrix.length - 1]), columns, model.type(), ofFeatures);
    }

    private static double[] centred(double[] intercept) {
        double mean = DoubleStream.of(intercept).average().orElseThrow();
        return DoubleStream.of(intercept).map(value -> value - mean).toArray();
    }

    private FormColumn column(SourceColumn column, int first, Unseen unseen) {
        double[][] weights = Arrays.copyOfRange(matrix, first, first + column.values());
        Optional<Gap> gap = gap(column, weights, first + column.values());
        if (column.kind() != Kind.CATEGORY) {
            return new NumberColumn(column.name(), column.kind(), weights, gap);
        }
        Optional<double[]> zeros = unseen == Unseen.ZERO ? Optional.of(new double[classes]) : Optional.empty();
        return WordColumn.of(column.name(), column.categories(), weights, gap, zeros, nothings());
    }

    private Optional<Gap> gap(SourceColumn column, double[][] weights, int indicator) {
        if (column.fill().isEmpty()) {
            return Optional.empty();
        }
        double[] fill = column.fill().stream().mapToDouble(Double::doubleValue).toArray();
        return Optional.of(Gap.of(
                fill, weights, column.hasIndicator(), column.hasIndicator() ? matrix[indicator] : new double[classes]));
    }

    /** Words that mean to the model that a category is missing. */
    private List<String> nothings() {
        Notation notation = Notation.of(model.training().reading().settings());
        return Stream.concat(Stream.of(""), notation.nothing(Optional.of(Kind.CATEGORY)).stream())
                .toList();
    }
}
