package io.github.softmax4j.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static float exp(float x) {
        return Lanes.exp(FloatVector.broadcast(Lanes.SPECIES, x)).lane(0);
    }

    @Test
    void expIsRightToTheLastDigits() {
        for (float x = 0; x > -86; x -= 0.00371f) {
            double exact = Math.exp(x);
            assertEquals(exact, exp(x), 2e-7 * exact, "exp " + x);
        }
        assertEquals(1f, exp(0f));
        assertEquals(1f, exp(-0f));
    }

    @Test
    void expOfWhatIsFarBelowIsNearlyNothing() {
        for (float x : new float[] {-87, -100, -1e10f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY}) {
            assertTrue(exp(x) >= 0 && exp(x) < 2e-38, x + ": " + exp(x));
        }
    }
}
