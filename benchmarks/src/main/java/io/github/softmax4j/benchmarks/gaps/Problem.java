package io.github.softmax4j.benchmarks.gaps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured on one problem.
 *
 * @param title as the measurements have it
 * @param fits all points of a fit each, in order
 */
record Problem(String title, List<List<Measured>> fits) {
    static List<Problem> of(Measurements measurements) {
        var problems = new LinkedHashMap<String, List<List<Measured>>>();
        for (Measured measured : measurements.all()) {
            List<List<Measured>> fits = problems.computeIfAbsent(measured.problem(), title -> new ArrayList<>());
            if (fits.isEmpty() || !fits.get(fits.size() - 1).get(0).isOfFit(measured)) {
                fits.add(new ArrayList<>());
            }
            fits.get(fits.size() - 1).add(measured);
        }
        return problems.entrySet().stream()
                .map(entry -> new Problem(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The lowest objective at which a fit ended; on their way fits may tell one that is rounded. */
    double optimum() {
        return fits.stream()
                .mapToDouble(fit -> end(fit).objective())
                .filter(Double::isFinite)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("no fit has ended of " + title));
    }

    static Measured end(List<Measured> fit) {
        return fit.get(fit.size() - 1);
    }

    /** How far above the optimum, as a share of it; NaN for those that minimise another objective. */
    double gap(Measured measured) {
        return measured.objective() / optimum() - 1;
    }

    /** One for each that minimises the objective and has points. */
    List<Curve> curves(Start start) {
        var points = new LinkedHashMap<String, List<Curve.Point>>();
        var isOneFit = new LinkedHashMap<String, Boolean>();
        for (List<Measured> fit : fits) {
            if (fit.get(0).start() != start || !Double.isFinite(end(fit).objective())) {
                continue;
            }
            String who = fit.get(0).who();
            fit.forEach(measured -> points.computeIfAbsent(who, name -> new ArrayList<>())
                    .add(new Curve.Point(measured.seconds(), gap(measured))));
            isOneFit.merge(who, fit.size() > 1, Boolean::logicalOr);
        }
        return points.entrySet().stream()
                .map((Map.Entry<String, List<Curve.Point>> entry) ->
                        new Curve(entry.getKey(), isOneFit.get(entry.getKey()), entry.getValue()))
                .toList();
    }
}
