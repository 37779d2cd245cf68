package io.github.softmax4j.metrics;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** The ROC curves of all classes, each made when it is first asked for: sorting takes longer than all else here. */
final class RocCurves {
    private final RocCurve[] curves;
    private KeptScores scores;
    private int missing;
    private final String absence;

    /** Of scores that are kept until all curves are made. */
    RocCurves(KeptScores scores) {
        this.scores = scores;
        this.curves = new RocCurve[scores.classes()];
        this.missing = scores.classes();
        this.absence = null;
    }

    /** There are none, and why. */
    RocCurves(int classes, String absence) {
        this.curves = new RocCurve[classes];
        this.absence = absence;
    }

    Optional<String> absence() {
        return Optional.ofNullable(absence);
    }

    synchronized RocCurve of(int classIndex) {
        if (curves[classIndex] == null) {
            curves[classIndex] = scores == null ? RocCurve.none() : scores.curve(classIndex);
            missing--;
            if (missing == 0) {
                scores = null;
            }
        }
        return curves[classIndex];
    }

    /** Of the classes that have an area; NaN if none has. */
    double meanArea(IntToDoubleFunction weight) {
        double sum = 0;
        double weightSum = 0;
        for (int k = 0; k < curves.length; k++) {
            double area = of(k).area();
            if (!Double.isNaN(area)) {
                sum += weight.applyAsDouble(k) * area;
                weightSum += weight.applyAsDouble(k);
            }
        }
        return sum / weightSum;
    }
}
