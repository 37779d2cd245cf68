package io.github.softmax4j.examples;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.settings.FitOptions;
import java.util.List;
import java.util.Random;

/** Embeddings: rows of numbers that another model has made of texts or images, and the class of each. */
public final class EmbeddingsExample {
    private static final ClassLabels TOPICS = ClassLabels.inOrder(List.of("cooking", "politics", "science", "sports"));
    private static final int ROWS = 2000;
    private static final int SIZE = 128;

    private EmbeddingsExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        var random = new Random(1);
        int[] topics = random.ints(ROWS, 0, TOPICS.size()).toArray();
        float[][] embeddings = made(topics, random);

        // begin
        List<Dataset> parts = Dataset.of(embeddings, topics, TOPICS).split(0.2, 1);
        List<Dataset> rest = parts.get(0).split(0.2, 2);

        Fit fit = SoftmaxRegression.withDefaults()
                .withLambda(0.05)
                .fit(rest.get(0), FitOptions.none().withValidation(rest.get(1), 5));
        Evaluation test = fit.model().evaluate(parts.get(1));
        List<Prediction> likely = fit.model().topK(embeddings[0], 2);
        System.out.println(test.report() + "the first row is most likely " + likely);
        // end

        if (test.accuracy() < 0.9) {
            throw new IllegalStateException("the accuracy must be at least 0.9, but is " + test.accuracy());
        }
    }

    /** A direction for each topic, and noise that is longer than that. */
    private static float[][] made(int[] topics, Random random) {
        var directions = new float[TOPICS.size()][SIZE];
        for (float[] direction : directions) {
            for (int j = 0; j < SIZE; j++) {
                direction[j] = 0.3f * (float) random.nextGaussian();
            }
        }
        var rows = new float[topics.length][SIZE];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < SIZE; j++) {
                rows[i][j] = directions[topics[i]][j] + (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
