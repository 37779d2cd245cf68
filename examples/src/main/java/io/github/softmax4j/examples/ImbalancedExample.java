package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.ClassWeights;
import java.util.Random;

/** A rare class: found by weights of the classes, or by deciding for it at a lower probability. */
public final class ImbalancedExample {
    private static final int ROWS = 4000;
    private static final double SHARE_OF_FRAUD = 0.05;

    private ImbalancedExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        var random = new Random(1);
        Dataset train = payments(random);
        Dataset test = payments(random);

        // begin
        SoftmaxRegression plain = SoftmaxRegression.withDefaults();
        SoftmaxModel asTheyCome = plain.fit(train).model();
        SoftmaxModel balanced =
                plain.withClassWeights(ClassWeights.equal()).fit(train).model();

        Evaluation before = asTheyCome.evaluate(test);
        Evaluation after = balanced.evaluate(test);
        System.out.println("accuracy " + before.accuracy() + ", recall of fraud " + before.recall("fraud") + "\n"
                + after.report());

        // without weights of classes probabilities are those of the world: fraud is claimed above a price of its own
        int fraud = asTheyCome.classes().indexOf("fraud");
        double[][] rows = test.features().toDoubleMatrix();
        int claimed = 0;
        for (double[] row : rows) {
            claimed += asTheyCome.probabilities(row)[fraud] > 0.05 ? 1 : 0;
        }
        // end

        System.out.println(claimed + " of " + rows.length + " are claimed to be fraud at 5 %, and "
                + after.scores("fraud").support() + " are");
        if (before.recall("fraud") > 0.5
                || after.recall("fraud") < 0.75
                || Math.abs(claimed - predicted(after)) > 200) {
            throw new IllegalStateException("weights must find more of the rare class, and about the rows that a"
                    + " threshold at its share finds, but the recall goes from " + before.recall("fraud") + " to "
                    + after.recall("fraud") + ", and " + claimed + " rows are claimed");
        }
    }

    private static double predicted(Evaluation evaluation) {
        return evaluation.recall("fraud") * evaluation.support("fraud") / evaluation.precision("fraud");
    }

    private static Dataset payments(Random random) {
        var features = new double[ROWS][3];
        var labels = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            boolean isFraud = random.nextDouble() < SHARE_OF_FRAUD;
            for (int j = 0; j < features[i].length; j++) {
                features[i][j] = random.nextGaussian() + (isFraud ? 1.2 : 0);
            }
            labels[i] = isFraud ? "fraud" : "fine";
        }
        return Dataset.of(features, labels);
    }
}
