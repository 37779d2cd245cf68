package io.github.softmax4j.peers;

import io.github.softmax4j.benchmarks.gaps.Measured;
import io.github.softmax4j.benchmarks.gaps.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges what was trained on one problem, point by point. */
final class JudgedFits {
    private final String problem;
    private final TrainingData data;
    private final double lambda;
    private final List<Measured> all = new ArrayList<>();
    private double largestError;

    JudgedFits(String title, TrainingData data, double lambda) {
        this.problem = "%s, %d x %d, %d classes".formatted(title, data.rows(), data.columns(), data.classes());
        this.data = data;
        this.lambda = lambda;
    }

    String problem() {
        return problem;
    }

    List<Measured> all() {
        return all;
    }

    /** By how much an objective was off, as a share, that a fit told at its end; 0 if none told any. */
    double largestError() {
        return largestError;
    }

    void add(Contender contender, Map<Integer, PeerProcesses.Outcome> outcomes) {
        outcomes.forEach((limit, outcome) -> {
            for (Start start : Start.values()) {
                Trained trained = outcome.trained().get(start);
                if (trained == null) {
                    String note = outcome.note().isEmpty() ? "-" : outcome.note();
                    all.add(Measured.missing(
                            problem,
                            data.rows(),
                            contender.who(),
                            contender.settings(limit),
                            start,
                            contender.unit(),
                            note));
                } else {
                    add(contender, limit, start, trained);
                }
            }
        });
    }

    private void add(Contender contender, int limit, Start start, Trained trained) {
        double told = Double.NaN;
        for (Trained.Point point : trained.points()) {
            Judge judge = point.hasMatrix()
                    ? Judge.of(data, point.matrix(), trained.oneVsRest(), lambda)
                    : new Judge(point.objective(), Double.NaN, Double.NaN);
            if (point.hasMatrix() && Double.isFinite(told)) {
                largestError = Math.max(largestError, Math.abs(told / judge.objective() - 1));
            }
            told = point.objective();
            all.add(new Measured(
                    problem,
                    data.rows(),
                    contender.who(),
                    contender.settings(limit),
                    start,
                    contender.unit(),
                    point.steps(),
                    point.seconds(),
                    judge.objective(),
                    judge.logLoss(),
                    judge.accuracy(),
                    ""));
        }
    }
}
