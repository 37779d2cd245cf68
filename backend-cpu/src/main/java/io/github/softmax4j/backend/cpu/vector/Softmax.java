package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Softmax of the rows of a tile: each lane is a row, so that nothing has to be summed across lanes. */
final class Softmax {
    /** max_k Z_ik of each row. */
    final float[] maximum = new float[Tile.ROWS];

    /** sum_k exp(Z_ik - maximum_i) of each row, 1 or more. */
    final float[] sum = new float[Tile.ROWS];

    private final float nothing;

    /** For probabilities that are multiplied with others. */
    Softmax() {
        this(Lanes.NEXT_TO_NOTHING);
    }

    /** For probabilities of which those below a number may be 0. */
    Softmax(float nothing) {
        this.nothing = nothing;
    }

    /**
     * Logits become probabilities.
     *
     * @param columns classes x {@link Tile#ROWS}, from an index on
     */
    void run(float[] columns, int from, int classes) {
        int to = from + classes * Tile.ROWS;
        for (int i = 0; i < Tile.ROWS; i += Lanes.COUNT) {
            FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
            for (int at = from + i; at < to; at += Tile.ROWS) {
                largest = largest.max(FloatVector.fromArray(SPECIES, columns, at));
            }
            FloatVector total = FloatVector.zero(SPECIES);
            for (int at = from + i; at < to; at += Tile.ROWS) {
                FloatVector power =
                        Lanes.exp(FloatVector.fromArray(SPECIES, columns, at).sub(largest), nothing);
                power.intoArray(columns, at);
                total = total.add(power);
            }
            largest.intoArray(maximum, i);
            total.intoArray(sum, i);
            FloatVector scale = FloatVector.broadcast(SPECIES, 1).div(total);
            for (int at = from + i; at < to; at += Tile.ROWS) {
                FloatVector.fromArray(SPECIES, columns, at).mul(scale).intoArray(columns, at);
            }
        }
    }
}
