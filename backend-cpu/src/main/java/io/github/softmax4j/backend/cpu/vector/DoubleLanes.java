package io.github.softmax4j.backend.cpu.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Lanes} of doubles: half as many to an instruction. The classes of the pass in double, whose names begin with
 * Double, are made of those in float when this module is built.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the constants as published
final class DoubleLanes {
    static final VectorSpecies<Double> SPECIES = Lanes.SPECIES.withLanes(double.class);

    static final int COUNT = SPECIES.length();

    static final boolean HAVE_32_REGISTERS = Lanes.HAVE_32_REGISTERS;

    /** Lanes of the smallest vectors, a quarter of the largest. */
    private static final int QUARTER = 2;

    private static final double LOG2_E = 1.4426950408889634;

    /** 1.5 * 2^52: adding it rounds, as in {@link Lanes}. */
    private static final double ROUNDING = 6755399441055744.0;

    /** log 2 in two parts (Moshier's Cephes library, exp): 1000 times the first, which has few bits, is exact. */
    private static final double LOG_2_HIGH = 6.93145751953125e-1;

    private static final double LOG_2_LOW = 1.42860682030941723212e-6;

    /** exp of this is about 3e-308; the smallest normal number is 2e-308. */
    private static final double SMALLEST = -708;

    private static final int MANTISSA_BITS = 52;

    /** 1 / 13! to 1 / 0! */
    private static final double[] SERIES = series(13);

    /** Products with smaller values fall below the smallest normal number. */
    static final double NEXT_TO_NOTHING = 1e-150;

    private DoubleLanes() {}

    private static double[] series(int last) {
        var terms = new double[last + 1];
        double factorial = 1;
        for (int n = 0; n <= last; n++) {
            factorial *= Math.max(1, n);
            terms[last - n] = 1 / factorial;
        }
        return terms;
    }

    /** The multiple of {@link #COUNT} that is not less. */
    static int roundUp(int count) {
        return Math.addExact(count, COUNT - 1) / COUNT * COUNT;
    }

    /** sums += terms; both are as long as some whole vectors. */
    static void add(double[] terms, double[] sums) {
        for (int j = 0; j < sums.length; j += COUNT) {
            DoubleVector.fromArray(SPECIES, sums, j)
                    .add(DoubleVector.fromArray(SPECIES, terms, j))
                    .intoArray(sums, j);
        }
    }

    /**
     * Adds up each of some vectors: whole quarters first, as in {@link Lanes}.
     *
     * @param vectors one behind the other
     * @param first the number of the first of them
     * @param to where the sums go, from an index on
     * @param count how many
     */
    static void addLanes(double[] vectors, int first, double[] to, int index, int count) {
        for (int i = 0; i < count; i++) {
            int from = (first + i) * COUNT;
            DoubleVector sum = DoubleVector.fromArray(DoubleVector.SPECIES_128, vectors, from);
            for (int j = QUARTER; j < COUNT; j += QUARTER) {
                sum = sum.add(DoubleVector.fromArray(DoubleVector.SPECIES_128, vectors, from + j));
            }
            to[index + i] = sum.lane(0) + sum.lane(1);
        }
    }

    /** The sum of the lanes, in one order, compiled or not. */
    static double sum(DoubleVector vector) {
        double sum = vector.lane(0) + vector.lane(1);
        for (int lane = QUARTER; lane < COUNT; lane += QUARTER) {
            sum += vector.lane(lane) + vector.lane(lane + 1);
        }
        return sum;
    }

    /**
     * exp x for x from 0 down, to 1e-15 relative or the given number absolute; 0 where it is less: x = n log 2 + f, the
     * series of exp f, and n added to the exponent. As |f| is at most log 2 / 2, what follows the term of f^13 is less
     * than 6e-18 of the whole.
     *
     * @param nothing 1e-300 or more
     */
    static DoubleVector exp(DoubleVector x, double nothing) {
        DoubleVector bounded = x.max(SMALLEST);
        DoubleVector shifted =
                bounded.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDING));
        DoubleVector n = shifted.sub(ROUNDING);
        DoubleVector f = n.fma(DoubleVector.broadcast(SPECIES, -LOG_2_HIGH), bounded);
        f = n.fma(DoubleVector.broadcast(SPECIES, -LOG_2_LOW), f);
        DoubleVector p = DoubleVector.broadcast(SPECIES, SERIES[0]);
        for (int term = 1; term < SERIES.length; term++) {
            p = p.fma(f, DoubleVector.broadcast(SPECIES, SERIES[term]));
        }
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        return p.reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .sub(nothing)
                .max(0);
    }
}
