package io.github.softmax4j.peers;

import smile.classification.LogisticRegression;

/** Smile with its own tolerance of 1e-5, its own limit is 500 iterations; its penalty is on the summed loss. */
final class SmileTrainer implements Trainer {
    private static final double TOLERANCE = 1e-5;

    private final int iterations;

    SmileTrainer(int iterations) {
        this.iterations = iterations;
    }

    @Override
    public Fitting prepare(TrainingData data, double lambda) {
        double[][] features = data.featuresInDouble();
        return watch -> {
            watch.start();
            LogisticRegression.Multinomial model = LogisticRegression.multinomial(
                    features, data.labels(), lambda * data.rows(), TOLERANCE, iterations);
            return Trained.softmax(iterations, watch.stop(), matrix(data, model));
        };
    }

    private static double[][] matrix(TrainingData data, LogisticRegression.Multinomial model) {
        double[][] ofClasses = model.coefficients(); // of all classes but the last
        var matrix = new double[data.columns() + 1][data.classes()];
        for (int k = 0; k < ofClasses.length; k++) {
            int of = k;
            for (int j = 0; j < matrix.length; j++) {
                matrix[j][of] = ofClasses[k][j];
            }
        }
        return matrix;
    }
}
