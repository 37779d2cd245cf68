package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against Stata's mlogit, as statsmodels' tests quote it. */
class EstimatesTest {
    private static final List<String> FEATURES = List.of("logpopul", "selfLR", "age", "educ", "income");
    private static final SoftmaxRegression LIKELIHOOD =
            SoftmaxRegression.withDefaults().withLambda(0).withTolerance(1e-9);

    private static Dataset anes96() {
        List<String[]> rows = ReferenceData.rows("anes96.csv").stream().skip(1).toList();
        double[][] features = rows.stream()
                .map(row -> new double[] {
                    Math.log(Double.parseDouble(row[0]) + 0.1),
                    Double.parseDouble(row[1]),
                    Double.parseDouble(row[2]),
                    Double.parseDouble(row[3]),
                    Double.parseDouble(row[4])
                })
                .toArray(double[][]::new);
        return Dataset.of(features, rows.stream().map(row -> row[5]).toArray(String[]::new))
                .withFeatureNames(FEATURES);
    }

    @Test
    void agreeWithStata() {
        Dataset data = anes96();
        Fit fit = LIKELIHOOD.fit(data);
        assertEquals(-1461.922747312, -fit.logLoss() * 944, 1e-5);
        Estimates estimates = Estimates.of(fit, data);
        List<String[]> stata =
                ReferenceData.rows("anes96-stata.csv").stream().skip(1).toList();
        assertEquals(stata.size(), estimates.rows().size());
        for (int i = 0; i < stata.size(); i++) {
            String[] expected = stata.get(i);
            Estimates.Estimate actual = estimates.rows().get(i);
            String what = expected[0] + " " + expected[1];
            assertEquals(expected[0], actual.className());
            assertEquals(expected[1].equals("const") ? Estimates.INTERCEPT : expected[1], actual.term());
            assertClose(expected[2], actual.value(), 1e-5, what);
            assertClose(expected[3], actual.standardError(), 1e-6, what);
            assertClose(expected[4], actual.z(), 1e-5, what);
            assertClose(expected[5], actual.p(), 1e-4, what);
            assertClose(expected[6], actual.lower(), 1e-4, what);
            assertClose(expected[7], actual.upper(), 1e-4, what);
        }
    }

    private static void assertClose(String expected, double actual, double tolerance, String what) {
        double value = Double.parseDouble(expected);
        assertEquals(value, actual, tolerance * Math.max(0.1, Math.abs(value)), what);
    }

    /** Another base class: differences of the same weights; with two classes the same errors. */
    @Test
    void baseClassIsAChoice() {
        Dataset two = Dataset.of(new double[][] {{1}, {2}, {3}, {4}, {2.5}, {1.5}}, "a", "a", "b", "b", "a", "b");
        Fit fit = LIKELIHOOD.fit(two);
        Estimates fromA = Estimates.of(fit, two, "a", 0.9);
        Estimates fromB = Estimates.of(fit, two, "b", 0.9);
        for (int i = 0; i < 2; i++) {
            Estimates.Estimate a = fromA.rows().get(i);
            Estimates.Estimate b = fromB.rows().get(i);
            assertEquals(a.value(), -b.value(), 1e-12);
            assertEquals(a.standardError(), b.standardError(), 1e-9);
            assertEquals(a.lower(), -b.upper(), 1e-9);
        }
    }

    /** A row of weight 2 is the row twice, also in its evidence. */
    @Test
    void weightsAreRepeatedRows() {
        Dataset data = anes96().subset(java.util.stream.IntStream.range(0, 400).toArray());
        int[] twice = java.util.stream.IntStream.concat(
                        java.util.stream.IntStream.range(0, 400), java.util.stream.IntStream.range(0, 100))
                .toArray();
        var weights = new double[400];
        Arrays.fill(weights, 1);
        Arrays.fill(weights, 0, 100, 2);
        Dataset weighted = data.withWeights(weights);
        Dataset repeated = data.subset(twice);
        Estimates expected = Estimates.of(LIKELIHOOD.fit(repeated), repeated);
        Estimates actual = Estimates.of(LIKELIHOOD.fit(weighted), weighted);
        for (int i = 0; i < expected.rows().size(); i++) {
            double error = expected.rows().get(i).standardError();
            assertEquals(error, actual.rows().get(i).standardError(), 1e-6 * error);
        }
    }

    private static String refusal(SoftmaxRegression regression, Dataset data) {
        Fit fit = regression.fit(data);
        return assertThrows(IllegalArgumentException.class, () -> Estimates.of(fit, data))
                .getMessage();
    }

    @Test
    void refusesWhatHasNoStandardErrors() {
        double[][] x = {{1, 5}, {2, 5}, {3, 5}, {4, 5}, {2.5, 5}, {1.5, 5}};
        String[] labels = {"a", "a", "b", "b", "a", "b"};
        String constant = refusal(LIKELIHOOD, Dataset.of(x, labels).withFeatureNames(List.of("height", "five")));
        assertTrue(constant.contains("'five' is constant"), constant);
        for (double[] row : x) {
            row[1] = 2 * row[0] + 1;
        }
        assertTrue(refusal(LIKELIHOOD, Dataset.of(x, labels)).contains("singular"));
        Dataset iris = ReferenceData.iris();
        assertTrue(refusal(LIKELIHOOD.withLambda(1e-2), iris).contains("lambda 0"));
        assertTrue(refusal(LIKELIHOOD.withMaxIterations(3), iris).contains("converged"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Estimates.of(LIKELIHOOD.withMaxIterations(3).fit(iris), iris, "setosa", 0.95));
    }

    /** One class is alone where a flag is set: its weight would grow without end, and has no standard error. */
    @Test
    void refusesWhatSeparates() {
        var random = new Random(1);
        var x = new double[300][2];
        var labels = new String[300];
        for (int i = 0; i < 300; i++) {
            x[i][0] = random.nextGaussian();
            x[i][1] = i % 3 == 0 ? 1 : 0;
            labels[i] = i % 3 == 0 || x[i][0] + random.nextGaussian() > 0 ? "a" : "b";
        }
        String partly = refusal(LIKELIHOOD, Dataset.of(x, labels).withFeatureNames(List.of("size", "flag")));
        assertTrue(partly.contains("'flag' for class 'b'") && partly.contains("separated"), partly);
        for (int i = 0; i < 300; i++) {
            labels[i] = x[i][0] > 0 ? "a" : "b";
        }
        String wholly = refusal(LIKELIHOOD, Dataset.of(x, labels).withFeatureNames(List.of("size", "flag")));
        assertTrue(wholly.contains("classes 'b' and 'a' are set apart most of all by 'size'"), wholly);
    }
}
