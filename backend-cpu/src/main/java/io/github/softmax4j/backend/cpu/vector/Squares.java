package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The sum of the squares of a row. */
final class Squares {
    private Squares() {}

    /**
     * Two sums, as one would wait for itself. In which order lanes are added up does not matter for what is compared
     * with a limit, and {@link Lanes#sum} may not be inlined, so that each row would make objects.
     */
    static float sum(float[] row) {
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int j = 0;
        for (; j + 2 * Lanes.COUNT <= row.length; j += 2 * Lanes.COUNT) {
            FloatVector a = FloatVector.fromArray(SPECIES, row, j);
            FloatVector b = FloatVector.fromArray(SPECIES, row, j + Lanes.COUNT);
            even = a.fma(a, even);
            odd = b.fma(b, odd);
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; j < row.length; j++) {
            sum += row[j] * row[j];
        }
        return sum;
    }
}
