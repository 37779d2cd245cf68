package io.github.softmax4j.backend.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** How many floats an instruction takes here, and the exponential function of so many. */
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as published
final class Lanes {
    /** At most 16 lanes, because the rows of a {@link Tile} are a multiple of that, and 4 at least. */
    static final VectorSpecies<Float> SPECIES = species(FloatVector.SPECIES_PREFERRED);

    static final int COUNT = SPECIES.length();

    /** Processors with vectors of 8 lanes have 16 registers for them, those with other vectors 32. */
    static final boolean HAVE_32_REGISTERS = COUNT != 8;

    /** Lanes of the smallest vectors, a quarter of the largest. */
    private static final int QUARTER = 4;

    private static final float LOG2_E = 1.44269504f;

    /**
     * 1.5 * 2^23: a number of this size has no bits for fractions, so adding it rounds, and its lowest bits are the
     * integer.
     */
    private static final float ROUNDING = 12582912f;

    /** log 2 in two parts, of which the first has few bits: n times it is exact. */
    private static final float LOG_2_HIGH = 0.693359375f;

    private static final float LOG_2_LOW = -2.12194440e-4f;

    /** exp of this is the smallest normal number, about 1e-38. */
    private static final float SMALLEST = -87f;

    private static final int MANTISSA_BITS = 23;

    /**
     * Products with smaller values fall below the smallest normal one, with which a processor is very slow
     * (docs/experiments/0010).
     */
    static final float NEXT_TO_NOTHING = 1e-20f;

    /** A little more than exp of {@link #SMALLEST}: nothing but what is below all normal numbers. */
    static final float LEAST_NORMAL = 1.7e-38f;

    private Lanes() {}

    /**
     * Whether this processor adds a product in one instruction; where it does not, Java computes that digit by digit.
     * Those of x86 learnt it together with vectors of 8 lanes, those of ARM always could.
     */
    static boolean areFast() {
        return FloatVector.SPECIES_PREFERRED.length() >= 8
                || System.getProperty("os.arch").equals("aarch64");
    }

    private static VectorSpecies<Float> species(VectorSpecies<Float> preferred) {
        VectorSpecies<Float> atMost = preferred.length() <= 16 ? preferred : FloatVector.SPECIES_512;
        return atMost.length() >= 4 ? atMost : FloatVector.SPECIES_128;
    }

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
     * Adds up each of some vectors: whole quarters first, as lane after lane would take longer.
     *
     * @param vectors one behind the other
     * @param first the number of the first of them
     * @param to where the sums go, from an index on
     * @param count how many
     */
    static void addLanes(float[] vectors, int first, float[] to, int index, int count) {
        for (int i = 0; i < count; i++) {
            int from = (first + i) * COUNT;
            FloatVector sum = FloatVector.fromArray(FloatVector.SPECIES_128, vectors, from);
            for (int j = QUARTER; j < COUNT; j += QUARTER) {
                sum = sum.add(FloatVector.fromArray(FloatVector.SPECIES_128, vectors, from + j));
            }
            to[index + i] = (sum.lane(0) + sum.lane(1)) + (sum.lane(2) + sum.lane(3));
        }
    }

    /**
     * The sum of the lanes. Java 25's API adds them up in one order in compiled code and in another before: the digits
     * of a fit would tell how much has been computed before it.
     */
    static float sum(FloatVector vector) {
        float sum = sumOfFour(vector, 0);
        if (COUNT > QUARTER) {
            sum += sumOfFour(vector, QUARTER);
        }
        if (COUNT > 2 * QUARTER) {
            sum += sumOfFour(vector, 2 * QUARTER) + sumOfFour(vector, 3 * QUARTER);
        }
        return sum;
    }

    /** Only of vectors of one size: if shorter ones came here, too, compiled code would look what each of them is. */
    private static float sumOfFour(FloatVector vector, int first) {
        return (vector.lane(first) + vector.lane(first + 1)) + (vector.lane(first + 2) + vector.lane(first + 3));
    }

    /**
     * exp x for x from 0 down, to 2e-7 relative or the given number absolute; 0 where it is less. Moshier's Cephes
     * library, expf: x = n log 2 + f, a polynomial in f, and n added to the exponent.
     *
     * @param nothing {@link #LEAST_NORMAL} or more
     */
    static FloatVector exp(FloatVector x, float nothing) {
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
        return p.reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .sub(nothing)
                .max(0f);
    }
}
