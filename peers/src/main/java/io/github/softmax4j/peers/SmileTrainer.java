package io.github.softmax4j.peers;

import smile.classification.LogisticRegression;

/** Smile with its own tolerance of 1e-5 and limit of 500 iterations; its penalty is on the summed loss. */
final class SmileTrainer implements Trainer {
    private static final double TOLERANCE = 1e-5;
    private static final int ITERATIONS = 500;

    @Override
    public Trained train(TrainingData data, double lambda) {
        double[][] features = data.featuresInDouble();
        long start = System.nanoTime();
        LogisticRegression.Multinomial model =
                LogisticRegression.multinomial(features, data.labels(), lambda * data.rows(), TOLERANCE, ITERATIONS);
        double seconds = Trainer.secondsSince(start);
        double[][] ofClasses = model.coefficients(); // of all classes but the last
        var matrix = new double[data.columns() + 1][data.classes()];
        for (int k = 0; k < ofClasses.length; k++) {
            int of = k;
            for (int j = 0; j < matrix.length; j++) {
                matrix[j][of] = ofClasses[k][j];
            }
        }
        return Trained.softmax(seconds, matrix);
    }
}
