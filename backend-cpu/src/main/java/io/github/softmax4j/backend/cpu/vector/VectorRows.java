package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.RowTile;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Logits of rows that are served: the first product of a {@link Tile}. */
final class VectorRows implements RowTile {
    private final FloatWeights weights;
    private final Tile tile;
    private final Coefficients point;
    private final float[] squares = new float[Tile.ROWS];

    VectorRows(FloatWeights weights) {
        this.weights = weights;
        this.tile = new Tile(weights.features(), weights.classes());
        this.point = Coefficients.of(weights);
        tile.want(0, weights.classes(), true);
    }

    @Override
    public int capacity() {
        return Tile.ROWS;
    }

    @Override
    public void compute(float[][] rows, int first, int count) {
        tile.load(rows, first, count);
        tile.multiply(point);
        for (int i = 0; i < count; i++) {
            squares[i] = squares(rows[first + i]);
        }
    }

    /** Two sums, as one would wait for itself. */
    private static float squares(float[] row) {
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

    @Override
    public boolean suffices(int i) {
        return weights.suffice(squares[i]);
    }

    @Override
    public void read(int i, double[] to) {
        for (int k = 0; k < weights.classes(); k++) {
            to[k] = tile.columns[k * Tile.ROWS + i];
        }
    }
}
