package io.github.softmax4j.data;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/** Which columns are too far from 0 for a number type, and where they should be centered. */
final class Center {
    /**
     * A column is centered where rounding its mean would cost more than this share of its deviation: 60 deviations from
     * 0 in float.
     */
    private static final double WORST_ROUNDING = 4e-6;

    private Center() {}

    /**
     * Looks at some rows.
     *
     * @param rows row after row
     * @param count how many rows there are
     * @param columns how many columns
     * @param type the number type to come
     * @param constantsToo whether a column that does not vary here is centered too: right where rows are copied anyway
     * @return one value per column, 0 for those that stay; null if all stay
     */
    static double[] of(double[] rows, int count, int columns, DataType type, boolean constantsToo) {
        double epsilon = type == DataType.FLOAT ? Math.ulp(1f) / 2 : Math.ulp(1.0) / 2;
        var mean = new double[columns];
        for (int i = 0; i < count * columns; i++) {
            mean[i % columns] += rows[i] / count;
        }
        var variance = new double[columns];
        for (int i = 0; i < count * columns; i++) {
            double difference = rows[i] - mean[i % columns];
            variance[i % columns] += difference * difference / count;
        }
        for (int j = 0; j < columns; j++) {
            boolean far = Math.abs(mean[j]) * epsilon > WORST_ROUNDING * Math.sqrt(variance[j]);
            boolean wanted = constantsToo || variance[j] > 0;
            mean[j] = far && wanted && Double.isFinite(mean[j]) ? mean[j] : 0;
        }
        return Arrays.stream(mean).anyMatch(value -> value != 0) ? mean : null;
    }
}
