package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class SgdTest {
    /** A bowl of which every evaluation sees another slice. */
    private static Objective slices() {
        var calls = new int[1];
        return (point, gradient) -> {
            double[] x = point.reshape(point.length()).toDoubleVector();
            int slice = calls[0]++ % x.length;
            var g = new double[x.length];
            g[slice] = x.length * (x[slice] - slice);
            gradient.assign(Nd4j.createFromArray(g).castTo(gradient.dataType()).reshape(gradient.shape()));
            return x.length / 2.0 * (x[slice] - slice) * (x[slice] - slice);
        };
    }

    static IUpdater[] updaters() {
        return new IUpdater[] {
            new org.nd4j.linalg.learning.config.Sgd(0.05),
            new Nesterovs(0.02, 0.5),
            new Adam(0.05),
            new AdaGrad(0.5),
            new RmsProp(0.02),
            new AdaMax(0.05),
            new Nadam(0.05),
            new AMSGrad(0.05)
        };
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void everyUpdaterFindsTheMinimum(IUpdater updater) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Minimum minimum = Minimizer.minimize(
                    slices(),
                    new Task(new Sgd(updater, 4), Nd4j.create(type, 2, 2), StopRule.iterationsAtMost(500), step -> {}));
            assertArrayEquals(
                    new double[] {0, 1, 2, 3}, minimum.point().reshape(4).toDoubleVector(), 0.1, type.name());
        }
    }

    /** Whole gradients of the bent valley: Adam follows it to its end. */
    @Test
    void findsTheEndOfRosenbrocksValley() {
        Minimum minimum = Minimizer.minimize(
                TestFunction.ROSENBROCK.objective(),
                new Task(
                        new Sgd(new Adam(0.02), 100),
                        TestFunction.ROSENBROCK.start(),
                        StopRule.gradientAtMost(1e-4, Double.POSITIVE_INFINITY).or(StopRule.iterationsAtMost(200)),
                        step -> {}));
        assertArrayEquals(TestFunction.ROSENBROCK.minimum(), minimum.point().toDoubleVector(), 0.05, minimum.cause());
    }

    /** The order in memory of where it starts is nobody's matter. */
    @Test
    void startsFromColumnsAsFromRows() {
        INDArray start = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Objective bowl = (point, gradient) -> {
            gradient.assign(point);
            return point.mul(point).sumNumber().doubleValue() / 2;
        };
        Minimum[] minima = new Minimum[2];
        for (int i = 0; i < 2; i++) {
            minima[i] = Minimizer.minimize(
                    bowl,
                    new Task(
                            new Sgd(new Adam(0.05), 4),
                            start.dup(i == 0 ? 'c' : 'f'),
                            StopRule.iterationsAtMost(5),
                            step -> {}));
        }
        assertEquals(minima[0].point(), minima[1].point());
        assertTrue(minima[0].point().distance2(start) > 0.1, minima[0].toString());
    }

    /** W <- W - eta dW, by hand. */
    @Test
    void plainUpdateIsTheLearningRateTimesTheGradient() {
        Objective constantSlope = (point, gradient) -> {
            gradient.assign(Nd4j.createFromArray(new double[][] {{1, -2}}));
            return 7;
        };
        Minimum minimum = Minimizer.minimize(
                constantSlope,
                new Task(
                        new Sgd(new org.nd4j.linalg.learning.config.Sgd(0.25), 3),
                        Nd4j.create(DataType.DOUBLE, 1, 2),
                        StopRule.iterationsAtMost(2),
                        step -> {}));
        assertArrayEquals(new double[] {-6 * 0.25, 6 * 0.5}, minimum.point().toDoubleVector(), 1e-12);
        assertEquals(6, minimum.convergence().evaluations());
        assertEquals(2, minimum.convergence().iterations());
        Step last = minimum.history().get(1);
        assertEquals(7, last.objective(), 1e-12);
        assertEquals(2, last.gradientNorm(), 1e-12);
        assertEquals(0.25, last.stepLength(), 1e-12);
    }

    @Test
    void schedulesChangeTheRateEveryEpoch() {
        var schedule = new ExponentialSchedule(ScheduleType.EPOCH, 1, 0.5);
        Objective constantSlope = (point, gradient) -> {
            gradient.assign(1);
            return 0;
        };
        Minimum minimum = Minimizer.minimize(
                constantSlope,
                new Task(
                        new Sgd(new org.nd4j.linalg.learning.config.Sgd(schedule), 2),
                        Nd4j.create(DataType.DOUBLE, 1, 1),
                        StopRule.iterationsAtMost(3),
                        step -> {}));
        assertEquals(-2 * (1 + 0.5 + 0.25), minimum.point().getDouble(0), 1e-12);
    }

    /** A rate that is too large ends the fit with a reason, and with the last point that had a value. */
    @Test
    void divergenceIsToldAndUndone() {
        Objective steep = (point, gradient) -> {
            double x = point.getDouble(0);
            gradient.assign(4 * x * x * x);
            return x * x * x * x;
        };
        INDArray start = Nd4j.create(DataType.FLOAT, 1, 1).assign(1);
        Minimum minimum = Minimizer.minimize(
                steep,
                new Task(
                        new Sgd(new org.nd4j.linalg.learning.config.Sgd(10), 1),
                        start,
                        StopRule.iterationsAtMost(100),
                        step -> {}));
        assertEquals(StopReason.NOT_FINITE, minimum.convergence().stopReason());
        assertTrue(minimum.cause().contains("learning rate"), minimum.cause());
        assertTrue(Double.isFinite(minimum.point().getDouble(0)));
    }

    @Test
    void checksItsSettings() {
        assertThrows(IllegalArgumentException.class, () -> new Sgd(new Adam(), 0));
    }
}
