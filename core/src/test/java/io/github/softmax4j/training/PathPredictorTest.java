package io.github.softmax4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PathPredictorTest {
    /** A polynomial whose degree is below the number of points is continued exactly. */
    @Test
    void polynomialsAreContinued() {
        double[] places = {0, -1, -2.1, -3, -4.2};
        for (int points = 1; points <= 4; points++) {
            int degree = points - 1;
            var path = new PathPredictor(places, points);
            for (int place = 0; place < 4; place++) {
                path.add(curve(places[place], degree));
            }
            INDArray expected = curve(places[4], degree);
            assertEquals(
                    0,
                    expected.distance2(path.predict()),
                    1e-9 * (1 + expected.norm2Number().doubleValue()));
        }
    }

    private static INDArray curve(double place, int degree) {
        return Nd4j.createFromArray(new double[][] {{Math.pow(place, degree), 1 - 2 * Math.pow(place, degree)}, {3, 0}
        });
    }

    @Test
    void theFirstPointsServeAsSoonAsTheyAreThere() {
        var path = new PathPredictor(new double[] {0, -1, -2, -3, -4}, 4);
        path.add(Nd4j.createFromArray(new double[][] {{1}}));
        assertEquals(1, path.predict().getDouble(0));
        path.add(Nd4j.createFromArray(new double[][] {{3}}));
        assertEquals(5, path.predict().getDouble(0), 1e-12);
        path.addOffPath(Nd4j.createFromArray(new double[][] {{7}}));
        assertEquals(7, path.predict().getDouble(0), "the last point, but nothing is continued");
        path.add(Nd4j.createFromArray(new double[][] {{4}}));
        assertEquals(4, path.predict().getDouble(0), "what is not on the curve does not come back");
    }

    /** Whatever the places, weights sum to 1 and do not make small errors of the points large ones. */
    @Test
    void noWeightsAreWild() {
        var random = new Random(1);
        for (int repetition = 0; repetition < 200; repetition++) {
            double[] places = DoubleStream.iterate(0, place -> place - Math.pow(10, 3 * random.nextGaussian()))
                    .limit(5)
                    .toArray();
            double[] weights = PathPredictor.weights(Arrays.copyOf(places, 4), places[4]);
            assertEquals(1, Arrays.stream(weights).sum(), 1e-9);
            assertTrue(Arrays.stream(weights).map(Math::abs).sum() <= 24, Arrays.toString(weights));
        }
        assertArrayEquals(
                new double[] {-1, 4, -6, 4}, PathPredictor.weights(new double[] {0, -0.5, -1, -1.5}, -2), 1e-12);
    }

    /** No penalty at all is infinitely far away in log lambda. */
    @Test
    void withoutPenaltyTheLastPointIsTheBest() {
        assertArrayEquals(new double[] {1}, PathPredictor.weights(new double[] {0, -1, -2}, Double.NEGATIVE_INFINITY));
    }
}
