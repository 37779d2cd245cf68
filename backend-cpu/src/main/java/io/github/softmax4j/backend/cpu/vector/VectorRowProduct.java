package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import io.github.softmax4j.math.RowProduct;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The product of one row, whose lanes are classes, at the speed of reading the weights: eight vectors of sums are under
 * way at once, of as many neighbouring vectors of classes, which lie in some blocks of the weights, so that memory is
 * read in some runs side by side. Classes that are left have eight sums of every eighth feature. Immutable.
 *
 * <p>The loops are written out: C2 compiles methods of more than 325 bytes alone, and well; inlined into others, with
 * calls in their own loops, they took three times as long.
 */
final class VectorRowProduct implements RowProduct {
    /** That are under way at once, of classes or of features. */
    private static final int EIGHT = 8;

    private static final int TOGETHER = EIGHT * Lanes.COUNT;

    private final ClassBlocks blocks;
    private final int together;

    VectorRowProduct(ClassBlocks blocks) {
        this.blocks = blocks;
        this.together = blocks.classes() / TOGETHER * TOGETHER;
    }

    @Override
    public void logits(float[] row, boolean fromBehind, float[] logits) {
        if (fromBehind) {
            rest(row, logits);
            for (int k = together - TOGETHER; k >= 0; k -= TOGETHER) {
                eightVectors(row, k, logits);
            }
        } else {
            for (int k = 0; k < together; k += TOGETHER) {
                eightVectors(row, k, logits);
            }
            rest(row, logits);
        }
    }

    private void rest(float[] row, float[] logits) {
        for (int k = together; k < blocks.classes(); k += Lanes.COUNT) {
            oneVector(row, k, logits);
        }
    }

    private void eightVectors(float[] x, int k, float[] z) {
        int at0 = blocks.start(k);
        int at1 = blocks.start(k + Lanes.COUNT);
        int at2 = blocks.start(k + 2 * Lanes.COUNT);
        int at3 = blocks.start(k + 3 * Lanes.COUNT);
        int at4 = blocks.start(k + 4 * Lanes.COUNT);
        int at5 = blocks.start(k + 5 * Lanes.COUNT);
        int at6 = blocks.start(k + 6 * Lanes.COUNT);
        int at7 = blocks.start(k + 7 * Lanes.COUNT);
        float[] b = blocks.intercept();
        FloatVector a0 = FloatVector.fromArray(SPECIES, b, k);
        FloatVector a1 = FloatVector.fromArray(SPECIES, b, k + Lanes.COUNT);
        FloatVector a2 = FloatVector.fromArray(SPECIES, b, k + 2 * Lanes.COUNT);
        FloatVector a3 = FloatVector.fromArray(SPECIES, b, k + 3 * Lanes.COUNT);
        FloatVector a4 = FloatVector.fromArray(SPECIES, b, k + 4 * Lanes.COUNT);
        FloatVector a5 = FloatVector.fromArray(SPECIES, b, k + 5 * Lanes.COUNT);
        FloatVector a6 = FloatVector.fromArray(SPECIES, b, k + 6 * Lanes.COUNT);
        FloatVector a7 = FloatVector.fromArray(SPECIES, b, k + 7 * Lanes.COUNT);
        float[] w = blocks.weights();
        int features = blocks.features();
        for (int j = 0; j < features; j++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[j]);
            a0 = FloatVector.fromArray(SPECIES, w, at0 + j * ClassBlocks.SIZE).fma(v, a0);
            a1 = FloatVector.fromArray(SPECIES, w, at1 + j * ClassBlocks.SIZE).fma(v, a1);
            a2 = FloatVector.fromArray(SPECIES, w, at2 + j * ClassBlocks.SIZE).fma(v, a2);
            a3 = FloatVector.fromArray(SPECIES, w, at3 + j * ClassBlocks.SIZE).fma(v, a3);
            a4 = FloatVector.fromArray(SPECIES, w, at4 + j * ClassBlocks.SIZE).fma(v, a4);
            a5 = FloatVector.fromArray(SPECIES, w, at5 + j * ClassBlocks.SIZE).fma(v, a5);
            a6 = FloatVector.fromArray(SPECIES, w, at6 + j * ClassBlocks.SIZE).fma(v, a6);
            a7 = FloatVector.fromArray(SPECIES, w, at7 + j * ClassBlocks.SIZE).fma(v, a7);
        }
        a0.intoArray(z, k);
        a1.intoArray(z, k + Lanes.COUNT);
        a2.intoArray(z, k + 2 * Lanes.COUNT);
        a3.intoArray(z, k + 3 * Lanes.COUNT);
        a4.intoArray(z, k + 4 * Lanes.COUNT);
        a5.intoArray(z, k + 5 * Lanes.COUNT);
        a6.intoArray(z, k + 6 * Lanes.COUNT);
        a7.intoArray(z, k + 7 * Lanes.COUNT);
    }

    private void oneVector(float[] x, int k, float[] z) {
        float[] w = blocks.weights();
        int at = blocks.start(k);
        FloatVector a0 = FloatVector.fromArray(SPECIES, blocks.intercept(), k);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = a1;
        FloatVector a3 = a1;
        FloatVector a4 = a1;
        FloatVector a5 = a1;
        FloatVector a6 = a1;
        FloatVector a7 = a1;
        int whole = blocks.features() / EIGHT * EIGHT;
        for (int j = 0; j < whole; j += EIGHT) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at + j * ClassBlocks.SIZE);
            a0 = w0.fma(FloatVector.broadcast(SPECIES, x[j]), a0);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + (j + 1) * ClassBlocks.SIZE);
            a1 = w1.fma(FloatVector.broadcast(SPECIES, x[j + 1]), a1);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + (j + 2) * ClassBlocks.SIZE);
            a2 = w2.fma(FloatVector.broadcast(SPECIES, x[j + 2]), a2);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + (j + 3) * ClassBlocks.SIZE);
            a3 = w3.fma(FloatVector.broadcast(SPECIES, x[j + 3]), a3);
            FloatVector w4 = FloatVector.fromArray(SPECIES, w, at + (j + 4) * ClassBlocks.SIZE);
            a4 = w4.fma(FloatVector.broadcast(SPECIES, x[j + 4]), a4);
            FloatVector w5 = FloatVector.fromArray(SPECIES, w, at + (j + 5) * ClassBlocks.SIZE);
            a5 = w5.fma(FloatVector.broadcast(SPECIES, x[j + 5]), a5);
            FloatVector w6 = FloatVector.fromArray(SPECIES, w, at + (j + 6) * ClassBlocks.SIZE);
            a6 = w6.fma(FloatVector.broadcast(SPECIES, x[j + 6]), a6);
            FloatVector w7 = FloatVector.fromArray(SPECIES, w, at + (j + 7) * ClassBlocks.SIZE);
            a7 = w7.fma(FloatVector.broadcast(SPECIES, x[j + 7]), a7);
        }
        for (int j = whole; j < blocks.features(); j++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at + j * ClassBlocks.SIZE);
            a0 = w0.fma(FloatVector.broadcast(SPECIES, x[j]), a0);
        }
        a0.add(a1).add(a2.add(a3)).add(a4.add(a5).add(a6.add(a7))).intoArray(z, k);
    }

    @Override
    public double toPowers(float[] logits, int classes) {
        Arrays.fill(logits, classes, ClassBlocks.padded(classes), -Float.MAX_VALUE);
        return Powers.of(logits, 0, ClassBlocks.padded(classes), Lanes.LEAST_NORMAL);
    }
}
