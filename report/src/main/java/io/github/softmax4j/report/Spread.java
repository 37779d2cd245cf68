package io.github.softmax4j.report;

import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.buffer.DataType;

/** The standard deviation of each feature, each row counting once. */
final class Spread {
    private static final int VALUES_AT_A_TIME = 1 << 20;

    private final double[] deviations;

    private Spread(double[] deviations) {
        this.deviations = deviations;
    }

    /** 0 where the feature is constant. */
    double deviation(int feature) {
        return deviations[feature];
    }

    /** Mean and sum of squares are carried on from row to row: Welford, Technometrics 4 (1962). */
    static Spread of(FeatureMatrix features) {
        int columns = features.columns();
        boolean isFloat = features.type() == DataType.FLOAT;
        var mean = new double[columns];
        var squares = new double[columns];
        long row = 0;
        try (Blocks<FeatureBlock> blocks = features.blocks(Math.max(1, VALUES_AT_A_TIME / columns))) {
            for (FeatureBlock block : blocks) {
                ByteBuffer bytes = block.bytes().duplicate().order(ByteOrder.nativeOrder());
                while (bytes.hasRemaining()) {
                    row++;
                    for (int j = 0; j < columns; j++) {
                        double value = isFloat ? bytes.getFloat() : bytes.getDouble();
                        double off = value - mean[j];
                        mean[j] += off / row;
                        squares[j] += off * (value - mean[j]);
                    }
                }
            }
        }
        var deviations = new double[columns];
        for (int j = 0; j < columns; j++) {
            deviations[j] = Math.sqrt(squares[j] / row);
        }
        return new Spread(deviations);
    }
}
