package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.RowTile;
import jdk.incubator.vector.FloatVector;

/**
 * Serves rows: logits with lanes that are classes ({@link EightRows}), stood upright for a {@link Softmax} whose lanes
 * are rows.
 */
final class VectorRows implements RowTile {
    private final FloatWeights weights;
    private final ClassBlocks blocks;
    /** {@link Tile#ROWS} x {@link ClassBlocks#SIZE}: the logits of a block. */
    private final float[] flat = new float[Tile.ROWS * ClassBlocks.SIZE];
    /** Classes x {@link Tile#ROWS}. */
    private final float[] columns;

    private final Softmax softmax = new Softmax(Lanes.LEAST_NORMAL);
    private final float[] squares = new float[Tile.ROWS];
    private int count;

    VectorRows(FloatWeights weights) {
        this.weights = weights;
        this.blocks = weights.inBlocks();
        this.columns = new float[blocks.classes() * Tile.ROWS];
    }

    @Override
    public int capacity() {
        return Tile.ROWS;
    }

    @Override
    public void compute(float[][] rows, int first, int rowCount) {
        count = rowCount;
        for (int i = 0; i < count; i++) {
            squares[i] = squares(rows[first + i]);
        }
        for (int k = 0; k < blocks.classes(); k += Lanes.COUNT) {
            for (int i = 0; i < count; i += EightRows.ROWS) {
                EightRows.dot(rows, first + i, first + count - 1, blocks, k, flat, i * ClassBlocks.SIZE);
            }
            standUpright(k, Math.min(Lanes.COUNT, blocks.classes() - k));
        }
    }

    private void standUpright(int firstClass, int some) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < some; k++) {
                columns[(firstClass + k) * Tile.ROWS + i] = flat[i * ClassBlocks.SIZE + k];
            }
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
        float sum = Lanes.sum(even.add(odd));
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
    public void logits(int i, double[] to) {
        for (int k = 0; k < blocks.classes(); k++) {
            to[k] = columns[k * Tile.ROWS + i];
        }
    }

    @Override
    public void probabilities(float[][] to, int first) {
        softmax.run(columns, 0, blocks.classes());
        for (int i = 0; i < count; i++) {
            var row = new float[blocks.classes()];
            for (int k = 0; k < row.length; k++) {
                row[k] = columns[k * Tile.ROWS + i];
            }
            to[first + i] = row;
        }
    }
}
