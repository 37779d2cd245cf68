package io.github.softmax4j.backend.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** How many floats an instruction takes here, and the exponential function of so many. */
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as published
final class Lanes {
    /** At most 16 lanes, because the rows of a {@link Tile} are a multiple of that. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= 16 ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    static final int COUNT = SPECIES.length();

    private static final float LOG2_E = 1.44269504f;

    /** 1.5 * 2^23: a number of this size has no bits for fractions, so adding it rounds, and its lowest bits are the integer. */
    private static final float ROUNDING = 12582912f;

    /** log 2 in two parts, of which the first has few bits: n times it is exact. */
    private static final float LOG_2_HIGH = 0.693359375f;

    private static final float LOG_2_LOW = -2.12194440e-4f;

    /** exp of this is the smallest normal number, about 1e-38. */
    private static final float SMALLEST = -87f;

    private static final int MANTISSA_BITS = 23;

    private Lanes() {}

    /** The multiple of {@link #COUNT} that is not less. */
    static int roundUp(int count) {
        return Math.addExact(count, COUNT - 1) / COUNT * COUNT;
    }

    /** sums += terms; both are as long as some whole vectors. */
    static void add(float[] terms, float[] sums) {
        for (int j = 0; j < sums.length; j += COUNT) {
            FloatVector.fromArray(SPECIES, sums, j)
                    .add(FloatVector.fromArray(SPECIES, terms, j))
                    .intoArray(sums, j);
        }
    }

    /**
     * exp x for x from 0 down, to 2e-7 relative; below -87 it stays at 1e-38. Moshier's Cephes library, expf: x = n log 2 + f, a
     * polynomial in f, and n added to the exponent.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(SMALLEST);
        FloatVector shifted =
                bounded.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDING));
        FloatVector n = shifted.sub(ROUNDING);
        FloatVector f = n.fma(FloatVector.broadcast(SPECIES, -LOG_2_HIGH), bounded);
        f = n.fma(FloatVector.broadcast(SPECIES, -LOG_2_LOW), f);
        FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500e-4f);
        p = p.fma(f, FloatVector.broadcast(SPECIES, 1.3981999507e-3f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
        p = p.fma(f, FloatVector.broadcast(SPECIES, 5.0000001201e-1f));
        p = p.fma(f.mul(f), f.add(1f));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }
}
