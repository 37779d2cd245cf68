package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.FloatWeights;
import io.github.softmax4j.math.RowTile;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Serves rows of models with many classes: logits row by row, and lanes are classes to the end. */
final class WideRows implements RowTile {
    private static final int TWO = 2 * Lanes.COUNT;

    private final FloatWeights weights;
    private final ClassBlocks blocks;
    private final int padded;
    /** {@link Tile#ROWS} x padded. */
    private final float[] logits;

    private final float[] squares = new float[Tile.ROWS];
    private int count;

    WideRows(FloatWeights weights) {
        this.weights = weights;
        this.blocks = weights.inBlocks();
        this.padded = ClassBlocks.padded(blocks.classes());
        this.logits = new float[Math.multiplyExact(Tile.ROWS, padded)];
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
        int k = 0;
        for (; Lanes.HAVE_32_REGISTERS && k + TWO <= padded; k += TWO) {
            for (int i = 0; i < count; i += EightRows.ROWS) {
                EightByTwo.dot(rows, first + i, first + count - 1, blocks, k, logits, i * padded + k, padded);
            }
        }
        for (; k < blocks.classes(); k += Lanes.COUNT) {
            for (int i = 0; i < count; i += EightRows.ROWS) {
                EightRows.dot(rows, first + i, first + count - 1, blocks, k, logits, i * padded + k, padded);
            }
        }
        for (int i = 0; i < count; i++) {
            Arrays.fill(logits, i * padded + blocks.classes(), (i + 1) * padded, -Float.MAX_VALUE);
        }
    }

    @Override
    public boolean suffices(int i) {
        return weights.suffice(squares[i]);
    }

    @Override
    public void winners(int[] best, double[] probabilities) {
        for (int i = 0; i < count; i++) {
            int from = i * padded;
            float largest = Powers.largest(logits, from, padded);
            best[i] = indexOf(largest, from);
            probabilities[i] = 1.0 / Powers.of(logits, from, padded, largest, Lanes.LEAST_NORMAL);
        }
    }

    /** The first of equal ones; 0 where there is none, because the row is not finite. */
    private int indexOf(float largest, int from) {
        for (int k = 0; k < blocks.classes(); k++) {
            if (logits[from + k] == largest) {
                return k;
            }
        }
        return 0;
    }

    @Override
    public void probabilities(float[][] to, int first) {
        for (int i = 0; i < count; i++) {
            int from = i * padded;
            float scale = 1 / Powers.of(logits, from, padded, Lanes.LEAST_NORMAL);
            var row = new float[blocks.classes()];
            int k = 0;
            for (; k + Lanes.COUNT <= row.length; k += Lanes.COUNT) {
                FloatVector.fromArray(SPECIES, logits, from + k).mul(scale).intoArray(row, k);
            }
            for (; k < row.length; k++) {
                row[k] = logits[from + k] * scale;
            }
            to[first + i] = row;
        }
    }
}
