package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.ClassWeights;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Optima that other systems found; each test names the system. */
class ReferenceValuesTest {
    private static final SoftmaxRegression PRECISE =
            SoftmaxRegression.withDefaults().withTolerance(1e-10);

    /** x1 = -4..4 and a second, binary feature. */
    private static Dataset glmnetToy(String... labels) {
        double[] binary = {0, 0, 1, 0, 1, 1, 1, 0, 0};
        var features = new double[9][];
        for (int i = 0; i < 9; i++) {
            features[i] = new double[] {i - 4, binary[i]};
        }
        return Dataset.of(features, labels);
    }

    private static void assertClose(double[][] expected, INDArray actual, double relativeTolerance) {
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < expected[i].length; k++) {
                double tolerance = relativeTolerance * Math.max(1e-3, Math.abs(expected[i][k]));
                assertEquals(expected[i][k], actual.getDouble(i, k), tolerance, i + ", " + k);
            }
        }
    }

    /**
     * glmnet 4.1 with lambda 1 and alpha 0, as quoted in scikit-learn's test_logistic_glmnet. Two symmetric weight
     * vectors share the penalty that one has in the binary model, so lambda is twice as large here.
     */
    @Test
    void glmnetBinary() {
        SoftmaxModel model = PRECISE.withLambda(2)
                .fit(glmnetToy("0", "0", "0", "1", "1", "1", "1", "1", "1"))
                .model();
        INDArray weights = model.weights();
        INDArray intercept = model.intercept();
        assertEquals(0.44464569182, weights.getDouble(0, 1) - weights.getDouble(0, 0), 1e-5 * 0.44);
        assertEquals(0.01457563448, weights.getDouble(1, 1) - weights.getDouble(1, 0), 1e-5 * 0.0146);
        assertEquals(0.89230405539, intercept.getDouble(0, 1) - intercept.getDouble(0, 0), 1e-5 * 0.89);
    }

    /** glmnet 4.1, multinomial, lambda 1 and alpha 0, from the same tests. */
    @Test
    void glmnetMultinomial() {
        SoftmaxModel model = PRECISE.withLambda(1)
                .fit(glmnetToy("0", "0", "0", "1", "1", "1", "2", "2", "2"))
                .model();
        assertClose(
                new double[][] {
                    {-0.38023389305, -8.164030176e-05, 0.3803155334}, {-0.01226499932, 0.04734548012, -0.0350804808}
                },
                model.weights(),
                1e-5);
        assertClose(new double[][] {{-0.12004759652, 0.2251747383, -0.1051271418}}, model.intercept(), 1e-5);
    }

    /** scikit-learn 1.9.1, LogisticRegression(C=1), float64, tight tolerance: lambda = 1 / (C rows). */
    @Test
    void scikitLearnIris() {
        Dataset iris = ReferenceData.iris();
        Fit fit = PRECISE.withLambda(1.0 / 150).fit(iris);
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertClose(
                new double[][] {
                    {-0.4235099201, 0.534461509, -0.1109515889},
                    {0.9673505796, -0.3215878552, -0.6457627244},
                    {-2.5171523776, -0.2063920713, 2.7235444489},
                    {-1.0793366485, -0.9442984654, 2.0236351139}
                },
                fit.model().weights(),
                1e-5);
        assertClose(
                new double[][] {{9.8495680505, 2.2372056322, -12.0867736827}},
                fit.model().intercept(),
                1e-5);
        assertEquals(0.192575444027, fit.objective(), 1e-9);
        assertEquals(0.119636677988, fit.logLoss(), 1e-7);
        assertEquals(0.97333, fit.model().evaluate(iris).accuracy(), 1e-5);
        INDArray probabilities = fit.model().probabilities(iris.features());
        assertClose(new double[][] {{0.9815834949, 0.0184164906, 0.0000000145}}, probabilities.getRow(0, true), 1e-4);
        assertClose(new double[][] {{0.0021266954, 0.873956688, 0.1239166166}}, probabilities.getRow(50, true), 1e-4);
    }

    @Test
    void scikitLearnIrisWithClassWeights() {
        Dataset iris = ReferenceData.iris();
        SoftmaxModel model = PRECISE.withClassWeights(ClassWeights.of(Map.of("1", 10.0)))
                .withLambda(1.0 / (50 + 500 + 50))
                .fit(iris)
                .model();
        assertClose(new double[][] {{11.8696090844, 4.3601482507, -16.2297573351}}, model.intercept(), 1e-5);
    }

    /** Rows 20 and on: 30, 50 and 50 of the classes. */
    @Test
    void scikitLearnIrisBalanced() {
        Dataset part = ReferenceData.iris().subset(IntStream.range(20, 150).toArray());
        SoftmaxModel model = PRECISE.withClassWeights(ClassWeights.equal())
                .withLambda(1.0 / 130)
                .fit(part)
                .model();
        assertClose(new double[][] {{9.7803780179, 2.0863455579, -11.8667235758}}, model.intercept(), 1e-5);
    }

    @Test
    void scikitLearnIrisWithoutIntercept() {
        Fit fit = PRECISE.withIntercept(false).withLambda(1.0 / 150).fit(ReferenceData.iris());
        assertEquals(0.252719414874, fit.objective(), 1e-10);
        assertEquals(0, fit.model().intercept().norm2Number().doubleValue());
    }

    /** scikit-learn 1.9.1 on repeated rows. */
    @Test
    void irisWithLabelSmoothing() {
        Fit fit = PRECISE.withLabelSmoothing(0.1).withLambda(1.0 / 150).fit(ReferenceData.iris());
        assertClose(
                new double[][] {
                    {0.0271101029, 0.1909458428, -0.2180559456},
                    {0.7344166109, -0.6594607973, -0.0749558136},
                    {-1.254767102, 0.1236477438, 1.1311193582},
                    {-0.4522239636, -0.8162849574, 1.268508921}
                },
                fit.model().weights(),
                1e-5);
        assertClose(
                new double[][] {{2.6943549088, 2.3896458742, -5.0840007829}},
                fit.model().intercept(),
                1e-5);
    }

    /** Iris is separable, but smoothed labels have a finite optimum. */
    @Test
    void irisWithLabelSmoothingAndNoPenalty() {
        Fit fit = PRECISE.withLabelSmoothing(0.1).withLambda(0).fit(ReferenceData.iris());
        assertClose(
                new double[][] {{1.2642909148, 2.8265338485, -4.0908247633}},
                fit.model().intercept(),
                1e-4);
    }

    /** scikit-learn 1.9.1 after StandardScaler, which divides by the deviation of the whole. */
    @Test
    void scikitLearnIrisStandardised() {
        Fit fit = PRECISE.withLambda(1.0 / 150).fit(ReferenceData.standardised(ReferenceData.iris()));
        assertEquals(0.209191788405, fit.objective(), 1e-9);
        assertClose(
                new double[][] {
                    {-1.0740661542, 0.5878102398, 0.4862559143},
                    {1.1601151162, -0.3618406263, -0.7982744899},
                    {-1.9306918617, -0.3634310229, 2.2941228846},
                    {-1.8115561242, -0.8262695764, 2.6378257007}
                },
                fit.model().weights(),
                1e-5);
        assertClose(
                new double[][] {{-0.205241133, 2.0748397842, -1.8695986512}},
                fit.model().intercept(),
                1e-5);
    }

    private static double squaredNorm(INDArray weights) {
        double norm = weights.norm2Number().doubleValue();
        return norm * norm;
    }

    @Test
    void scikitLearnDigits() {
        Dataset digits = ReferenceData.digits();
        Dataset scaled = ReferenceData.withFeatures(digits, digits.features().div(16));
        Fit fit = PRECISE.withLambda(1.0 / 1797).fit(scaled);
        assertEquals(0.199526403859, fit.objective(), 1e-10);
        assertEquals(0.106432729918, fit.logLoss(), 1e-7);
        assertEquals(334.5786641434, squaredNorm(fit.model().weights()), 1e-5 * 334);
        assertEquals(0.98497, fit.model().evaluate(scaled).accuracy(), 1e-5);
    }

    @Test
    void scikitLearnWine() {
        Fit fit = PRECISE.withLambda(1.0 / 178).fit(ReferenceData.standardised(ReferenceData.wine()));
        assertEquals(0.067923234685, fit.objective(), 1e-10);
        assertEquals(12.8379611332, squaredNorm(fit.model().weights()), 1e-5 * 13);
    }

    /** The binary form has one weight vector; two opposite ones share what it has, for half the penalty. */
    @Test
    void scikitLearnBreastCancer() {
        Fit fit = PRECISE.withLambda(2.0 / 569).fit(ReferenceData.standardised(ReferenceData.breastCancer()));
        INDArray weights = fit.model().weights();
        INDArray difference = weights.getColumn(1).sub(weights.getColumn(0));
        assertEquals(0.066360186235, fit.objective(), 1e-10);
        assertEquals(14.7579580865, squaredNorm(difference), 1e-5 * 15);
        INDArray intercept = fit.model().intercept();
        assertEquals(0.2145027174, intercept.getDouble(0, 1) - intercept.getDouble(0, 0), 1e-5);
    }
}
