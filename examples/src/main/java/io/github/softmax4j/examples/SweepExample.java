package io.github.softmax4j.examples;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.FitOptions;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which penalty? All folds and strengths in one call; rows of one patient stay together. */
public final class SweepExample {
    private static final int PATIENTS = 60;
    private static final int ROWS_EACH = 10;
    private static final int FEATURES = 40;

    private SweepExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Dataset visits = visits(new Random(1));
        List<Integer> patients = IntStream.range(0, PATIENTS * ROWS_EACH)
                .mapToObj(row -> row / ROWS_EACH)
                .toList();

        // begin
        List<Double> lambdas = Sweep.logarithmic(1e-4, 10, 11);
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), lambdas);
        Folds folds = Folds.grouped(visits, patients, 5, 1); // what is tested on is of patients never seen

        CrossValidation byLoss = sweep.crossValidate(visits, folds);
        for (CrossValidation.Candidate candidate : byLoss.candidates()) {
            System.out.println(candidate.penalty().lambda() + ": log-loss " + candidate.meanLoss() + " +- "
                    + candidate.lossStandardError() + ", accuracy " + candidate.meanAccuracy());
        }
        SoftmaxModel best = byLoss.refit().model(); // of all rows, with the best penalty
        double simplest = byLoss.oneStandardErrorCandidate().penalty().lambda();

        CrossValidation byF1 = sweep.crossValidate(visits, folds, FitOptions.none(), Evaluation::macroF1);
        // end

        CrossValidation tooSure = sweep.crossValidate(visits, 5);
        System.out.println(best + "\nbest " + byLoss.bestCandidate().penalty() + ", simplest as good " + simplest
                + ", by F1 " + byF1.bestCandidate().penalty() + "\nwith rows of one patient on both sides: "
                + tooSure.bestCandidate().meanAccuracy());
        if (simplest < byLoss.bestCandidate().penalty().lambda()
                || tooSure.bestCandidate().meanAccuracy()
                        < byLoss.bestCandidate().meanAccuracy() + 0.05) {
            throw new IllegalStateException("patients on both sides must look better than they are, but "
                    + tooSure.bestCandidate() + " is not above " + byLoss.bestCandidate());
        }
    }

    /** Each patient has an illness and a place of his own; only the first features tell something of the illness. */
    private static Dataset visits(Random random) {
        var features = new double[PATIENTS * ROWS_EACH][FEATURES];
        var labels = new String[features.length];
        for (int patient = 0; patient < PATIENTS; patient++) {
            int illness = random.nextInt(3);
            double[] place = random.doubles(FEATURES, -2, 2).toArray();
            for (int i = patient * ROWS_EACH; i < (patient + 1) * ROWS_EACH; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    features[i][j] = place[j] + 0.3 * random.nextGaussian() + (j == illness ? 1.5 : 0);
                }
                labels[i] = List.of("cold", "flu", "none").get(illness);
            }
        }
        return Dataset.of(features, labels);
    }
}
