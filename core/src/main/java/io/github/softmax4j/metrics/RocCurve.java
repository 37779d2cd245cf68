package io.github.softmax4j.metrics;

/**
 * How many rows of a class are found, and how many others are taken for it, as the probability asked for goes down.
 *
 * <p>The points lead from (0, 0) to (1, 1), one for each probability that occurs; where they are very many, some
 * hundred of them, evenly spread along the curve, and the area is that of the whole curve all the same. There are none
 * where the class has no rows, or all of them, or where the curve was not computed
 * ({@link Evaluation#rocAbsence()}).
 *
 * <p>For example:
 *
 * <pre>{@code
 * RocCurve curve = model.evaluate(test).rocCurve(0);
 * double[] thresholds = curve.thresholds();
 * double[] found = curve.truePositiveRates();
 * int half = 0;
 * while (found[half] < 0.5) {
 *     half++;
 * }
 * double falseAlarms = curve.falsePositiveRates()[half];
 * String operatingPoint = "from probability " + thresholds[half] + " on, half are found";
 * }</pre>
 */
public final class RocCurve {
    private static final RocCurve NONE = new RocCurve(new double[0], new double[0], new double[0], Double.NaN);

    private final double[] falsePositiveRates;
    private final double[] truePositiveRates;
    private final double[] thresholds;
    private final double area;

    RocCurve(double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds, double area) {
        this.falsePositiveRates = falsePositiveRates;
        this.truePositiveRates = truePositiveRates;
        this.thresholds = thresholds;
        this.area = area;
    }

    /** Of a class without rows, or without others. */
    static RocCurve none() {
        return NONE;
    }

    /**
     * Whether there is nothing to draw.
     *
     * @return true where there are no points, and the area is NaN
     */
    public boolean isEmpty() {
        return thresholds.length == 0;
    }

    /**
     * The share of the weight of the other rows that are taken for the class.
     *
     * @return a copy, one number per point, 0 to 1, never falling
     */
    public double[] falsePositiveRates() {
        return falsePositiveRates.clone();
    }

    /**
     * The share of the weight of the class's rows that are found.
     *
     * @return a copy, one number per point, 0 to 1, never falling
     */
    public double[] truePositiveRates() {
        return truePositiveRates.clone();
    }

    /**
     * The probability from which on a row is taken for the class.
     *
     * @return a copy, one number per point, falling; the first is infinite, where no row is
     */
    public double[] thresholds() {
        return thresholds.clone();
    }

    /**
     * The area under the curve: the probability that a row of the class is given a higher one than another row, ties
     * counting half.
     *
     * @return 0 to 1, 0.5 for guesses; NaN without points
     */
    public double area() {
        return area;
    }

    /** The number of points, and the area. */
    @Override
    public String toString() {
        return "RocCurve[" + thresholds.length + " points, area " + area + "]";
    }
}
