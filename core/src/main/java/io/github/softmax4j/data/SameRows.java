package io.github.softmax4j.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whether two data sets are the same: all that a model learns from, bit for bit, and the names that it keeps. */
final class SameRows {
    private static final int ELEMENTS_AT_A_TIME = 1 << 20;

    private SameRows() {}

    /** What is cheap to compare comes first. */
    static boolean areEqual(Dataset one, Dataset other) {
        return haveSameShape(one.featureMatrix(), other.featureMatrix())
                && one.classes().equals(other.classes())
                && one.featureNames().equals(other.featureNames())
                && one.recipe().equals(other.recipe())
                && one.isWeighted() == other.isWeighted()
                && Arrays.equals(one.weights(), other.weights())
                && areEqual(one.targets(), other.targets())
                && areEqual(one.featureMatrix(), other.featureMatrix());
    }

    private static boolean haveSameShape(FeatureMatrix one, FeatureMatrix other) {
        return one.rows() == other.rows() && one.columns() == other.columns() && one.type() == other.type();
    }

    private static boolean areEqual(Targets one, Targets other) {
        if (!Arrays.equals(one.labels(), other.labels())) {
            return false;
        }
        if (one instanceof Targets.Probabilities first && other instanceof Targets.Probabilities second) {
            return first.rows() == second.rows()
                    || areEqual(FeatureMatrix.checked(first.rows(), null), FeatureMatrix.checked(second.rows(), null));
        }
        return one instanceof Targets.Labels && other instanceof Targets.Labels;
    }

    private static boolean areEqual(FeatureMatrix one, FeatureMatrix other) {
        if (one == other) {
            return true;
        }
        if (!Arrays.equals(one.center(), other.center())) {
            return false;
        }
        int blockRows = Math.max(1, ELEMENTS_AT_A_TIME / one.columns());
        try (Blocks<FeatureBlock> first = one.blocks(blockRows);
                Blocks<FeatureBlock> second = other.blocks(blockRows)) {
            for (int i = 0; i < first.size(); i++) {
                if (!bytes(first.get(i)).equals(bytes(second.get(i)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static ByteBuffer bytes(FeatureBlock block) {
        return block.bytes().duplicate().rewind();
    }
}
