package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static float exp(float x) {
        return Lanes.exp(FloatVector.broadcast(Lanes.SPECIES, x), Lanes.NEXT_TO_NOTHING)
                .lane(0);
    }

    private static float expOfServing(float x) {
        return Lanes.exp(FloatVector.broadcast(Lanes.SPECIES, x), Lanes.LEAST_NORMAL)
                .lane(0);
    }

    @Test
    void expIsRightToTheLastDigits() {
        for (float x = 0; x > -86; x -= 0.00371f) {
            double exact = Math.exp(x);
            assertEquals(exact, exp(x), 2e-7 * exact + 1e-20, "exp " + x);
            assertEquals(exact, expOfServing(x), 2e-7 * exact + 1.7e-38, "exp " + x);
        }
        assertEquals(1f, exp(0f));
        assertEquals(1f, exp(-0f));
    }

    @Test
    void expOfWhatIsFarBelowIsNothing() {
        for (float x : new float[] {-47, -87, -100, -1e10f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY}) {
            assertEquals(0f, exp(x), 0f, "exp " + x);
            assertEquals(0f, expOfServing(x), x == -47 ? 1e-20f : 0f, "exp " + x);
        }
        assertTrue(Float.isNaN(exp(Float.NaN)));
    }

    private static float sum(float[] values) {
        return Lanes.sum(FloatVector.fromArray(Lanes.SPECIES, values, 0));
    }

    /** Whether or not it is compiled: what is alone and early is computed with as what comes late. */
    @Test
    void sumsAreAlwaysTheSame() {
        var random = new Random(2);
        var values = new float[100][Lanes.COUNT];
        var first = new float[values.length];
        var quarters = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                values[i][lane] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4)));
            }
            first[i] = sum(values[i]);
            Lanes.addLanes(values[i], 0, quarters, i, 1);
        }
        float all = 0;
        for (int round = 0; round < 3000; round++) {
            for (float[] some : values) {
                all += sum(some);
            }
        }
        assertTrue(Float.isFinite(all));
        var quartersLater = new float[1];
        for (int round = 0; round < 300_000; round++) {
            Lanes.addLanes(values[round % values.length], 0, quartersLater, 0, 1);
            assertEquals(quarters[round % values.length], quartersLater[0]);
        }
        for (int i = 0; i < values.length; i++) {
            assertEquals(first[i], sum(values[i]));
            double exact = 0;
            for (float value : values[i]) {
                exact += value;
            }
            assertEquals(exact, first[i], 1e-2);
        }
    }
}
