package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.FitOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What Javadoc says of the scales of other libraries: at our optimum the gradient of their objective is 0. */
class ScalesElsewhereTest {
    private static final double C = 0.7;

    private static double[] weightsOf(Dataset dataset, boolean isWeighted) {
        return IntStream.range(0, (int) dataset.rows())
                .mapToDouble(row -> isWeighted ? 0.5 + row % 3 : 1)
                .toArray();
    }

    private static Fit fit(Dataset dataset, double lambda) {
        return SoftmaxRegression.withDefaults()
                .withLambda(lambda)
                .withTolerance(1e-10)
                .fit(dataset);
    }

    /** scikit-learn: C sum_i s_i loss_i + |W|^2 / 2, in all classes; its gradient in W is C X' (S (P - Y)) + W. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cOfScikitLearnMultipliesTheSum(boolean isWeighted) {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        double[] weights = weightsOf(wine, isWeighted);
        double sum = DoubleStream.of(weights).sum();
        Fit fit = fit(wine.withWeights(weights), 1 / (C * sum));
        INDArray residuals = fit.model().probabilities(wine.features());
        for (int row = 0; row < weights.length; row++) {
            int label = wine.labels()[row];
            residuals.putScalar(row, label, residuals.getDouble(row, label) - 1);
            residuals.getRow(row).muli(weights[row]);
        }
        INDArray gradient = wine.features()
                .transpose()
                .mmul(residuals)
                .mul(C)
                .add(fit.model().weights());
        double scale = fit.model().weights().amaxNumber().doubleValue();
        assertTrue(scale > 0.1, "weights that a wrong scale would change");
        assertEquals(0, gradient.amaxNumber().doubleValue(), 1e-5 * scale);
    }

    /** Of two classes: C sum_i loss_i + |w|^2 / 2 with w the difference of our two; our lambda is 2 / (n C). */
    @Test
    void ofTwoClassesThereIsOneVectorElsewhere() {
        Dataset cancer = ReferenceData.standardised(ReferenceData.breastCancer());
        Fit fit = fit(cancer, 2 / (cancer.rows() * C));
        INDArray weights = fit.model().weights();
        INDArray w = weights.getColumn(1).sub(weights.getColumn(0));
        assertEquals(0, weights.getColumn(1).sub(w.div(2)).amaxNumber().doubleValue(), 1e-6, "w / 2 and - w / 2");
        INDArray residual =
                fit.model().probabilities(cancer.features()).getColumn(1).dup();
        int[] labels = cancer.labels();
        IntStream.range(0, labels.length)
                .forEach(row -> residual.putScalar(row, residual.getDouble(row) - labels[row]));
        INDArray gradient = cancer.features().transpose().mmul(residual).mul(C).add(w);
        assertEquals(
                0, gradient.amaxNumber().doubleValue(), 1e-5 * w.amaxNumber().doubleValue());
    }

    /** The same scale for absolute values: at the optimum |C X' (P - Y)| is 1 where a weight is not 0, else at most. */
    @Test
    void theLassoHasTheSameScale() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(1 / (wine.rows() * C))
                .withL1Ratio(1)
                .withTolerance(1e-9)
                .fit(wine);
        INDArray residuals = fit.model().probabilities(wine.features());
        for (int row = 0; row < wine.rows(); row++) {
            int label = wine.labels()[row];
            residuals.putScalar(row, label, residuals.getDouble(row, label) - 1);
        }
        double[][] gradient = wine.features().transpose().mmul(residuals).mul(C).toDoubleMatrix();
        double[][] weights = fit.model().weights().toDoubleMatrix();
        int used = 0;
        for (int j = 0; j < gradient.length; j++) {
            for (int k = 0; k < 3; k++) {
                double expected = -Math.signum(weights[j][k]);
                used += expected == 0 ? 0 : 1;
                assertTrue(Math.abs(gradient[j][k]) < 1 + 1e-5, j + ", " + k);
                assertEquals(expected == 0 ? gradient[j][k] : expected, gradient[j][k], 1e-5);
            }
        }
        assertTrue(used > 5 && used < 39, used + " weights are not 0");
    }

    /** Rows to validate on may lack a class, and have their classes in another order. */
    @Test
    void validationRowsMayLackAClass() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        int[] ofTwo =
                IntStream.range(0, 178).filter(row -> wine.labels()[row] > 0).toArray();
        Dataset whole = wine.subset(ofTwo);
        List<String> labels = Arrays.stream(whole.labels())
                .mapToObj(wine.classes().names()::get)
                .toList();
        Dataset own = Dataset.of(whole.features(), labels);
        assertEquals(2, own.classes().size());
        Fit byWhole =
                SoftmaxRegression.withDefaults().fit(wine, FitOptions.none().withValidation(whole, 3));
        Fit byOwn = SoftmaxRegression.withDefaults().fit(wine, FitOptions.none().withValidation(own, 3));
        assertEquals(byWhole.model(), byOwn.model());
        assertTrue(
                byOwn.toString()
                        .matches("Fit\\[SoftmaxModel\\[13 features, 3 classes, DOUBLE,"
                                + " [A-Z_]+ after \\d+ iterations?\\],"
                                + " objective [-0-9.e]+, log-loss [-0-9.e]+, [-+0-9.e]+ seconds\\]"),
                byOwn::toString);
    }
}
