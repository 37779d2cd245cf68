package io.github.softmax4j.backend.cpu.vector;

import static io.github.softmax4j.backend.cpu.vector.Lanes.SPECIES;

import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Turns the logits of a row into residuals, model by model; lanes are classes, filled up to whole vectors with logits
 * so far below 0 that they count for nothing.
 */
final class RowSoftmax {
    private final int classes;
    private final int models;
    private final float offTarget;
    private final float onTarget;
    private final int padded;
    private final float[] logits;
    private final float[] targets;
    private final float[] intercepts;

    RowSoftmax(int classes, int models, double smoothing) {
        this.classes = classes;
        this.models = models;
        this.offTarget = (float) (smoothing / classes);
        this.onTarget = (float) (1 - smoothing + smoothing / classes);
        this.padded = Lanes.roundUp(classes);
        this.logits = new float[padded];
        this.targets = new float[padded];
        this.intercepts = new float[models * padded];
    }

    /** b of all models side by side. */
    void setIntercept(float[] intercept) {
        for (int model = 0; model < models; model++) {
            System.arraycopy(intercept, model * classes, intercepts, model * padded, classes);
        }
    }

    /**
     * Does it.
     *
     * @param block with the row's targets and weights
     * @param row its number there
     * @param matrix logits without intercept, overwritten with residuals
     * @param losses of each model; added to
     * @param interceptSums residuals of each column; added to
     */
    void run(RowBlock block, int row, FloatBuffer matrix, double[] losses, float[] interceptSums) {
        boolean sharp = block.labels() != null && offTarget == 0;
        int label = block.labels() == null ? -1 : block.labels().get(row);
        if (!sharp) {
            readTargets(block, row, label);
        }
        for (int model = 0; model < models; model++) {
            int first = row * models * classes + model * classes;
            float weight = block.weights() == null ? 1 : block.weights().get(row * models + model);
            matrix.get(first, logits, 0, classes);
            Arrays.fill(logits, classes, padded, -Float.MAX_VALUE);
            float largest = addIntercept(model * padded);
            double targetLogit = sharp ? logits[label] : targetLogit();
            float sum = Powers.of(logits, 0, padded, largest, Lanes.NEXT_TO_NOTHING);
            losses[model] += weight * ((largest - targetLogit) + Math.log(sum));
            scale(weight / sum);
            if (sharp) {
                logits[label] -= weight;
            } else {
                subtractTargets(weight);
            }
            matrix.put(first, logits, 0, classes);
            for (int k = 0; k < classes; k++) {
                interceptSums[model * classes + k] += logits[k];
            }
        }
    }

    private void readTargets(RowBlock block, int row, int label) {
        if (block.targets() != null) {
            block.targets().get(row * classes, targets, 0, classes);
        } else {
            Arrays.fill(targets, 0, classes, offTarget);
            targets[label] = onTarget;
        }
    }

    /** z += b; the largest. */
    private float addIntercept(int from) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int k = 0; k < padded; k += Lanes.COUNT) {
            FloatVector z =
                    FloatVector.fromArray(SPECIES, logits, k).add(FloatVector.fromArray(SPECIES, intercepts, from + k));
            z.intoArray(logits, k);
            largest = largest.max(z);
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    private double targetLogit() {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            if (targets[k] != 0) {
                sum += (double) targets[k] * logits[k];
            }
        }
        return sum;
    }

    private void scale(float factor) {
        FloatVector scale = FloatVector.broadcast(SPECIES, factor);
        for (int k = 0; k < padded; k += Lanes.COUNT) {
            FloatVector.fromArray(SPECIES, logits, k).mul(scale).intoArray(logits, k);
        }
    }

    private void subtractTargets(float weight) {
        for (int k = 0; k < classes; k++) {
            logits[k] -= weight * targets[k];
        }
    }
}
