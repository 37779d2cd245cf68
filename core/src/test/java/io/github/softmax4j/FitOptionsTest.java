package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class FitOptionsTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-3);

    static List<SoftmaxRegression> regressions() {
        return List.of(
                REGRESSION,
                REGRESSION.withSolver(Solver.plainLbfgs()),
                REGRESSION.withL1Ratio(0.5),
                REGRESSION.withIntercept(false));
    }

    /** From its own optimum a fit has nowhere to go. */
    @ParameterizedTest
    @MethodSource("regressions")
    void warmStartConvergesAtOnce(SoftmaxRegression regression) {
        Dataset iris = ReferenceData.iris();
        SoftmaxRegression tight = regression.withTolerance(1e-7);
        Fit cold = tight.fit(iris);
        Fit warm = regression.withTolerance(1e-6).fit(iris, FitOptions.none().withStart(cold.model()));
        assertEquals(0, warm.iterations(), warm.toString());
        assertEquals(cold.objective(), warm.objective(), 1e-10);
        assertEquals(StopReason.GRADIENT, warm.stopReason());
    }

    /** A model of centered float features is a start in the user's units. */
    @Test
    void warmStartKnowsNoCenters() {
        double[][] x = new double[200][2];
        var labels = new String[200];
        for (int i = 0; i < 200; i++) {
            x[i] = new double[] {1.6e9 + (i * 37) % 200, i % 7};
            labels[i] = (i * 37) % 200 + (i % 5) * 20 > 120 ? "late" : "early";
        }
        Dataset inFloat = Dataset.of(x, labels).withType(DataType.FLOAT);
        assertTrue(inFloat.featureMatrix().isCentered());
        Fit cold = REGRESSION.fit(inFloat);
        Fit warm = REGRESSION.fit(inFloat, FitOptions.none().withStart(cold.model()));
        assertTrue(warm.evaluations() <= 3, warm.toString());
        Fit inDouble = REGRESSION.withTolerance(1e-9).fit(Dataset.of(x, labels));
        assertEquals(inDouble.objective(), cold.objective(), 1e-6);
        double slope = inDouble.model().weights().getDouble(0, 0);
        assertEquals(slope, cold.model().weights().getDouble(0, 0), 1e-3 * Math.abs(slope));
    }

    @Test
    void validationEndsTheFitAndChoosesTheModel() {
        Dataset digits = ReferenceData.digits();
        List<Dataset> parts = digits.split(0.7, 5); // few rows to learn from, so that it learns too much
        SoftmaxRegression regression = REGRESSION.withLambda(0);
        Fit fit = regression.fit(parts.get(0), FitOptions.none().withValidation(parts.get(1), 5));
        assertEquals(StopReason.VALIDATION, fit.stopReason(), fit.cause());
        assertTrue(fit.isComplete());
        double lowest = fit.history().stream()
                .mapToDouble(step -> step.validation().orElseThrow())
                .min()
                .orElseThrow();
        assertEquals(lowest, fit.model().evaluate(parts.get(1)).logLoss(), 1e-9);
        Step last = fit.history().get(fit.history().size() - 1);
        assertTrue(lowest < last.validation().orElseThrow());
        assertEquals(fit.logLoss(), fit.model().evaluate(parts.get(0)).logLoss(), 1e-9, "numbers of that model");
    }

    /** Smooth or not, the gradient norm of a fit is that of the step whose point it has. */
    @ParameterizedTest
    @CsvSource({"0, Infinity", "1, Infinity", "0.5, Infinity", "0, 0.5"})
    void validationChangesNotHowOptimalityIsMeasured(double l1Ratio, double bound) {
        Dataset iris = ReferenceData.iris();
        SoftmaxRegression regression = REGRESSION
                .withLambda(1e-2)
                .withL1Ratio(l1Ratio)
                .withBounds(Bounds.of(-bound, bound))
                .withTolerance(1e-7);
        Fit fit = regression.fit(iris, FitOptions.none().withValidation(iris, 1000));
        Step chosen = fit.history().stream()
                .min(Comparator.comparingDouble(step -> step.validation().orElseThrow()))
                .orElseThrow();
        assertEquals(chosen.gradientNorm(), fit.gradientNorm(), 1e-9 + 1e-6 * chosen.gradientNorm());
        assertEquals(chosen.objective(), fit.objective(), 1e-9);
    }

    @Test
    void anotherThreadCanCancel() throws InterruptedException {
        var stop = new AtomicBoolean();
        var started = new CountDownLatch(1);
        var other = new Thread(() -> {
            try {
                started.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            stop.set(true);
        });
        other.start();
        Fit fit = REGRESSION
                .withTolerance(0)
                .withLambda(0)
                .withSolver(Solver.plainLbfgs())
                .fit(
                        ReferenceData.digits(),
                        FitOptions.none()
                                .withListener(step -> {
                                    started.countDown();
                                    if (step.iteration() == 3) {
                                        join(other);
                                    }
                                })
                                .withCancellation(stop::get));
        assertEquals(StopReason.CANCELLED, fit.stopReason());
        assertFalse(fit.isComplete());
        assertTrue(fit.iterations() <= 4);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesOptionsOfOtherData() {
        Dataset iris = ReferenceData.iris();
        SoftmaxModel other = REGRESSION
                .fit(iris.withFeatureNames(List.of("a", "b", "c", "d")))
                .model();
        String start = assertThrows(
                        IllegalArgumentException.class,
                        () -> REGRESSION.fit(iris, FitOptions.none().withStart(other)))
                .getMessage();
        assertEquals(
                "the model to start from must have at least one feature of the data, x0, x1, x2, x3, but has a, b, c,"
                        + " d",
                start);
        assertThrows(
                IllegalArgumentException.class,
                () -> REGRESSION.fit(iris, FitOptions.none().withValidation(ReferenceData.wine(), 3)));
        assertThrows(IllegalArgumentException.class, () -> FitOptions.none().withValidation(iris, 0));
        List<String> backwards = new ArrayList<>(iris.featureNames());
        Collections.reverse(backwards);
        FitOptions turned = FitOptions.none().withValidation(iris.withFeatureNames(backwards), 3);
        assertThrows(IllegalArgumentException.class, () -> REGRESSION.fit(iris, turned));
    }
}
