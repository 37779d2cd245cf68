package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static float exp(float x) {
        return Lanes.exp(FloatVector.broadcast(Lanes.SPECIES, x)).lane(0);
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
}
