package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import jdk.incubator.vector.FloatVector;

/**
 * Products of 8 rows where they lie, in arrays of their own, and as many classes as there are lanes: nothing is copied,
 * nothing is added up across lanes, and each weight that is read is used for 8 rows.
 */
final class EightRows {
    static final int ROWS = 8;

    private EightRows() {}

    /**
     * z[i, k] = x_i w_k + b_k.
     *
     * @param rows of the features
     * @param first the first of the 8
     * @param last the last that there is; it stands in for those behind it
     * @param blocks W and b
     * @param k the first of the classes
     * @param z overwritten from z0 on, a row's logits a stride behind those of the row before
     */
    static void dot(float[][] rows, int first, int last, ClassBlocks blocks, int k, float[] z, int z0, int stride) {
        float[] x0 = rows[first];
        float[] x1 = rows[Math.min(first + 1, last)];
        float[] x2 = rows[Math.min(first + 2, last)];
        float[] x3 = rows[Math.min(first + 3, last)];
        float[] x4 = rows[Math.min(first + 4, last)];
        float[] x5 = rows[Math.min(first + 5, last)];
        float[] x6 = rows[Math.min(first + 6, last)];
        float[] x7 = rows[Math.min(first + 7, last)];
        FloatVector a0 = FloatVector.fromArray(SPECIES, blocks.intercept(), k);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        float[] w = blocks.weights();
        int w0 = blocks.start(k);
        int features = blocks.features();
        for (int j = 0; j < features; j++) {
            FloatVector v = FloatVector.fromArray(SPECIES, w, w0 + j * ClassBlocks.SIZE);
            a0 = v.fma(FloatVector.broadcast(SPECIES, x0[j]), a0);
            a1 = v.fma(FloatVector.broadcast(SPECIES, x1[j]), a1);
            a2 = v.fma(FloatVector.broadcast(SPECIES, x2[j]), a2);
            a3 = v.fma(FloatVector.broadcast(SPECIES, x3[j]), a3);
            a4 = v.fma(FloatVector.broadcast(SPECIES, x4[j]), a4);
            a5 = v.fma(FloatVector.broadcast(SPECIES, x5[j]), a5);
            a6 = v.fma(FloatVector.broadcast(SPECIES, x6[j]), a6);
            a7 = v.fma(FloatVector.broadcast(SPECIES, x7[j]), a7);
        }
        a0.intoArray(z, z0);
        a1.intoArray(z, z0 + stride);
        a2.intoArray(z, z0 + 2 * stride);
        a3.intoArray(z, z0 + 3 * stride);
        a4.intoArray(z, z0 + 4 * stride);
        a5.intoArray(z, z0 + 5 * stride);
        a6.intoArray(z, z0 + 6 * stride);
        a7.intoArray(z, z0 + 7 * stride);
    }
}
