package io.github.softmax4j.metrics;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * What takes longer to compute than all other scores, made when it is first asked for: a power for each probability,
 * and a ROC curve for each class, which has to sort.
 */
final class LateScores {
    private final RocCurve[] curves;
    private final String absence;
    private KeptScores scores;
    private int missing;
    private double squares = Double.NaN;

    /** Of scores that are kept until all curves are made. */
    LateScores(KeptScores scores) {
        this.curves = new RocCurve[scores.classes()];
        this.absence = null;
        this.scores = scores;
        this.missing = curves.length;
    }

    /** There are no curves, and why. */
    LateScores(int classes, double squares, String absence) {
        this.curves = new RocCurve[classes];
        this.absence = absence;
        this.squares = squares;
    }

    Optional<String> absence() {
        return Optional.ofNullable(absence);
    }

    /** The weighted sum of {@link KeptScores#squares}. */
    synchronized double squares() {
        if (Double.isNaN(squares)) {
            squares = scores.squares();
        }
        return squares;
    }

    synchronized RocCurve curve(int classIndex) {
        if (curves[classIndex] == null) {
            curves[classIndex] = absence == null ? make(classIndex) : RocCurve.none();
        }
        return curves[classIndex];
    }

    private RocCurve make(int classIndex) {
        RocCurve curve = scores.curve(classIndex);
        missing--;
        if (missing == 0) {
            squares();
            scores = null;
        }
        return curve;
    }

    /** Of the classes that have an area; NaN if none has. */
    double meanArea(IntToDoubleFunction weight) {
        double sum = 0;
        double weightSum = 0;
        for (int k = 0; k < curves.length; k++) {
            double area = curve(k).area();
            if (!Double.isNaN(area)) {
                sum += weight.applyAsDouble(k) * area;
                weightSum += weight.applyAsDouble(k);
            }
        }
        return sum / weightSum;
    }
}
