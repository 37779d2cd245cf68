package io.github.softmax4j.math;

/** Products of columns on the heap, in loops that the JIT compiler computes some elements at a time. */
final class HeapProducts {
    private HeapProducts() {}

    /** target += factor vector. */
    static void addScaled(double[] target, double factor, double[] vector, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += factor * vector[i];
        }
    }

    /** target += factor vector. */
    static void addScaled(float[] target, float factor, float[] vector, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += factor * vector[i];
        }
    }

    /**
     * target += a p + b q + c r + d s: four products for each time that the target is read and written. Of eight, or of
     * pieces of one array, the JIT compiler makes no vectors any more.
     */
    static void addFour(
            float[] target,
            float a,
            float[] p,
            float b,
            float[] q,
            float c,
            float[] r,
            float d,
            float[] s,
            int length) {
        for (int i = 0; i < length; i++) {
            target[i] += a * p[i] + b * q[i] + (c * r[i] + d * s[i]);
        }
    }

    /** target += p o p + q o q + r o r + s o s. */
    static void addFourSquares(float[] target, float[] p, float[] q, float[] r, float[] s, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += p[i] * p[i] + q[i] * q[i] + (r[i] * r[i] + s[i] * s[i]);
        }
    }

    /** target = left o right. */
    static void multiply(double[] left, double[] right, double[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = left[i] * right[i];
        }
    }

    /** left'right. One sum would wait for itself at every element. */
    static double dot(double[] left, double[] right, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            first += left[i] * right[i];
            second += left[i + 1] * right[i + 1];
            third += left[i + 2] * right[i + 2];
            fourth += left[i + 3] * right[i + 3];
        }
        for (; i < length; i++) {
            first += left[i] * right[i];
        }
        return first + second + (third + fourth);
    }

    /** left'right. */
    static float dot(float[] left, float[] right, int length) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            first += left[i] * right[i];
            second += left[i + 1] * right[i + 1];
            third += left[i + 2] * right[i + 2];
            fourth += left[i + 3] * right[i + 3];
        }
        for (; i < length; i++) {
            first += left[i] * right[i];
        }
        return first + second + (third + fourth);
    }

    /** The products of all columns with all others, two by two: each element is read once for two products. */
    static double[][] gram(double[][] left, double[][] right, int length) {
        var products = new double[left.length][right.length];
        for (int a = 0; a < left.length; a += 2) {
            int nextA = Math.min(a + 1, left.length - 1);
            for (int b = 0; b < right.length; b += 2) {
                int nextB = Math.min(b + 1, right.length - 1);
                fourDots(left, a, nextA, right, b, nextB, length, products);
            }
        }
        return products;
    }

    private static void fourDots(
            double[][] left, int a, int c, double[][] right, int b, int d, int length, double[][] products) {
        double[] leftA = left[a];
        double[] leftC = left[c];
        double[] rightB = right[b];
        double[] rightD = right[d];
        double ab = 0;
        double ad = 0;
        double cb = 0;
        double cd = 0;
        for (int i = 0; i < length; i++) {
            ab += leftA[i] * rightB[i];
            ad += leftA[i] * rightD[i];
            cb += leftC[i] * rightB[i];
            cd += leftC[i] * rightD[i];
        }
        products[a][b] = ab;
        products[a][d] = ad;
        products[c][b] = cb;
        products[c][d] = cd;
    }
}
