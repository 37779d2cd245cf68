package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import io.github.softmax4j.math.ClassBlocks;
import jdk.incubator.vector.FloatVector;

/**
 * Products of 8 rows and twice as many classes as there are lanes: ten numbers are read for sixteen products, where
 * {@link EightRows} reads nine for eight. Only where there are 32 registers, as half of them hold sums.
 */
final class EightByTwo {
    private EightByTwo() {}

    /**
     * z[i, k] = x_i w_k + b_k.
     *
     * @param rows of the features
     * @param first the first of the 8
     * @param last the last that there is; it stands in for those behind it
     * @param blocks W and b
     * @param k the first of the classes, of which there are as many, or places for them in the last block
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
        FloatVector b0 = FloatVector.fromArray(SPECIES, blocks.intercept(), k + Lanes.COUNT);
        FloatVector a1 = a0;
        FloatVector b1 = b0;
        FloatVector a2 = a0;
        FloatVector b2 = b0;
        FloatVector a3 = a0;
        FloatVector b3 = b0;
        FloatVector a4 = a0;
        FloatVector b4 = b0;
        FloatVector a5 = a0;
        FloatVector b5 = b0;
        FloatVector a6 = a0;
        FloatVector b6 = b0;
        FloatVector a7 = a0;
        FloatVector b7 = b0;
        float[] w = blocks.weights();
        int w0 = blocks.start(k);
        int w1 = blocks.start(k + Lanes.COUNT);
        int features = blocks.features();
        for (int j = 0; j < features; j++) {
            FloatVector v = FloatVector.fromArray(SPECIES, w, w0 + j * ClassBlocks.SIZE);
            FloatVector u = FloatVector.fromArray(SPECIES, w, w1 + j * ClassBlocks.SIZE);
            FloatVector x = FloatVector.broadcast(SPECIES, x0[j]);
            a0 = v.fma(x, a0);
            b0 = u.fma(x, b0);
            x = FloatVector.broadcast(SPECIES, x1[j]);
            a1 = v.fma(x, a1);
            b1 = u.fma(x, b1);
            x = FloatVector.broadcast(SPECIES, x2[j]);
            a2 = v.fma(x, a2);
            b2 = u.fma(x, b2);
            x = FloatVector.broadcast(SPECIES, x3[j]);
            a3 = v.fma(x, a3);
            b3 = u.fma(x, b3);
            x = FloatVector.broadcast(SPECIES, x4[j]);
            a4 = v.fma(x, a4);
            b4 = u.fma(x, b4);
            x = FloatVector.broadcast(SPECIES, x5[j]);
            a5 = v.fma(x, a5);
            b5 = u.fma(x, b5);
            x = FloatVector.broadcast(SPECIES, x6[j]);
            a6 = v.fma(x, a6);
            b6 = u.fma(x, b6);
            x = FloatVector.broadcast(SPECIES, x7[j]);
            a7 = v.fma(x, a7);
            b7 = u.fma(x, b7);
        }
        a0.intoArray(z, z0);
        b0.intoArray(z, z0 + Lanes.COUNT);
        a1.intoArray(z, z0 + stride);
        b1.intoArray(z, z0 + stride + Lanes.COUNT);
        a2.intoArray(z, z0 + 2 * stride);
        b2.intoArray(z, z0 + 2 * stride + Lanes.COUNT);
        a3.intoArray(z, z0 + 3 * stride);
        b3.intoArray(z, z0 + 3 * stride + Lanes.COUNT);
        a4.intoArray(z, z0 + 4 * stride);
        b4.intoArray(z, z0 + 4 * stride + Lanes.COUNT);
        a5.intoArray(z, z0 + 5 * stride);
        b5.intoArray(z, z0 + 5 * stride + Lanes.COUNT);
        a6.intoArray(z, z0 + 6 * stride);
        b6.intoArray(z, z0 + 6 * stride + Lanes.COUNT);
        a7.intoArray(z, z0 + 7 * stride);
        b7.intoArray(z, z0 + 7 * stride + Lanes.COUNT);
    }
}
