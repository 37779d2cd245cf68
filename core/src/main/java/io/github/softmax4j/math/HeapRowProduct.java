package io.github.softmax4j.math;

/**
 * The product of a row whose lanes are classes, four features at a time, in loops that the JIT compiler makes vectors
 * of without being asked. Immutable.
 */
final class HeapRowProduct implements RowProduct {
    /** With fewer, loops over classes are too short to be worth vectors. */
    private static final int FEWEST_CLASSES = 32;

    private static final int FOUR = 4;

    private final int features;
    private final float[] intercept;
    /** The weights of each feature for all classes. */
    private final float[][] byFeature;

    private HeapRowProduct(ClassBlocks blocks) {
        this.features = blocks.features();
        this.intercept = blocks.intercept();
        this.byFeature = new float[features][blocks.classes()];
        for (int j = 0; j < features; j++) {
            for (int k = 0; k < blocks.classes(); k++) {
                byFeature[j][k] = blocks.weights()[blocks.start(k) + ClassBlocks.SIZE * j];
            }
        }
    }

    /** Whether a product in double, class by class, is not faster. */
    static boolean suits(ClassBlocks blocks) {
        return blocks.classes() >= FEWEST_CLASSES;
    }

    static HeapRowProduct of(ClassBlocks blocks) {
        return new HeapRowProduct(blocks);
    }

    /** Always in one order: it would have to be that of the features, and so digits would change. */
    @Override
    public void logits(float[] row, boolean fromBehind, float[] logits) {
        System.arraycopy(intercept, 0, logits, 0, intercept.length);
        int j = 0;
        for (; j + FOUR <= features; j += FOUR) {
            float[] w = byFeature[j];
            HeapProducts.addFour(
                    logits,
                    row[j],
                    w,
                    row[j + 1],
                    byFeature[j + 1],
                    row[j + 2],
                    byFeature[j + 2],
                    row[j + 3],
                    byFeature[j + 3],
                    w.length);
        }
        for (; j < features; j++) {
            HeapProducts.addScaled(logits, row[j], byFeature[j], byFeature[j].length);
        }
    }

    @Override
    public double toPowers(float[] logits, int classes) {
        float largest = logits[HeapSoftmax.mostProbable(logits, classes)];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double power = Math.exp((double) logits[k] - largest);
            logits[k] = (float) power;
            sum += power;
        }
        return sum;
    }
}
