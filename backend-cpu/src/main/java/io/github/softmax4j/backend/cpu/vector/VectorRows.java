package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.RowTile;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Serves rows of models with few classes: logits with lanes that are classes ({@link EightRows}), stood upright
 * for a {@link Softmax} whose lanes are rows.
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
    private final float[] indices = new float[Tile.ROWS];
    private final float[] sums = new float[Tile.ROWS];
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
            squares[i] = Squares.sum(rows[first + i]);
        }
        for (int k = 0; k < blocks.classes(); k += Lanes.COUNT) {
            for (int i = 0; i < count; i += EightRows.ROWS) {
                EightRows.dot(
                        rows, first + i, first + count - 1, blocks, k, flat, i * ClassBlocks.SIZE, ClassBlocks.SIZE);
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

    @Override
    public boolean suffices(int i) {
        return weights.suffice(squares[i]);
    }

    @Override
    public void winners(int[] best, double[] probabilities) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector largest = FloatVector.fromArray(SPECIES, columns, i);
            FloatVector index = FloatVector.zero(SPECIES);
            for (int k = 1; k < blocks.classes(); k++) {
                FloatVector z = FloatVector.fromArray(SPECIES, columns, k * Tile.ROWS + i);
                VectorMask<Float> isLarger = z.compare(VectorOperators.GT, largest);
                largest = largest.blend(z, isLarger);
                index = index.blend(FloatVector.broadcast(SPECIES, k), isLarger);
            }
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = 0; k < blocks.classes(); k++) {
                FloatVector z = FloatVector.fromArray(SPECIES, columns, k * Tile.ROWS + i);
                sum = sum.add(Lanes.exp(z.sub(largest), Lanes.LEAST_NORMAL));
            }
            index.intoArray(indices, i);
            sum.intoArray(sums, i);
        }
        for (int i = 0; i < count; i++) {
            best[i] = (int) indices[i];
            probabilities[i] = 1.0 / sums[i];
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
