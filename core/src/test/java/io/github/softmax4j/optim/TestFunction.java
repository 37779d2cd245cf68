package io.github.softmax4j.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Textbook functions for minimisers; all have the minimum 0 at a known place.
 *
 * <p>More, Garbow and Hillstrom, Testing unconstrained optimization software (1981).
 */
@SuppressWarnings("ImmutableEnumChecker") // its arrays are private and never written
enum TestFunction {
    /** A bent valley; number 1 of the paper, chained to any dimension. */
    ROSENBROCK(new double[] {-1.2, 1, -1.2, 1}, new double[] {1, 1, 1, 1}) {
        @Override
        double valueAndGradient(double[] x, double[] g) {
            double value = 0;
            for (int i = 0; i + 1 < x.length; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                value += 100 * a * a + b * b;
                g[i] += -400 * x[i] * a - 2 * b;
                g[i + 1] += 200 * a;
            }
            return value;
        }
    },
    /** Curvatures from 1 to 1e6. */
    STRETCHED_BOWL(new double[] {1, 1, 1, 1}, new double[] {0, 0, 0, 0}) {
        @Override
        double valueAndGradient(double[] x, double[] g) {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                double curvature = Math.pow(100, i);
                value += curvature / 2 * x[i] * x[i];
                g[i] = curvature * x[i];
            }
            return value;
        }
    },
    /** Beale; number 5 of the paper. */
    BEALE(new double[] {1, 1}, new double[] {3, 0.5}) {
        @Override
        double valueAndGradient(double[] x, double[] g) {
            double[] y = {1.5, 2.25, 2.625};
            double value = 0;
            for (int i = 1; i <= 3; i++) {
                double power = Math.pow(x[1], i);
                double f = y[i - 1] - x[0] * (1 - power);
                value += f * f;
                g[0] -= 2 * f * (1 - power);
                g[1] += 2 * f * x[0] * i * Math.pow(x[1], i - 1);
            }
            return value;
        }
    },
    /** Powell's singular function: the Hessian is singular at the minimum; number 13 of the paper. */
    POWELL_SINGULAR(new double[] {3, -1, 0, 1}, new double[] {0, 0, 0, 0}) {
        @Override
        double valueAndGradient(double[] x, double[] g) {
            double a = x[0] + 10 * x[1];
            double b = x[2] - x[3];
            double c = x[1] - 2 * x[2];
            double d = x[0] - x[3];
            g[0] = 2 * a + 40 * d * d * d;
            g[1] = 20 * a + 4 * c * c * c;
            g[2] = 10 * b - 8 * c * c * c;
            g[3] = -10 * b - 40 * d * d * d;
            return a * a + 5 * b * b + Math.pow(c, 4) + 10 * Math.pow(d, 4);
        }
    },
    /** Flat far out and not defined left of 0: a line search must come back from infinite values. */
    LOGARITHM(new double[] {20}, new double[] {1}) {
        @Override
        double valueAndGradient(double[] x, double[] g) {
            if (x[0] <= 0) {
                g[0] = Double.NaN;
                return Double.NaN;
            }
            g[0] = 2 * Math.log(x[0]) / x[0];
            return Math.log(x[0]) * Math.log(x[0]);
        }
    };

    private final double[] start;
    private final double[] minimum;

    TestFunction(double[] start, double[] minimum) {
        this.start = start;
        this.minimum = minimum;
    }

    /** Adds the gradient to g, which is zero, and returns the value. */
    abstract double valueAndGradient(double[] x, double[] g);

    Objective objective() {
        return (point, gradient) -> {
            var g = new double[start.length];
            double value = valueAndGradient(point.reshape(point.length()).toDoubleVector(), g);
            gradient.assign(Nd4j.createFromArray(g).reshape(gradient.shape()));
            return value;
        };
    }

    INDArray start() {
        return Nd4j.createFromArray(new double[][] {start});
    }

    double[] minimum() {
        return minimum.clone();
    }
}
