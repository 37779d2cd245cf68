package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** exp(z_k - max z) of one row whose classes are neighbours: lanes are classes. */
final class Powers {
    private Powers() {}

    /**
     * Logits become powers.
     *
     * @param z logits, from an index on as many as make whole vectors
     * @param nothing below which a power may be 0
     * @return the sum of the powers, 1 or more
     */
    static float of(float[] z, int from, int count, float nothing) {
        return of(z, from, count, largest(z, from, count), nothing);
    }

    /** The largest logit. */
    static float largest(float[] z, int from, int count) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int k = from; k < from + count; k += Lanes.COUNT) {
            largest = largest.max(FloatVector.fromArray(SPECIES, z, k));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    /** The same of logits whose largest is known. */
    static float of(float[] z, int from, int count, float largest, float nothing) {
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector shift = FloatVector.broadcast(SPECIES, largest);
        for (int k = from; k < from + count; k += Lanes.COUNT) {
            FloatVector power = Lanes.exp(FloatVector.fromArray(SPECIES, z, k).sub(shift), nothing);
            power.intoArray(z, k);
            sum = sum.add(power);
        }
        return Lanes.sum(sum);
    }
}
