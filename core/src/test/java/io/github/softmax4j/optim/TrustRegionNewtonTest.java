package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.progress.StopReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrustRegionNewtonTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /**
     * f(x) = sum_j sqrt(1 + (a_j (x_j - c_j))^2): from far away Newton's own step goes past the minimum, and further
     * each time.
     */
    private static final double[] SCALE = {1, 1e3, 1e-3};

    private static final double[] CENTRE = {3, -0.02, 4000};

    private static final Objective HYPERBOLAS = (point, gradient) -> {
        double value = 0;
        for (int j = 0; j < SCALE.length; j++) {
            double u = SCALE[j] * (point.getDouble(j) - CENTRE[j]);
            value += Math.sqrt(1 + u * u);
            gradient.putScalar(j, SCALE[j] * u / Math.sqrt(1 + u * u));
        }
        return value;
    };

    /** Its Hessian is diagonal: every coordinate by itself, by the proximal operator. */
    private static final ModelSolver DIAGONAL = (tasks, models) -> models.forEach(model -> {
        var end = new double[SCALE.length];
        double decrease = 0;
        double[] point = model.point().toDoubleVector();
        for (int j = 0; j < end.length; j++) {
            double u = SCALE[j] * (point[j] - CENTRE[j]);
            double curvature = SCALE[j] * SCALE[j] / Math.pow(1 + u * u, 1.5);
            double damped = curvature * (1 + model.damping());
            double slope = model.gradient().getDouble(j);
            end[j] = model.terms().proximal(j, point[j] - slope / damped, damped);
            double step = end[j] - point[j];
            decrease -= slope * step + curvature * step * step / 2;
        }
        model.solved(end, new Prediction(decrease - model.terms().change(point, end), true));
    });

    private static ProximalTerms terms(double strength, double upper) {
        double[] s = new double[SCALE.length];
        double[] l = new double[SCALE.length];
        double[] u = new double[SCALE.length];
        Arrays.fill(s, strength);
        Arrays.fill(l, Double.NEGATIVE_INFINITY);
        Arrays.fill(u, upper);
        return new ProximalTerms(s, l, u);
    }

    private static Minimum minimize(ProximalTerms terms, boolean isNear, StopRule rule) {
        INDArray start = Nd4j.createFromArray(new double[SCALE.length]);
        var newton = new TrustRegionNewton(1e-15, DIAGONAL, terms, isNear);
        return Minimizer.minimize(HYPERBOLAS, new Task(newton, start, rule, step -> {}));
    }

    private static StopRule exact() {
        return StopRule.exactPredictionAtMost(1e-14).or(StopRule.iterationsAtMost(200));
    }

    @Test
    void findsTheMinimumWhereNewtonsOwnStepsDiverge() {
        for (boolean isNear : new boolean[] {false, true}) {
            Minimum minimum = minimize(terms(0, INFINITY), isNear, exact());
            assertEquals(StopReason.LOSS_CHANGE, minimum.convergence().stopReason(), minimum.cause());
            double[] found = minimum.point().toDoubleVector();
            for (int j = 0; j < found.length; j++) {
                assertEquals(0, SCALE[j] * (found[j] - CENTRE[j]), 1e-6, "coordinate " + j);
            }
            assertTrue(minimum.convergence().evaluations() < 60, minimum.convergence() + "");
        }
    }

    @Test
    void objectivesNeverRise() {
        Minimum minimum = minimize(terms(0, INFINITY), true, exact());
        for (int i = 1; i < minimum.history().size(); i++) {
            double before = minimum.history().get(i - 1).objective();
            assertTrue(minimum.history().get(i).objective() <= before * (1 + 1e-14), "step " + i);
        }
    }

    /** Weak coordinates are exactly 0, and a bound holds the others. */
    @Test
    void l1TermsAndBoundsAreExact() {
        Minimum minimum = minimize(terms(0.1, 2), false, exact());
        double[] found = minimum.point().toDoubleVector();
        assertEquals(2, found[0]);
        assertEquals(0, found[2], "its slope is at most 1e-3");
        assertTrue(found[1] < 0 && found[1] > CENTRE[1], "drawn towards 0: " + found[1]);
        assertEquals(0, minimum.convergence().gradientNorm(), 1e-6);
    }

    /** What is predicted before the first step ends a descent that begins at the minimum. */
    @Test
    void atTheMinimumNoStepIsTaken() {
        INDArray start = Nd4j.createFromArray(CENTRE);
        var newton = new TrustRegionNewton(1e-15, DIAGONAL, terms(0, INFINITY), true);
        Minimum minimum = Minimizer.minimize(HYPERBOLAS, new Task(newton, start, exact(), step -> {}));
        assertEquals(1, minimum.convergence().evaluations());
        assertArrayEquals(CENTRE, minimum.point().toDoubleVector());
    }

    /**
     * The second method begins anew, counts as steps only what is lower than the first one's point, and gets further.
     */
    @Test
    void aSecondMethodTakesOver() {
        INDArray start = Nd4j.createFromArray(new double[SCALE.length]);
        var newton = new TrustRegionNewton(1e-15, DIAGONAL, terms(0, INFINITY), false);
        var first = new Lbfgs(3, 1e-15);
        Minimum alone =
                Minimizer.minimize(HYPERBOLAS, new Task(first, start, StopRule.iterationsAtMost(3), step -> {}));
        Minimum staged = Minimizer.minimize(
                HYPERBOLAS, new Task(new StagedNewton(first, 4, newton), start, exact(), step -> {}));
        List<Double> objectives =
                staged.history().stream().map(step -> step.objective()).toList();
        for (int i = 1; i < objectives.size(); i++) {
            assertTrue(objectives.get(i) <= objectives.get(i - 1), objectives.toString());
        }
        assertTrue(objectives.get(objectives.size() - 1) < alone.convergence().objective());
        assertEquals(3, objectives.get(objectives.size() - 1), 1e-9, "three times the minimum of 1");
    }
}
