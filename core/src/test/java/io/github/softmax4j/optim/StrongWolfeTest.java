package io.github.softmax4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrongWolfeTest {
    private record Found(StrongWolfe.Result result, double length, int evaluations) {}

    private static Found search(DoubleUnaryOperator value, DoubleUnaryOperator slope, double first) {
        var search = new StrongWolfe(value.applyAsDouble(0), slope.applyAsDouble(0), first, 0);
        int evaluations = 0;
        while (true) {
            double length = search.ask();
            evaluations++;
            StrongWolfe.Result result = search.tell(value.applyAsDouble(length), slope.applyAsDouble(length));
            if (result != StrongWolfe.Result.SEARCHING) {
                return new Found(result, length, evaluations);
            }
        }
    }

    /** Whatever the first length, the accepted one fulfils both conditions. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-3, 0.5, 1, 3, 1e3, 1e9})
    void fulfilsBothConditions(double first) {
        DoubleUnaryOperator value = a -> (a - 2) * (a - 2) + Math.sin(3 * a);
        DoubleUnaryOperator slope = a -> 2 * (a - 2) + 3 * Math.cos(3 * a);
        Found found = search(value, slope, first);
        assertEquals(StrongWolfe.Result.ACCEPTED, found.result());
        double length = found.length();
        assertTrue(value.applyAsDouble(length) <= value.applyAsDouble(0) + 1e-4 * length * slope.applyAsDouble(0));
        assertTrue(Math.abs(slope.applyAsDouble(length)) <= 0.9 * Math.abs(slope.applyAsDouble(0)));
        assertTrue(found.evaluations() <= 25, found.evaluations() + " evaluations");
    }

    @Test
    void takesTheFirstLengthIfItIsGood() {
        assertEquals(1, search(a -> (a - 1) * (a - 1), a -> 2 * (a - 1), 1).evaluations());
    }

    @Test
    void comesBackFromInfinity() {
        DoubleUnaryOperator value = a -> a > 1 ? Double.POSITIVE_INFINITY : (a - 0.5) * (a - 0.5);
        DoubleUnaryOperator slope = a -> a > 1 ? Double.NaN : 2 * (a - 0.5);
        assertEquals(StrongWolfe.Result.ACCEPTED, search(value, slope, 100).result());
    }

    @Test
    void givesUpWhereItOnlyGoesUp() {
        assertEquals(
                StrongWolfe.Result.FAILED,
                search(a -> a, a -> a == 0 ? -1 : 1, 1).result());
    }

    @Test
    void givesUpWhereItFallsForEver() {
        assertEquals(StrongWolfe.Result.FAILED, search(a -> -a, a -> -1, 1).result());
    }
}
